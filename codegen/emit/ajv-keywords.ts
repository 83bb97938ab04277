import type { CodeKeywordDefinition } from "ajv";
import { additionalProperties, items, mapKeys, uniqueItems } from "./keywords/collections.js";
import { properties, required, union } from "./keywords/members.js";
import { payloadLimit } from "./keywords/payload-limit.js";
import { bigMaximum, bigMinimum, blob, number } from "./keywords/scalars.js";
import { enumeration, intEnumeration, maxLength, minLength, pattern } from "./keywords/text.js";

/**
 * The vocabulary of the validators' schemas: keywords that ajv does not have (`blob`, `number`, `intEnum`, `union`,
 * `mapKeys`, `payloadLimit`), and keywords of its own that measure as Smithy does or need no `require` at run time. A schema
 * tells of one value: `properties`, `items`, `additionalProperties` and `mapKeys` call the functions of what it holds.
 *
 * Names of functions stand in the emitted code as they are; `validators.ts` imports those of the runtime that occur.
 */

/** Keywords of ajv that those below replace. */
export const replacedKeywords: readonly string[] = [
  "additionalProperties",
  "enum",
  "items",
  "maxLength",
  "minLength",
  "pattern",
  "properties",
  "required",
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
  number,
  intEnumeration,
  bigMinimum,
  bigMaximum,
  required,
  properties,
  union,
  uniqueItems,
  items,
  mapKeys,
  additionalProperties,
  payloadLimit,
];

export const annotations: readonly (typeof sparse)[] = [sparse];
