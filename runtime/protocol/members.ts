import type { JsonObject, JsonValue } from "./json.js";
import type { JsonWriter } from "./json-writer.js";

/** How each member of a structure is written. */
export type MemberWriters<Input> = {
  readonly [Name in keyof Input]-?: (value: NonNullable<Input[Name]>, json: JsonWriter) => void;
};

/** How members of a structure are read that may be missing. */
export type MemberReaders<Output> = {
  readonly [Name in keyof Output]?: (value: JsonValue | undefined) => Exclude<Output[Name], undefined>;
};

/**
 * Writes a structure: the members that it has, in the order of their writers. Null counts as absent, as undefined does,
 * since validation may be off.
 */
export function writeMembers<Input extends object>(
  input: Input,
  json: JsonWriter,
  writers: MemberWriters<Input>,
): void {
  json.begin("{");
  for (const name in writers) {
    const value = input[name];
    if (value != null) writers[name](value, json.member(name));
  }
  json.end("}");
}

/** Reads members of a structure that may be missing into what holds the others; null counts as missing. */
export function readMembers<Output extends object>(
  output: Output,
  json: JsonObject,
  readers: MemberReaders<Output>,
): Output {
  for (const name in readers) {
    const value = json[name];
    if (value != null) output[name] = readers[name]?.(value) as Output[typeof name];
  }
  return output;
}
