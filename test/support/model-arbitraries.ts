/**
 * Arbitraries of fast-check from the model: valid inputs of each operation, and JSON that the service may answer with.
 */

import fc, { type Arbitrary } from "fast-check";
import { isRequired, type Member, type ModelOperation, shapeOf, traitOf } from "./model-reader.js";

/** Makes the arbitrary of one direction; what differs is how leaves look. */
interface Direction {
  readonly blob: (member: Member) => Arbitrary<unknown>;
  readonly timestamp: Arbitrary<unknown>;
  /** Whether to add what a client must put up with: nulls, unknown members, unknown enum values. */
  readonly untidy: boolean;
}

/** Long enough to be interesting, short enough to be quick. */
const longest = 24;

/** Milliseconds from 1970 to 2100: whole seconds and fractions. */
const milliseconds: Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 4_102_444_800 }).map((seconds) => seconds * 1000),
  fc.integer({ min: 0, max: 4_102_444_800_000 }),
);

const inputDirection: Direction = {
  // The copies are Uint8Arrays of their own; those of fast-check may share memory.
  blob: (member) => bytesFor(member).map((bytes) => Uint8Array.from(bytes)),
  timestamp: milliseconds.map((time) => new Date(time)),
  untidy: false,
};

const outputDirection: Direction = {
  blob: (member) => bytesFor(member).map((bytes) => Buffer.from(bytes).toString("base64")),
  timestamp: milliseconds.map((time) => time / 1000),
  untidy: true,
};

/** Valid inputs of an operation: every required member, any of the others, every constraint kept. */
export function inputArbitrary(operation: ModelOperation): Arbitrary<Record<string, unknown>> {
  return structureOf(operation.input, inputDirection);
}

/** JSON values that an operation's response may hold, as a lenient client has to take them. */
export function outputJsonArbitrary(operation: ModelOperation): Arbitrary<Record<string, unknown>> {
  return structureOf(operation.output, outputDirection);
}

function structureOf(id: string, direction: Direction): Arbitrary<Record<string, unknown>> {
  const members = Object.entries(shapeOf(id).members ?? {});
  const required = members.filter(([, member]) => isRequired(member)).map(([name]) => name);
  const known = fc.record(
    Object.fromEntries(
      members.map(([name, member]) => {
        const value = memberValue(member, direction);
        const optional = direction.untidy && !isRequired(member);
        return [name, optional ? fc.option(value, { nil: null, freq: 8 }) : value];
      }),
    ),
    { requiredKeys: required },
  );
  // An operation without output has no members to tell apart from unknown ones.
  if (!direction.untidy || members.length === 0) return known;
  const unknown = fc.option(fc.jsonValue({ maxDepth: 2 }), { nil: undefined, freq: 3 });
  return fc
    .tuple(known, unknown)
    .map(([value, extra]) => (extra === undefined ? value : { ...value, MemberOfTomorrow: extra }));
}

function memberValue(member: Member, direction: Direction): Arbitrary<unknown> {
  const shape = shapeOf(member.target);
  const size = traitOf<{ min?: number; max?: number }>(member, "smithy.api#length") ?? {};
  const minLength = size.min ?? 0;
  const maxLength = Math.min(size.max ?? Infinity, minLength + 4);
  switch (shape.type) {
    case "string":
      return stringOf(member);
    case "enum": {
      const values = Object.values(shape.members ?? {}).map(
        (value) => value.traits?.["smithy.api#enumValue"] as string,
      );
      return fc.constantFrom(...values, ...(direction.untidy ? ["VALUE_OF_TOMORROW"] : []));
    }
    case "boolean":
      return fc.boolean();
    case "integer":
      return numberOf(member, 2 ** 31 - 1);
    case "long":
      return numberOf(member, Number.MAX_SAFE_INTEGER);
    case "blob":
      return direction.blob(member);
    case "timestamp":
      return direction.timestamp;
    case "list":
      return fc.array(memberValue(memberAt(shape.member), direction), { minLength, maxLength });
    case "map":
      return fc.dictionary(stringOf(memberAt(shape.key)), memberValue(memberAt(shape.value), direction), {
        minKeys: minLength,
        maxKeys: maxLength,
        noNullPrototype: true,
      });
    case "structure":
      return structureOf(member.target, direction);
    default:
      throw new Error(`No arbitrary for ${shape.type} (${member.target}) yet.`);
  }
}

function stringOf(member: Member): Arbitrary<string> {
  const { min = 0, max = Infinity } = traitOf<{ min?: number; max?: number }>(member, "smithy.api#length") ?? {};
  const pattern = traitOf<string>(member, "smithy.api#pattern");
  if (pattern !== undefined) {
    const fits = (value: string): boolean => [...value].length >= min && [...value].length <= max;
    return fc
      .oneof({ weight: 1, arbitrary: matching(pattern) }, { weight: 3, arbitrary: matching(realistic(pattern)) })
      .filter(fits);
  }
  const lengths = { minLength: min, maxLength: Math.min(max, min + longest) };
  return fc.oneof(fc.string({ unit: "grapheme-ascii", ...lengths }), fc.string({ unit: "binary", ...lengths }));
}

function matching(pattern: string): Arbitrary<string> {
  // Unicode mode: strings of whole code points, which JSON can carry unharmed.
  return fc.stringMatching(new RegExp(pattern, "u"), { size: "small" });
}

/** Narrows the patterns of ARNs, which allow anything for partition, region and name, to such as exist. */
function realistic(pattern: string): string {
  return pattern
    .replace(":aws.*:", ":aws:")
    .replace(":kinesis:.*:", ":kinesis:(?:us-east-1|eu-west-1):")
    .replace("\\d{12}:.*", "\\d{12}:")
    .replace("\\S+$", "[a-z0-9]{1,20}$");
}

function numberOf(member: Member, largest: number): Arbitrary<number> {
  const { min = -largest, max = largest } = traitOf<{ min?: number; max?: number }>(member, "smithy.api#range") ?? {};
  return fc.oneof(
    fc.integer({ min: Math.max(min, -1000), max: Math.min(max, Math.max(min, 0) + 1000) }),
    fc.maxSafeInteger().map((value) => clamp(value, min, max)),
  );
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

function bytesFor(member: Member): Arbitrary<Uint8Array> {
  const { min = 0, max = Infinity } = traitOf<{ min?: number; max?: number }>(member, "smithy.api#length") ?? {};
  return fc.uint8Array({ minLength: min, maxLength: Math.min(max, min + 64) });
}

function memberAt(member: Member | undefined): Member {
  if (member === undefined) throw new Error("The model has a list or map without members.");
  return member;
}
