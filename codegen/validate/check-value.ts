import { equalNodes } from "../assemble/equal-nodes.js";
import type { Member, Shape, TraitBearer } from "../ast.js";
import { javascriptPattern } from "../emit/smithy-pattern.js";
import type { Model } from "../model.js";
import { findShape, membersOf } from "../normalise/lookup.js";
import { hasTrait, traitOf } from "../trait-values.js";

/** Where a value breaks the model, and how. */
export interface ValueProblem {
  readonly path: readonly (string | number)[];
  readonly problem: string;
}

/**
 * Holds a value, as examples write it (blobs in base64, timestamps as RFC 3339 text or seconds), to a shape. Inputs are
 * held to every constraint; of outputs only types and required members count, for a service may return what it would
 * refuse.
 */
export function checkValue(model: Model, target: string, value: unknown, side: "input" | "output"): ValueProblem[] {
  const problems: ValueProblem[] = [];
  visit({ model, side, problems }, { target }, value, []);
  return problems;
}

interface Visit {
  readonly model: Model;
  readonly side: "input" | "output";
  readonly problems: ValueProblem[];
}

type Path = readonly (string | number)[];

function visit(context: Visit, member: Member, value: unknown, path: Path): void {
  const shape = findShape(context.model, member.target);
  if (shape === undefined) return;
  const report = (problem: string): void => {
    context.problems.push({ path, problem });
  };
  const problem = typeProblem(shape, value);
  if (problem !== undefined) {
    report(problem);
    return;
  }
  if (context.side === "input") checkConstraints(member, shape, value, report);
  if (shape.type === "structure" || shape.type === "union") visitMembers(context, shape, value as object, path);
  if (shape.type === "list" || shape.type === "set") {
    for (const [index, element] of (value as readonly unknown[]).entries()) {
      visitElement(context, shape, shape.member, element, [...path, index]);
    }
  }
  if (shape.type === "map") {
    for (const [key, element] of Object.entries(value as object)) {
      visit(context, shape.key, key, [...path, key]);
      visitElement(context, shape, shape.value, element, [...path, key]);
    }
  }
}

function visitElement(context: Visit, holder: Shape, member: Member, value: unknown, path: Path): void {
  if (value === null && hasTrait(holder, "smithy.api#sparse")) return;
  visit(context, member, value, path);
}

function visitMembers(context: Visit, shape: Shape, value: object, path: Path): void {
  const members = new Map(membersOf(shape));
  const given = Object.entries(value);
  for (const [name, inner] of given) {
    const member = members.get(name);
    if (member === undefined) context.problems.push({ path: [...path, name], problem: `there is no member ${name}` });
    else visit(context, member, inner, [...path, name]);
  }
  if (shape.type === "union") {
    if (given.length !== 1) context.problems.push({ path, problem: `a union has one member, not ${given.length}` });
    return;
  }
  for (const [name, member] of members) {
    const optional = hasTrait(member, "smithy.api#idempotencyToken") || hasTrait(member, "smithy.api#clientOptional");
    if (hasTrait(member, "smithy.api#required") && !optional && !Object.hasOwn(value, name)) {
      context.problems.push({ path, problem: `the required member ${name} is missing` });
    }
  }
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const wholeNumbers: { readonly [type: string]: number } = {
  byte: 2 ** 7,
  short: 2 ** 15,
  integer: 2 ** 31,
  long: 2 ** 63,
};

function typeProblem(shape: Shape, value: unknown): string | undefined {
  switch (shape.type) {
    case "boolean":
      return typeof value === "boolean" ? undefined : `must be true or false, not ${kindOf(value)}`;
    case "string":
      return typeof value === "string" ? undefined : `must be a string, not ${kindOf(value)}`;
    case "enum":
    case "intEnum":
      return typeof value === (shape.type === "enum" ? "string" : "number")
        ? undefined
        : `must be a ${shape.type === "enum" ? "string" : "number"}, not ${kindOf(value)}`;
    case "blob":
      return typeof value === "string" && base64.test(value) ? undefined : "must be base64 text";
    case "timestamp":
      return typeof value === "number" || (typeof value === "string" && !Number.isNaN(Date.parse(value)))
        ? undefined
        : "must be a time, as RFC 3339 text or in seconds";
    case "list":
    case "set":
      return Array.isArray(value) ? undefined : `must be a list, not ${kindOf(value)}`;
    case "map":
    case "structure":
    case "union":
      return kindOf(value) === "an object" ? undefined : `must be an object, not ${kindOf(value)}`;
    case "document":
      return undefined;
    default:
      return numberProblem(shape.type, value);
  }
}

function numberProblem(type: string, value: unknown): string | undefined {
  const isSpecial = (type === "float" || type === "double") && ["NaN", "Infinity", "-Infinity"].includes(String(value));
  if (isSpecial || (type.startsWith("big") && typeof value === "string")) return undefined;
  if (typeof value !== "number") return `must be a number, not ${kindOf(value)}`;
  const bound = wholeNumbers[type];
  const isWhole = bound !== undefined || type === "bigInteger";
  if (isWhole && !Number.isInteger(value)) return `must be a whole number, not ${value}`;
  if (bound !== undefined && (value < -bound || value >= bound)) return `${value} is out of the range of a ${type}`;
  return undefined;
}

type Report = (problem: string) => void;

/** The constraints of the shape, each replaced by that of the member where it has one of its own. */
function checkConstraints(member: TraitBearer, shape: Shape, value: unknown, report: Report): void {
  checkBounds("length", constraint(member, shape, "smithy.api#length"), sizeOf(shape, value), report);
  checkBounds("value", constraint(member, shape, "smithy.api#range"), Number(value), report);
  const pattern = constraint(member, shape, "smithy.api#pattern");
  if (pattern !== undefined && javascriptPattern(pattern)?.test(String(value)) === false) {
    report(`${JSON.stringify(value)} does not match ${pattern}`);
  }
  if (shape.type === "enum" || shape.type === "intEnum") {
    const values = membersOf(shape).map(([name, { traits }]) => traits?.["smithy.api#enumValue"] ?? name);
    if (!values.some((known) => known === value)) report(`${JSON.stringify(value)} is no value of the enum`);
  }
  const allowed = traitOf(shape, "smithy.api#enum");
  if (allowed !== undefined && !allowed.some((entry) => entry.value === value)) {
    report(`${JSON.stringify(value)} is no value of the enum`);
  }
  if (hasTrait(shape, "smithy.api#uniqueItems") && Array.isArray(value)) {
    const repeated = value.some((item, index) => value.slice(0, index).some((other) => equalNodes(item, other)));
    if (repeated) report("the items must be unique");
  }
}

function constraint<Id extends "smithy.api#length" | "smithy.api#range" | "smithy.api#pattern">(
  member: TraitBearer,
  shape: Shape,
  id: Id,
) {
  return traitOf(member, id) ?? traitOf(shape, id);
}

function checkBounds(
  what: string,
  bounds: { readonly min?: number; readonly max?: number } | undefined,
  actual: number,
  report: Report,
): void {
  if (bounds?.min !== undefined && actual < bounds.min) report(`the ${what} ${actual} is less than ${bounds.min}`);
  if (bounds?.max !== undefined && actual > bounds.max) report(`the ${what} ${actual} is more than ${bounds.max}`);
}

/** Strings in code points, blobs in bytes, lists in items, maps in entries. */
function sizeOf(shape: Shape, value: unknown): number {
  if (typeof value === "string") return shape.type === "blob" ? Buffer.from(value, "base64").length : [...value].length;
  return Array.isArray(value) ? value.length : Object.keys(Object(value)).length;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
