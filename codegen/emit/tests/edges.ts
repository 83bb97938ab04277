import type {
  MemberModel,
  OperationModel,
  ServiceModel,
  StructureModel,
  TypeModel,
  UnionModel,
} from "../../service-model.js";
import { namedShape } from "../named-shapes.js";
import { propertyName } from "../names.js";
import { javascriptPattern } from "../smithy-pattern.js";
import { type Edge, type ObjectSample, pathTo } from "./edge.js";
import { literal } from "./literal.js";
import { payloadEdges, withinPayload } from "./payload-edges.js";
import type { Sample } from "./sample.js";
import { textOfLength, unmatchedText } from "./sample-text.js";

/** Every edge of an operation's input that its sample reaches. */
export function operationEdges(operation: OperationModel, sample: Sample, model: ServiceModel): Edge[] {
  if (sample.kind !== "object") return [];
  const payload = payloadEdges(operation, sample);
  const edges = structureEdges(operation.input, sample, "", model).map((edge) => withinPayload(edge, payload));
  return [...edges, ...payload];
}

function structureEdges(
  shape: StructureModel | UnionModel,
  sample: ObjectSample,
  at: string,
  model: ServiceModel,
): Edge[] {
  const edges = sample.members.flatMap(([name, value]) => {
    const member = shape.members.find((each) => each.name === name);
    return member === undefined ? [] : memberEdges(member, value, pathTo(at, name), shape, model);
  });
  const unknown: Edge = { at: pathTo(at, unknownName(shape)), violates: "unknown member", refuses: '"unheard of"' };
  return [...edges, unknown, ...(shape.kind === "union" ? unionEdges(shape, sample, at) : [])];
}

function memberEdges(
  member: MemberModel,
  sample: Sample,
  at: string,
  shape: StructureModel | UnionModel,
  model: ServiceModel,
): Edge[] {
  const mustBeGiven =
    shape.kind === "structure" && member.required && member.default === undefined && !member.idempotencyToken;
  return [
    ...(mustBeGiven ? [{ at, violates: "required", removed: true as const }] : []),
    ...(member.type.kind === "document" ? [] : [{ at, violates: "type", refuses: "null" }]),
    ...typeEdges(member.type, sample, at, model),
  ];
}

function typeEdges(type: TypeModel, sample: Sample, at: string, model: ServiceModel): Edge[] {
  switch (type.kind) {
    case "string":
      return [{ at, violates: "type", refuses: "42" }, ...textEdges(type, sample, at)];
    case "enum":
      return [{ at, violates: "enum", refuses: '"not-in-the-model"' }];
    case "intEnum":
      return [{ at, violates: "enum", refuses: "-77" }];
    case "boolean":
      return [{ at, violates: "type", refuses: '"true"' }];
    case "timestamp":
      return [{ at, violates: "type", refuses: "new Date(Number.NaN)", accepts: "new Date(0)" }];
    case "blob":
      return [{ at, violates: "type", refuses: "42" }, ...blobEdges(type, at)];
    case "list":
      return listEdges(type, sample, at, model);
    case "map":
      return mapEdges(type, sample, at, model);
    case "structure":
    case "union": {
      const shape = namedShape(type, model);
      return shape === undefined || sample.kind !== "object" ? [] : structureEdges(shape, sample, at, model);
    }
    case "document":
      return [];
    default:
      return numberEdges(type, at);
  }
}

function textEdges({ constraints }: TypeModel, sample: Sample, at: string): Edge[] {
  const { length: { min = 0, max } = {}, pattern } = constraints;
  const edges: Edge[] = [];
  if (max !== undefined) edges.push(lengthEdge(at, max, max + 1, pattern));
  if (min > 0) edges.push(lengthEdge(at, min, min - 1, pattern));
  const checked = pattern !== undefined && javascriptPattern(pattern) !== undefined;
  const unmatched = checked && sample.kind === "plain" ? unmatchedText(String(sample.value), constraints) : undefined;
  if (unmatched !== undefined) edges.push({ at, violates: "pattern", refuses: JSON.stringify(unmatched) });
  return edges;
}

/** A text one character beyond the limit breaks nothing but the length where there is one that the pattern allows. */
function lengthEdge(at: string, last: number, first: number, pattern: string | undefined): Edge {
  const accepted = textOfLength(last, pattern);
  const refused = textOfLength(first, pattern) ?? "x".repeat(first);
  return {
    at,
    violates: "length",
    refuses: textExpression(refused),
    ...(accepted !== undefined && { accepts: textExpression(accepted) }),
  };
}

/** Long texts by what they repeat. */
function textExpression(text: string): string {
  if (text.length <= 60) return JSON.stringify(text);
  const last = text.slice(-1);
  const tail = runLength(text, last, text.length - 1, -1);
  if (tail >= 20) return withRepeat(text.slice(0, text.length - tail), last, tail);
  const head = runLength(text, "x", 0, 1);
  if (head >= 20) return `${JSON.stringify("x")}.repeat(${head}) + ${JSON.stringify(text.slice(head))}`;
  return periodic(text) ?? JSON.stringify(text);
}

/** How often a character stands in a row, from a place on in the direction of `step`. Texts may have millions of them. */
function runLength(text: string, character: string, from: number, step: 1 | -1): number {
  let at = from;
  while (text[at] === character) at += step;
  return Math.abs(at - from);
}

function withRepeat(start: string, character: string, count: number): string {
  const repeated = `${JSON.stringify(character)}.repeat(${count})`;
  return start === "" ? repeated : `${JSON.stringify(start)} + ${repeated}`;
}

function periodic(text: string): string | undefined {
  for (const period of [2, 4]) {
    const unit = text.slice(0, period);
    if (unit.repeat(Math.ceil(text.length / period)).slice(0, text.length) === text) {
      return `${JSON.stringify(unit)}.repeat(${Math.ceil(text.length / period)}).slice(0, ${text.length})`;
    }
  }
  return undefined;
}

function blobEdges({ constraints: { length: { min = 0, max } = {} } }: TypeModel, at: string): Edge[] {
  const edges: Edge[] = [];
  if (max !== undefined) {
    edges.push({ at, violates: "length", refuses: `new Uint8Array(${max + 1})`, accepts: `new Uint8Array(${max})` });
  }
  if (min > 0)
    edges.push({ at, violates: "length", refuses: `new Uint8Array(${min - 1})`, accepts: `new Uint8Array(${min})` });
  return edges;
}

function listEdges(
  type: Extract<TypeModel, { kind: "list" }>,
  sample: Sample,
  at: string,
  model: ServiceModel,
): Edge[] {
  const { length: { min = 0, max } = {}, uniqueItems } = type.constraints;
  const edges: Edge[] = [{ at, violates: "type", refuses: '"no list"' }];
  const [item] = sample.kind === "list" ? sample.items : [];
  if (item === undefined) return edges;
  const ofSize = (size: number): string => listExpression(item, size, uniqueItems === true);
  if (max !== undefined) edges.push({ at, violates: "list size", refuses: ofSize(max + 1), accepts: ofSize(max) });
  if (min > 0) edges.push({ at, violates: "list size", refuses: ofSize(min - 1), accepts: ofSize(min) });
  if (uniqueItems) edges.push({ at, violates: "unique items", refuses: listExpression(item, 2, false) });
  edges.push(
    mayBeNull(type, type.element)
      ? { at: `${at}[0]`, violates: "", accepts: "null" }
      : { at: `${at}[0]`, violates: "type", refuses: "null" },
  );
  return [...edges, ...typeEdges(type.element, item, `${at}[0]`, model)];
}

function listExpression(item: Sample, size: number, different: boolean): string {
  if (size === 0) return "[]";
  const isText = item.kind === "plain" && typeof item.value === "string";
  const element = different && isText ? `${literal(item, "input")} + index` : literal(item, "input");
  return `Array.from({ length: ${size} }, (${different ? "_, index" : ""}) => ${element.startsWith("{") ? `(${element})` : element})`;
}

function mapEdges(type: Extract<TypeModel, { kind: "map" }>, sample: Sample, at: string, model: ServiceModel): Edge[] {
  const { length: { min = 0, max } = {} } = type.constraints;
  const edges: Edge[] = [
    { at, violates: "type", refuses: '"no map"' },
    { at, violates: "type", refuses: "new Map()" },
  ];
  const [entry] = sample.kind === "object" ? sample.members : [];
  if (entry === undefined) return edges;
  const [key, value] = entry;
  const ofSize = (size: number): string =>
    size === 0
      ? "{}"
      : `Object.fromEntries(Array.from({ length: ${size} }, (_, index) => [${JSON.stringify(key)} + index, ${literal(value, "input")}]))`;
  if (max !== undefined) edges.push({ at, violates: "map size", refuses: ofSize(max + 1), accepts: ofSize(max) });
  if (min > 0)
    edges.push({ at, violates: "map size", refuses: ofSize(min - 1), ...(min > 1 && { accepts: ofSize(min) }) });
  for (const edge of textEdges(type.key, { kind: "plain", value: key }, at)) edges.push({ ...edge, key: true });
  const inside = pathTo(at, key);
  edges.push(
    mayBeNull(type, type.value)
      ? { at: inside, violates: "", accepts: "null" }
      : { at: inside, violates: "type", refuses: "null" },
  );
  return [...edges, ...typeEdges(type.value, value, inside, model)];
}

/** Null is a document, and what a sparse list or map may hold instead of a value. */
function mayBeNull({ sparse }: { readonly sparse: boolean }, held: TypeModel): boolean {
  return sparse || held.kind === "document";
}

const widths: { readonly [kind: string]: readonly [min: string, max: string, below: string, above: string] } = {
  byte: ["-128", "127", "-129", "128"],
  short: ["-32768", "32767", "-32769", "32768"],
  integer: ["-2147483648", "2147483647", "-2147483649", "2147483648"],
  // The neighbours of 2 ** 63 among the numbers that JavaScript has.
  long: ["-(2 ** 63)", "2 ** 63 - 1024", "-(2 ** 63) - 2048", "2 ** 63"],
};

function numberEdges({ kind, constraints }: TypeModel, at: string): Edge[] {
  const width = widths[kind];
  const range = withoutImprecise(constraints.range, width !== undefined);
  // A decimal number may come as text.
  const edges: Edge[] = [{ at, violates: "type", refuses: kind === "bigDecimal" ? '"seven"' : '"7"' }];
  if (kind === "bigInteger") return [...edges, ...bigIntegerEdges(range, at)];
  const step = width === undefined ? 0.5 : 1;
  if (range.max !== undefined)
    edges.push({ at, violates: "range", refuses: String(range.max + step), accepts: String(range.max) });
  if (range.min !== undefined)
    edges.push({ at, violates: "range", refuses: String(range.min - step), accepts: String(range.min) });
  if (width === undefined) return edges;
  const [least, most, below, above] = width;
  edges.push({ at, violates: "type", refuses: "1.5" });
  edges.push({ at, violates: "type", refuses: above, ...(range.max === undefined && { accepts: most }) });
  edges.push({ at, violates: "type", refuses: below, ...(range.min === undefined && { accepts: least }) });
  return edges;
}

/** A limit whose neighbours JavaScript's numbers lack has no edge to be shown. */
function withoutImprecise(
  { min, max }: NonNullable<TypeModel["constraints"]["range"]> = {},
  isInteger: boolean,
): NonNullable<TypeModel["constraints"]["range"]> {
  const isPrecise = (bound: number): boolean => !isInteger || Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  return {
    ...(min !== undefined && isPrecise(min) && { min }),
    ...(max !== undefined && isPrecise(max) && { max }),
  };
}

function bigIntegerEdges({ min, max }: NonNullable<TypeModel["constraints"]["range"]>, at: string): Edge[] {
  const edge = (last: bigint, first: bigint): Edge => ({
    at,
    violates: "range",
    refuses: `${first}n`,
    accepts: `${last}n`,
  });
  return [
    ...(max === undefined ? [] : [edge(BigInt(Math.floor(max)), BigInt(Math.floor(max)) + 1n)]),
    ...(min === undefined ? [] : [edge(BigInt(Math.ceil(min)), BigInt(Math.ceil(min)) - 1n)]),
  ];
}

function unionEdges(shape: UnionModel, sample: ObjectSample, at: string): Edge[] {
  const [given] = sample.members;
  const other = shape.members.find((member) => member.name !== given?.[0]);
  const none: Edge = { at, violates: "union", refuses: "{}" };
  if (given === undefined || other === undefined) return [none];
  const [name, value] = given;
  const both = `{ ${propertyName(name)}: ${literal(value, "input")}, ${propertyName(other.name)}: ${literal(value, "input")} }`;
  return [none, { at, violates: "union", refuses: both }];
}

/** A name that the shape does not have. */
function unknownName(shape: StructureModel | UnionModel): string {
  const names = new Set(shape.members.map(({ name }) => name));
  return ["Surprise", "Unexpected", "NotInTheModel"].find((name) => !names.has(name)) ?? "ShardwrightUnknown";
}
