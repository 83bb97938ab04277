/** What thousands of calls leave on the heap: nothing. `npm run bench -- flat-heap` makes 100,000 over a socket. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);
const program = fileURLToPath(new URL("heap-loop.ts", import.meta.url));
const kibibyte = 1024;
const calls = 10_000;
/** What a call may leave behind: less than the smallest object and a pointer to it. */
const bytesOfACall = 16;

/** Code that gets compiled and thrown away moves the heap by more than what is looked for; so none is optimised. */
const steadyCode = ["--no-opt", "--no-sparkplug", "--no-flush-bytecode"];

const loops = [
  "a poll loop",
  "a put loop",
  "a loop of batches",
  "a loop under one signal, with a time limit",
  "faults",
];

it.concurrent.each(loops)("the heap stays flat through %s", { timeout: 120_000 }, async (loop) => {
  const options = [...steadyCode, "--expose-gc", "--conditions=shardwright-source", "--import", "tsx", program];
  const { stdout } = await run(process.execPath, [...options, loop, String(calls)]);
  const curve = (JSON.parse(stdout) as number[]).map((bytes) => Math.round(bytes / kibibyte));
  // What the first calls leave (caches that fill, code that is loaded) is not looked at. The least of a few points, since
  // one may be taken while the engine still holds something of its own.
  const growth = Math.min(...curve.slice(-3)) - Math.min(...curve.slice(2, 5));
  const bound = (0.5 * calls * bytesOfACall) / kibibyte;
  expect(growth, `KiB in use at each tenth: ${curve.join(", ")}`).toBeLessThan(bound);
});
