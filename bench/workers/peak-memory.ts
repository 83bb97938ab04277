/** Sends large PutRecords calls and prints the most memory that this took as JSON. Arguments: contender, endpoint, calls. */
import { load } from "../clients/load.js";
import { entriesOf } from "../workload.js";

const mebibyte = 1024 * 1024;
const inFlight = 8;
const [name = "", endpoint = "", calls = ""] = process.argv.slice(2);

const contender = (await load(name))(endpoint);
entriesOf("put-large");
await contender.run("put-record");
const before = process.memoryUsage.rss();

let left = Number(calls);
const caller = async (): Promise<void> => {
  while (left-- > 0) await contender.run("put-large");
};
await Promise.all(Array.from({ length: inFlight }, caller));

// In KiB, on every platform.
const peak = process.resourceUsage().maxRSS * 1024;
contender.close();
console.log(JSON.stringify({ peak: peak / mebibyte, growth: (peak - before) / mebibyte }));
