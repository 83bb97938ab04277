/**
 * Runs a command in this process and prints what the process took, as JSON on the last line. Arguments: the command's
 * file, then its own.
 */
import { pathToFileURL } from "node:url";

const [node = "", , file = "", ...own] = process.argv;
process.argv = [node, file, ...own];
process.on("exit", () => {
  // Since the process began, Node's own start included.
  const seconds = performance.now() / 1_000;
  console.log(JSON.stringify({ seconds, mebibytes: process.resourceUsage().maxRSS / 1024 }));
});
await import(pathToFileURL(file).href);
