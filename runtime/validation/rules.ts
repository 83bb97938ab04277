import { codePointLength } from "../protocol/text.js";
import type { SchemaFinding } from "./validator.js";
import type { Violation } from "./violation.js";

/** What a finding means to the reader: a violation less its path, and the predicate of its sentence. */
export interface RuleReport {
  readonly constraint: string;
  readonly rule: Violation["rule"];
  readonly limit: unknown;
  readonly actual: unknown;
  /** What follows the path: `is 300 characters long; the model allows at most 256`. */
  readonly predicate: string;
}

/** Reads a finding: what its keyword tells of it, and the value that it is about. */
export type Report = (params: SchemaFinding["params"], value: unknown) => RuleReport;

/** A keyword of the validators. Each is named by the validators that check it, so that a program bundles no others. */
export interface Rule {
  readonly keyword: string;
  readonly report: Report;
}

export const typeRule: Rule = {
  keyword: "type",
  report: ({ type }, value) => structure("type", type, kindOf(value), `is ${kindOf(value)}; expected ${named(type)}`),
};

export const requiredRule: Rule = {
  keyword: "required",
  report: () => structure("required", true, "missing", "is required but missing"),
};

export const additionalPropertiesRule: Rule = {
  keyword: "additionalProperties",
  report: () => structure("unknown member", false, "unknown", "is not a member that the model knows"),
};

export const blobRule: Rule = {
  keyword: "blob",
  report: (_, value) =>
    structure("type", "blob", kindOf(value), `is ${kindOf(value)}; expected a Uint8Array, a string or { base64 }`),
};

export const timestampRule: Rule = {
  keyword: "timestamp",
  report: (_, value) => structure("type", "timestamp", kindOf(value), `is ${dateKind(value)}; expected a valid Date`),
};

export const unionRule: Rule = {
  keyword: "union",
  report: ({ members, present }) =>
    structure("union", 1, present, `has ${present} members set; a union has exactly one of ${list(members)}`),
};

export const minLengthRule: Rule = {
  keyword: "minLength",
  report: ({ limit }, value) => characters(value, limit, "at least"),
};

export const maxLengthRule: Rule = {
  keyword: "maxLength",
  report: ({ limit }, value) => characters(value, limit, "at most"),
};

export const blobMinBytesRule: Rule = {
  keyword: "blobMinBytes",
  report: ({ limit, actual }) => bytes(limit, actual, "at least"),
};

export const blobMaxBytesRule: Rule = {
  keyword: "blobMaxBytes",
  report: ({ limit, actual }) => bytes(limit, actual, "at most"),
};

export const minimumRule: Rule = {
  keyword: "minimum",
  report: ({ limit }, value) => constraint("range", limit, value, `is ${value}; the model allows ${limit} or more`),
};

export const maximumRule: Rule = {
  keyword: "maximum",
  report: ({ limit }, value) => constraint("range", limit, value, `is ${value}; the model allows ${limit} or less`),
};

export const minItemsRule: Rule = {
  keyword: "minItems",
  report: ({ limit }, value) => elements("list size", value, limit, "at least"),
};

export const maxItemsRule: Rule = {
  keyword: "maxItems",
  report: ({ limit }, value) => elements("list size", value, limit, "at most"),
};

export const minPropertiesRule: Rule = {
  keyword: "minProperties",
  report: ({ limit }, value) => elements("map size", value, limit, "at least"),
};

export const maxPropertiesRule: Rule = {
  keyword: "maxProperties",
  report: ({ limit }, value) => elements("map size", value, limit, "at most"),
};

export const patternRule: Rule = {
  keyword: "pattern",
  report: ({ pattern }, value) =>
    constraint("pattern", pattern, cut(value), `is ${quoted(value)}, which does not match the pattern ${pattern}`),
};

export const enumRule: Rule = {
  keyword: "enum",
  report: ({ allowedValues }, value) =>
    constraint("enum", allowedValues, cut(value), `is ${quoted(value)}; the model allows ${list(allowedValues)}`),
};

export const uniqueItemsRule: Rule = {
  keyword: "uniqueItems",
  report: ({ i, j }) =>
    constraint("unique items", true, [i, j], `has equal elements at ${i} and ${j}; the model wants each only once`),
};

export const payloadLimitRule: Rule = {
  keyword: "payloadLimit",
  report: ({ scope, limit, actual }) =>
    constraint(
      "payload size",
      limit,
      actual,
      `is ${actual} bytes in all; the model allows at most ${limit} bytes ${scope === "call" ? "a call" : "an entry"}`,
    ),
};

/** Reads one finding; one without a report still comes out as a constraint, with the validator's words if it has any. */
export function reportOf({ keyword, params, message, report }: SchemaFinding, value: unknown): RuleReport {
  return report?.(params, value) ?? constraint(keyword, params.limit, undefined, message ?? `breaks ${keyword}`);
}

function structure(name: string, limit: unknown, actual: unknown, predicate: string): RuleReport {
  return { constraint: name, rule: "structure", limit, actual, predicate };
}

function constraint(name: string, limit: unknown, actual: unknown, predicate: string): RuleReport {
  return { constraint: name, rule: "constraint", limit, actual, predicate };
}

function characters(value: unknown, limit: unknown, bound: string): RuleReport {
  const length = typeof value === "string" ? codePointLength(value) : 0;
  return constraint(
    "length",
    limit,
    length,
    `is ${count(length, "character")} long; the model allows ${bound} ${limit}`,
  );
}

function bytes(limit: unknown, actual: unknown, bound: string): RuleReport {
  return constraint("length", limit, actual, `is ${count(actual, "byte")} long; the model allows ${bound} ${limit}`);
}

function elements(name: "list size" | "map size", value: unknown, limit: unknown, bound: string): RuleReport {
  const size = Array.isArray(value)
    ? value.length
    : Object.values(Object(value)).filter((entry) => entry !== undefined).length;
  const what = name === "list size" ? count(size, "element") : size === 1 ? "1 entry" : `${size} entries`;
  return constraint(name, limit, size, `has ${what}; the model allows ${bound} ${limit}`);
}

function count(size: unknown, unit: string): string {
  return size === 1 ? `1 ${unit}` : `${size} ${unit}s`;
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => String(value)).join(", ") : String(values);
}

/** A type as a sentence has it. */
function named(type: unknown): string {
  return type === "array" ? "a list (an array)" : withArticle(String(type));
}

function withArticle(noun: string): string {
  return `${/^[aeiou8]/.test(noun) ? "an" : "a"} ${noun}`;
}

/** What kind of value this is, never the value; numbers alone are told, since what is wrong may be their size. */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "undefined";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number") return `the number ${value}`;
  if (typeof value === "object") return isPlain(value) ? "an object" : instance(value);
  return withArticle(typeof value);
}

/** Not every object has a constructor, and `constructor` may be anything. */
function instance(value: object): string {
  const maker = (value as { readonly constructor?: unknown }).constructor;
  return typeof maker === "function" && typeof maker.name === "string" && maker.name !== ""
    ? `an instance of ${maker.name}`
    : "an object";
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function dateKind(value: unknown): string {
  return value instanceof Date ? "an invalid Date" : kindOf(value);
}

const longest = 100;

/** A value as `actual` keeps it: long strings cut. */
function cut(value: unknown): unknown {
  return typeof value === "string" && value.length > longest ? `${value.slice(0, longest)}…` : value;
}

function quoted(value: unknown): string {
  return JSON.stringify(cut(value)) ?? String(value);
}
