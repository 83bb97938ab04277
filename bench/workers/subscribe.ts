/**
 * Reads event streams as one contender, and tells what they took. Arguments: contender, endpoint.
 *
 * A question with `slowly` reads that many bytes of an endless stream, 1 ms an event, and tells how memory grew.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { loadSubscriber } from "../clients/subscriber.js";

export interface SubscribeQuestion {
  readonly slowly?: number;
}

const mebibyte = 1024 * 1024;
const [name = "", endpoint = ""] = process.argv.slice(2);
const subscribe = await loadSubscriber(name, endpoint);
process.on("disconnect", () => process.exit());
process.on("message", async ({ slowly }: SubscribeQuestion) =>
  process.send?.(slowly === undefined ? await readAll() : await readSlowly(slowly)),
);
process.send?.("ready");

/** CPU milliseconds for each MiB of data, and events a second. */
async function readAll(): Promise<{ readonly cpu: number; readonly events: number }> {
  const cpuBefore = process.cpuUsage();
  const wallBefore = performance.now();
  let events = 0;
  let bytes = 0;
  for await (const length of await subscribe()) {
    events++;
    bytes += length;
  }
  const wall = performance.now() - wallBefore;
  const { user, system } = process.cpuUsage(cpuBefore);
  if (bytes === 0) throw new Error("The stream was empty.");
  return { cpu: (user + system) / 1_000 / (bytes / mebibyte), events: events / (wall / 1_000) };
}

/** The most memory, in MiB above what the first bytes took: decoding anything at all takes that. */
async function readSlowly(total: number): Promise<{ readonly growth: number }> {
  let bytes = 0;
  let baseline = 0;
  let peak = 0;
  for await (const length of await subscribe()) {
    bytes += length;
    await sleep(1);
    const resident = process.memoryUsage.rss();
    if (bytes < Math.min(16 * mebibyte, total / 2)) baseline = Math.max(baseline, resident);
    else peak = Math.max(peak, resident);
    if (bytes >= total) break;
  }
  if (bytes < total) throw new Error(`The stream ended after ${bytes} bytes.`);
  return { growth: Math.max(0, peak - baseline) / mebibyte };
}
