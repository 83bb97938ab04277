import type { MemberModel, ServiceModel, StructureModel, TypeModel, UnionModel } from "../../service-model.js";
import { isEventStream, namedShape } from "../named-shapes.js";
import { sampleText } from "./sample-text.js";

/**
 * A value of the model that no form is chosen for yet: `literal.ts` writes it as a caller gives it, as it goes over the
 * wire, and as a caller gets it. The wire form is thus worked out without the codecs that the tests are about.
 */
export type Sample =
  | { readonly kind: "plain"; readonly value: string | number | boolean | null }
  /** A number that JSON has no digits for: `NaN`, `Infinity`, `-Infinity`. */
  | { readonly kind: "notFinite"; readonly name: "NaN" | "Infinity" | "-Infinity" }
  | { readonly kind: "bigInteger"; readonly digits: string }
  | { readonly kind: "bigDecimal"; readonly digits: string }
  | { readonly kind: "blob"; readonly base64: string }
  | { readonly kind: "timestamp"; readonly milliseconds: number; readonly format: TimestampFormat }
  | { readonly kind: "list"; readonly items: readonly Sample[] }
  | { readonly kind: "object"; readonly members: readonly (readonly [name: string, value: Sample])[] };

type TimestampFormat = "epoch-seconds" | "date-time" | "http-date";

/** The instant of every sample timestamp; http-date leaves its milliseconds out. */
const instant: number = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

/**
 * A structure with every member that can be given a value, or with the required ones alone; undefined when a required
 * member has none, which takes a pattern that no sample text is found for.
 */
export function sampleStructure(
  shape: StructureModel,
  model: ServiceModel,
  members: "all" | "required" = "all",
): Sample | undefined {
  return structureSample(shape, { model, members, above: [shape.name], checked: shape.direction === "input" });
}

interface Scope {
  readonly model: ServiceModel;
  readonly members: "all" | "required";
  /** The shapes that this value lies in: a recursive shape is not entered again. */
  readonly above: readonly string[];
  /** Whether constraints count: nothing checks those of outputs. */
  readonly checked: boolean;
}

function structureSample(shape: StructureModel, scope: Scope): Sample | undefined {
  const members: (readonly [string, Sample])[] = [];
  for (const member of shape.members) {
    if (scope.members === "required" && !member.required) continue;
    const value = memberSample(member, scope);
    if (value !== undefined) members.push([member.name, value]);
    else if (member.required && !isEventStream(member.type, scope.model)) return undefined;
  }
  return { kind: "object", members };
}

function unionSample(shape: UnionModel, scope: Scope): Sample | undefined {
  for (const member of shape.members) {
    const value = memberSample(member, scope);
    if (value !== undefined) return { kind: "object", members: [[member.name, value]] };
  }
  return undefined;
}

function memberSample(member: MemberModel, scope: Scope): Sample | undefined {
  if (isEventStream(member.type, scope.model)) return undefined;
  return typeSample(member.name, member.type, scope);
}

/** A value of a type, or undefined when there is none that ends or that its pattern allows. */
function typeSample(name: string, type: TypeModel, scope: Scope): Sample | undefined {
  const { constraints } = type;
  switch (type.kind) {
    case "string": {
      const text = sampleText(name, constraints) ?? (scope.checked ? undefined : "text");
      return text === undefined ? undefined : { kind: "plain", value: text };
    }
    case "enum":
    case "intEnum": {
      const shape = scope.model.shapes.get(type.name);
      const value = shape?.kind === "enum" ? shape.values[0]?.value : undefined;
      return value === undefined ? undefined : { kind: "plain", value };
    }
    case "boolean":
      return { kind: "plain", value: true };
    case "document":
      return { kind: "object", members: [["key", { kind: "plain", value: "value" }]] };
    case "blob":
      return { kind: "blob", base64: blobBase64(constraints.length?.min ?? 0, constraints.length?.max) };
    case "timestamp": {
      const milliseconds = type.format === "http-date" ? instant - (instant % 1000) : instant;
      return { kind: "timestamp", milliseconds, format: type.format };
    }
    case "bigInteger":
      return { kind: "bigInteger", digits: "1234567890123" };
    case "bigDecimal":
      return { kind: "bigDecimal", digits: "12345.678901" };
    case "list": {
      const item = typeSample(name.replace(/s$/, ""), type.element, scope);
      const count = Math.max(constraints.length?.min ?? 0, 1);
      if (item === undefined || count > (constraints.length?.max ?? count))
        return emptyWhereAllowed("list", constraints.length?.min);
      return { kind: "list", items: repeated(item, count, constraints.uniqueItems === true) };
    }
    case "map": {
      const key = typeSample("key", type.key, scope);
      const value = typeSample("value", type.value, scope);
      const count = Math.max(constraints.length?.min ?? 0, 1);
      const keys = value === undefined || key === undefined ? [] : sampleKeys(key, count, type.key);
      if (value === undefined || keys.length < count) return emptyWhereAllowed("object", constraints.length?.min);
      return { kind: "object", members: keys.map((each) => [each, value] as const) };
    }
    case "structure":
    case "union":
      return shapeSample(type, scope);
    default:
      return { kind: "plain", value: sampleNumber(type.kind, constraints.range) };
  }
}

function shapeSample(type: TypeModel, scope: Scope): Sample | undefined {
  const shape = namedShape(type, scope.model);
  if (shape === undefined || scope.above.includes(shape.name)) return undefined;
  const inside = { ...scope, above: [...scope.above, shape.name] };
  return shape.kind === "union" ? unionSample(shape, inside) : structureSample(shape, inside);
}

function emptyWhereAllowed(kind: "list" | "object", min = 0): Sample | undefined {
  if (min > 0) return undefined;
  return kind === "list" ? { kind, items: [] } : { kind, members: [] };
}

/** Items of a list that wants more than one; different ones where it wants each only once. */
function repeated(item: Sample, count: number, different: boolean): Sample[] {
  return Array.from({ length: count }, (_, index) =>
    different && item.kind === "plain" && typeof item.value === "string" && index > 0
      ? { kind: "plain", value: `${item.value}${index}` }
      : item,
  );
}

/** Keys of a map that wants more than one entry: the first with numbers behind it, as far as its constraints allow. */
function sampleKeys(key: Sample, count: number, { constraints }: TypeModel): string[] {
  const first = key.kind === "plain" ? String(key.value) : "";
  const more = Array.from({ length: count - 1 }, (_, index) => sampleText(`${first}${index + 1}`, constraints));
  return [...new Set([first, ...more.filter((text) => text !== undefined)])];
}

function blobBase64(min: number, max = Number.POSITIVE_INFINITY): string {
  const text = "sample data: é".slice(0, max);
  return Buffer.from(text.padEnd(min, "."), "utf8").toString("base64");
}

function sampleNumber(kind: string, { min, max }: { readonly min?: number; readonly max?: number } = {}): number {
  const wanted = kind === "float" || kind === "double" ? 1.5 : 7;
  return Math.min(Math.max(wanted, min ?? wanted), max ?? Number.POSITIVE_INFINITY);
}

/** A value of an example, which the model writes as a node: blobs in base64, timestamps as text or epoch seconds. */
export function sampleFromNode(type: TypeModel, node: unknown, model: ServiceModel): Sample {
  if (node === null) return { kind: "plain", value: null };
  switch (type.kind) {
    case "blob":
      return { kind: "blob", base64: String(node) };
    case "timestamp":
      return {
        kind: "timestamp",
        milliseconds: typeof node === "number" ? Math.round(node * 1000) : Date.parse(String(node)),
        format: type.format,
      };
    case "bigInteger":
    case "bigDecimal":
      return { kind: type.kind, digits: String(node) };
    case "list":
      return {
        kind: "list",
        items: (node as readonly unknown[]).map((item) => sampleFromNode(type.element, item, model)),
      };
    case "map":
      return {
        kind: "object",
        members: Object.entries(node as object).map(
          ([key, value]) => [key, sampleFromNode(type.value, value, model)] as const,
        ),
      };
    default: {
      const shape = namedShape(type, model);
      if (shape !== undefined) return sampleFromStructure(shape, node, model);
      if (node === "NaN" || node === "Infinity" || node === "-Infinity") {
        return type.kind === "float" || type.kind === "double"
          ? { kind: "notFinite", name: node }
          : { kind: "plain", value: node };
      }
      return plainNode(node);
    }
  }
}

/** A structure of an example. Members that the model does not have stay as they are, for the tests to fail on. */
export function sampleFromStructure(shape: StructureModel | UnionModel, node: unknown, model: ServiceModel): Sample {
  const members = Object.entries((node ?? {}) as object).map(([name, value]) => {
    const member = shape.members.find((each) => each.name === name);
    return [name, member === undefined ? plainNode(value) : sampleFromNode(member.type, value, model)] as const;
  });
  return { kind: "object", members };
}

function plainNode(node: unknown): Sample {
  if (Array.isArray(node)) return { kind: "list", items: node.map(plainNode) };
  if (typeof node === "object" && node !== null) {
    return { kind: "object", members: Object.entries(node).map(([key, value]) => [key, plainNode(value)] as const) };
  }
  return { kind: "plain", value: node as string | number | boolean | null };
}

/** What a caller gets who asked for blobs as text. */
export function withBase64Blobs(sample: Sample): Sample {
  switch (sample.kind) {
    case "blob":
      return { kind: "plain", value: sample.base64 };
    case "list":
      return { kind: "list", items: sample.items.map(withBase64Blobs) };
    case "object":
      return {
        kind: "object",
        members: sample.members.map(([name, value]) => [name, withBase64Blobs(value)] as const),
      };
    default:
      return sample;
  }
}
