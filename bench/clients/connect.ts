import type { Contender } from "../workload.js";

/** Loads one contender, and none of the others, and connects it. @throws when there is none of that name */
export async function connect(name: string, endpoint: string): Promise<Contender> {
  if (name === "shardwright") return (await import("./shardwright.js")).connect(endpoint);
  if (name === "@aws-sdk/client-kinesis") return (await import("./aws-sdk.js")).connect(endpoint);
  if (name === "floor") return (await import("./floor.js")).connect(endpoint);
  throw new Error(`There is no contender ${name}.`);
}
