import type { CodeKeywordDefinition } from "ajv";
import { check } from "./keywords/check.js";
import { additionalProperties, items, mapKeys, union, uniqueItems } from "./keywords/collections.js";
import { payloadLimit } from "./keywords/payload-limit.js";
import { bigMaximum, bigMinimum, blob, number, timestamp } from "./keywords/scalars.js";
import { enumeration, maxLength, minLength, pattern } from "./keywords/text.js";

/**
 * The vocabulary of the validators' schemas: keywords that ajv does not have (`blob`, `timestamp`, `number`, `union`,
 * `mapKeys`, `payloadLimit`, `check`), and keywords of its own that measure as Smithy does or need no `require` at run time.
 *
 * Names of runtime functions stand in the emitted code as they are; `validators.ts` imports those that occur.
 */

/** Keywords of ajv that those below replace. */
export const replacedKeywords: readonly string[] = [
  "additionalProperties",
  "enum",
  "items",
  "maxLength",
  "minLength",
  "pattern",
  "uniqueItems",
];

/** An annotation that `items` and `additionalProperties` read: elements and values may be null. */
const sparse = { keyword: "sparse", schemaType: "boolean" } as const;

/** Every keyword that validators need beside ajv's own, in the order in which they check. */
export const keywords: readonly CodeKeywordDefinition[] = [
  minLength,
  maxLength,
  pattern,
  enumeration,
  blob,
  timestamp,
  number,
  bigMinimum,
  bigMaximum,
  check,
  union,
  uniqueItems,
  items,
  mapKeys,
  additionalProperties,
  payloadLimit,
];

export const annotations: readonly (typeof sparse)[] = [sparse];
