import type { MemberModel, OperationModel, ServiceModel, StructureModel, TypeModel, UnionModel } from "../../service-model.js";
import { propertyName } from "../names.js";
import { namedShape } from "../named-shapes.js";
import { javascriptPattern } from "../smithy-pattern.js";
import { literal } from "./literal.js";
import type { Sample } from "./sample.js";
import { textOfLength, unmatchedText } from "./sample-text.js";

/**
 * One rule of the model at its edge. `at` names the place as violations do; values are TypeScript expressions that take
 * the place of what the sample input has there.
 */
export interface Edge {
  readonly at: string;
  /** The constraint that a violation names. */
  readonly violates: string;
  /** The first value that is refused. */
  readonly refuses?: string;
  /** The last value that is accepted. */
  readonly accepts?: string;
  /** Where the value goes, when the violation is reported elsewhere. */
  readonly put?: string;
  /** True when the violation comes of the member's absence. */
  readonly removed?: true;
  /** True when the values are keys of the map at `at`. */
  readonly key?: true;
}

/** Every edge of an operation's input that its sample reaches. */
export function operationEdges(operation: OperationModel, sample: Sample, model: ServiceModel): Edge[] {
  if (sample.kind !== "object") return [];
  const payload = payloadEdges(operation, sample);
  const edges = structureEdges(operation.input, sample, "", model).map((edge) => withinPayload(edge, payload));
  return [...edges, ...payload];
}

/** The longest blob may be more than an entry can hold together with its other members: that edge has a last value of its own. */
function withinPayload(edge: Edge, payload: readonly Edge[]): Edge {
  const size = blobSize(edge.accepts);
  const most = blobSize(payload.find(({ put }) => put === edge.at)?.accepts);
  if (size === undefined || most === undefined || size <= most) return edge;
  const { accepts: _tooMuch, ...refusal } = edge;
  return refusal;
}

function blobSize(expression: string | undefined): number | undefined {
  const size = /^new Uint8Array\((\d+)\)$/.exec(expression ?? "")?.[1];
  return size === undefined ? undefined : Number(size);
}

type ObjectSample = Extract<Sample, { kind: "object" }>;

function structureEdges(shape: StructureModel | UnionModel, sample: ObjectSample, at: string, model: ServiceModel): Edge[] {
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
  const mustBeGiven = shape.kind === "structure" && member.required && member.default === undefined && !member.idempotencyToken;
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
  const tail = /^(.*?)(.)\2{19,}$/s.exec(text);
  if (tail?.[1] !== undefined && tail[2] !== undefined) return withRepeat(tail[1], tail[2], text.length - tail[1].length);
  const [first = ""] = text;
  const head = new RegExp(`^${first === "x" ? "x" : "(?!)"}{20,}`).exec(text)?.[0].length ?? 0;
  if (head > 0) return `${JSON.stringify("x")}.repeat(${head}) + ${JSON.stringify(text.slice(head))}`;
  return periodic(text) ?? JSON.stringify(text);
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
  if (min > 0) edges.push({ at, violates: "length", refuses: `new Uint8Array(${min - 1})`, accepts: `new Uint8Array(${min})` });
  return edges;
}

function listEdges(type: Extract<TypeModel, { kind: "list" }>, sample: Sample, at: string, model: ServiceModel): Edge[] {
  const { length: { min = 0, max } = {}, uniqueItems } = type.constraints;
  const edges: Edge[] = [{ at, violates: "type", refuses: '"no list"' }];
  const [item] = sample.kind === "list" ? sample.items : [];
  if (item === undefined) return edges;
  const ofSize = (size: number): string => listExpression(item, size, uniqueItems === true);
  if (max !== undefined) edges.push({ at, violates: "list size", refuses: ofSize(max + 1), accepts: ofSize(max) });
  if (min > 0) edges.push({ at, violates: "list size", refuses: ofSize(min - 1), accepts: ofSize(min) });
  if (uniqueItems) edges.push({ at, violates: "unique items", refuses: listExpression(item, 2, false) });
  edges.push(type.sparse ? { at: `${at}[0]`, violates: "", accepts: "null" } : { at: `${at}[0]`, violates: "type", refuses: "null" });
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
  if (min > 0) edges.push({ at, violates: "map size", refuses: ofSize(min - 1), ...(min > 1 && { accepts: ofSize(min) }) });
  for (const edge of textEdges(type.key, { kind: "plain", value: key }, at)) edges.push({ ...edge, key: true });
  const inside = pathTo(at, key);
  edges.push(type.sparse ? { at: inside, violates: "", accepts: "null" } : { at: inside, violates: "type", refuses: "null" });
  return [...edges, ...typeEdges(type.value, value, inside, model)];
}

const widths: { readonly [kind: string]: readonly [min: string, max: string, below: string, above: string] } = {
  byte: ["-128", "127", "-129", "128"],
  short: ["-32768", "32767", "-32769", "32768"],
  integer: ["-2147483648", "2147483647", "-2147483649", "2147483648"],
  // The neighbours of 2 ** 63 among the numbers that JavaScript has.
  long: ["-(2 ** 63)", "2 ** 63 - 1024", "-(2 ** 63) - 2048", "2 ** 63"],
};

function numberEdges({ kind, constraints: { range = {} } }: TypeModel, at: string): Edge[] {
  const width = widths[kind];
  const step = width === undefined ? 0.5 : 1;
  const edges: Edge[] = [{ at, violates: "type", refuses: '"7"' }];
  if (range.max !== undefined) edges.push({ at, violates: "range", refuses: String(range.max + step), accepts: String(range.max) });
  if (range.min !== undefined) edges.push({ at, violates: "range", refuses: String(range.min - step), accepts: String(range.min) });
  if (width === undefined) return edges;
  const [least, most, below, above] = width;
  edges.push({ at, violates: "type", refuses: "1.5" });
  edges.push({ at, violates: "type", refuses: above, ...(range.max === undefined && { accepts: most }) });
  edges.push({ at, violates: "type", refuses: below, ...(range.min === undefined && { accepts: least }) });
  return edges;
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

/** The bytes of an entry and of a call, filled up through the first blob that counts. */
function payloadEdges({ payloadLimit: limit, input }: OperationModel, sample: ObjectSample): Edge[] {
  if (limit === undefined) return [];
  const { entries, counted, entryBytes, callBytes } = limit;
  const list = entries === undefined ? undefined : sample.members.find(([name]) => name === entries)?.[1];
  const entry = entries === undefined ? sample : list?.kind === "list" ? list.items[0] : undefined;
  if (entry?.kind !== "object") return [];
  const filler = entry.members.find(([name, value]) => counted.includes(name) && value.kind === "blob");
  if (filler === undefined) return [];
  const others = entry.members
    .filter(([name]) => counted.includes(name) && name !== filler[0])
    .reduce((bytes, [, value]) => bytes + byteLength(value), 0);
  const entryPath = entries === undefined ? "" : `${entries}[0]`;
  const put = pathTo(entryPath, filler[0]);
  const most = entries === undefined ? Math.min(entryBytes ?? Infinity, callBytes ?? Infinity) : (entryBytes ?? Infinity);
  const edges: Edge[] = [];
  if (Number.isFinite(most) && most <= (callBytes ?? most)) {
    edges.push({
      at: entryPath,
      put,
      violates: "payload size",
      refuses: `new Uint8Array(${most - others + 1})`,
      accepts: `new Uint8Array(${most - others})`,
    });
  }
  if (entries === undefined || callBytes === undefined || list?.kind !== "list" || input.members.length === 0) return edges;
  return [...edges, callEdge(entries, entry, filler[0], others, { callBytes, entryBytes: entryBytes ?? callBytes })];
}

/** Fills a call with two entries, or with as many as it takes when an entry must stay small. */
function callEdge(
  entries: string,
  entry: ObjectSample,
  filler: string,
  others: number,
  { callBytes, entryBytes }: { readonly callBytes: number; readonly entryBytes: number },
): Edge {
  const count = Math.max(2, Math.ceil(callBytes / entryBytes));
  const even = Math.floor(callBytes / count) - others;
  const rest = callBytes - (even + others) * count;
  const entryWith = (bytes: string): string => {
    const members = entry.members.map(([name, value]) =>
      name === filler ? `${propertyName(name)}: new Uint8Array(${bytes})` : `${propertyName(name)}: ${literal(value, "input")}`,
    );
    return `{ ${members.join(", ")} }`;
  };
  const filled = (extra: number): string =>
    rest + extra === 0
      ? `Array.from({ length: ${count} }, () => (${entryWith(String(even))}))`
      : `Array.from({ length: ${count} }, (_, index) => (${entryWith(`index === 0 ? ${even + rest + extra} : ${even}`)}))`;
  return { at: "", put: entries, violates: "payload size", refuses: filled(1), accepts: filled(0) };
}

function byteLength(sample: Sample): number {
  if (sample.kind === "blob") return Buffer.from(sample.base64, "base64").length;
  return sample.kind === "plain" && typeof sample.value === "string" ? Buffer.byteLength(sample.value, "utf8") : 0;
}

function pathTo(at: string, name: string): string {
  if (!/^[A-Za-z_$][\w$-]*$/.test(name)) return `${at}[${JSON.stringify(name)}]`;
  return at === "" ? name : `${at}.${name}`;
}

/** A name that the shape does not have. */
function unknownName(shape: StructureModel | UnionModel): string {
  const names = new Set(shape.members.map(({ name }) => name));
  return ["Surprise", "Unexpected", "NotInTheModel"].find((name) => !names.has(name)) ?? "ShardwrightUnknown";
}

