import type { Contender } from "../workload.js";

/** Makes a contender that calls this endpoint. */
export type Connect = (endpoint: string) => Contender;

/** Contenders of our own, beside the three that most rows have. */
export const nodeEntryClient = "shardwright, with the Node defaults";
export const withoutValidation = "shardwright, validation off";
export const validatorAlone = "validator alone";

/** Loads one contender, and none of the others. @throws when there is none of that name */
export async function load(name: string): Promise<Connect> {
  switch (name) {
    case "shardwright":
      return (await import("./shardwright.js")).loadLean();
    case nodeEntryClient:
      return (await import("./shardwright.js")).loadNode();
    case withoutValidation:
      return (await import("./shardwright.js")).loadLean("off");
    case validatorAlone:
      return (await import("./validator.js")).load();
    case "@aws-sdk/client-kinesis":
      return (await import("./aws-sdk.js")).connect;
    case "floor":
      return (await import("./floor.js")).connect;
    default:
      throw new Error(`There is no contender ${name}.`);
  }
}
