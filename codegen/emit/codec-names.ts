import type { FaultModel, StructureModel, UnionModel } from "../service-model.js";
import { runtimeSymbols } from "./runtime-imports.js";

/** Where all readers and writers live. */
export const codecsPath = "codecs.ts";

/** The function that reads a structure or union from JSON, such as `readShard`. */
export function readerName(shape: StructureModel | UnionModel): string {
  return freeName(`read${shape.name}`);
}

/** The function that turns a structure or union into JSON, such as `writePutRecordInput`. */
export function writerName(shape: StructureModel | UnionModel): string {
  return freeName(`write${shape.name}`);
}

/** A shape may be called `Timestamp` or `Document`, whose reader would hide the runtime's. */
function freeName(name: string): string {
  return Object.hasOwn(runtimeSymbols, name) ? `${name}Shape` : name;
}

/** What {@link ServiceError} has of its own; a modelled member of that name would overwrite it. */
const errorProperties: ReadonlySet<string> = new Set([
  "$metadata",
  "cause",
  "code",
  "fault",
  "message",
  "name",
  "operation",
  "retryable",
  "stack",
  "throttling",
]);

/**
 * The modelled members of a fault besides its message, as a structure of its own that `types.ts` declares and `codecs.ts`
 * reads; undefined when there are none.
 */
export function faultMembers(fault: FaultModel): StructureModel | undefined {
  const members = fault.structure.members.filter(({ name }) => !errorProperties.has(name));
  if (members.length === 0) return undefined;
  return {
    ...fault.structure,
    name: `${fault.name}Members`,
    direction: "output",
    documentation: `What a {@link ${fault.name}} tells besides its message.`,
    members,
  };
}
