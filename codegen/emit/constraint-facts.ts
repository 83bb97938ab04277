import type { Constraints, EnumModel, MemberModel, ServiceModel, TypeModel } from "../service-model.js";
import { brief } from "./doc-comment.js";

/** The sentences that documentation says of a member: constraints of the member and its elements, default, lifetime. */
export function memberFacts(member: MemberModel, model: ServiceModel): string[] {
  const facts = typeFacts(member.type, model);
  if (member.idempotencyToken) facts.push("A random token is sent when it is left out.");
  if (member.default !== undefined) facts.push(`Default: \`${JSON.stringify(member.default)}\`.`);
  if (member.lifetime !== undefined) facts.push(lifetimeFact(member.lifetime));
  return facts;
}

/** The sentences for a type: its own constraints, then those of what it holds. */
export function typeFacts(type: TypeModel, model: ServiceModel): string[] {
  switch (type.kind) {
    case "string":
      return textFacts(type.constraints, "");
    case "blob":
      return sizeFact(type.constraints, "byte", "");
    case "list":
      return [
        ...sizeFact(type.constraints, "item", ""),
        ...(type.constraints.uniqueItems === true ? ["No item twice."] : []),
        ...partFacts(type.element, "Each", model),
      ];
    case "map":
      return [
        ...sizeFact(type.constraints, "entry", ""),
        ...partFacts(type.key, "Each key", model),
        ...partFacts(type.value, "Each value", model),
      ];
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "float":
    case "double":
    case "bigInteger":
    case "bigDecimal":
      return rangeFact(type.constraints, "");
    default:
      return [];
  }
}

/** The same for an element, key or value, led in by `Each`. */
function partFacts(type: TypeModel, subject: string, model: ServiceModel): string[] {
  const [first, ...more] = typeFacts(type, model);
  if (first === undefined) return [];
  return [`${subject}: ${first.slice(0, 1).toLowerCase()}${first.slice(1)}`, ...more];
}

function textFacts(constraints: Constraints, lead: string): string[] {
  const size = sizeText(constraints.length, "character");
  const pattern = constraints.pattern === undefined ? undefined : `matching ${code(constraints.pattern)}`;
  if (size !== undefined && pattern !== undefined) return [`${lead}${size}, ${pattern}.`];
  if (size !== undefined) return [`${lead}${size}.`];
  return pattern === undefined ? [] : [`${lead}M${pattern.slice(1)}.`];
}

function sizeFact(constraints: Constraints, unit: string, lead: string): string[] {
  const size = sizeText(constraints.length, unit);
  return size === undefined ? [] : [`${lead}${size}.`];
}

function sizeText(length: Constraints["length"], unit: string): string | undefined {
  const { min = 0, max } = length ?? {};
  if (max === undefined) return min === 0 ? undefined : `At least ${count(min, unit)}`;
  if (min === max) return `Exactly ${count(max, unit)}`;
  return min === 0 ? `At most ${count(max, unit)}` : `${number(min)} to ${count(max, unit)}`;
}

function rangeFact({ range }: Constraints, lead: string): string[] {
  if (range === undefined) return [];
  const { min, max } = range;
  if (min !== undefined && max !== undefined) return [`${lead}${number(min)} to ${number(max)}.`];
  if (min !== undefined) return [`${lead}At least ${number(min)}.`];
  return max === undefined ? [] : [`${lead}At most ${number(max)}.`];
}

function lifetimeFact({ seconds, fault }: NonNullable<MemberModel["lifetime"]>): string {
  const good = `Good for ${duration(seconds)}`;
  return fault === undefined ? `${good}.` : `${good}; after that the service answers with {@link ${fault}}.`;
}

/** Seconds as people say them: `5 minutes`, `24 hours`. */
export function duration(seconds: number): string {
  if (seconds % 3600 === 0) return count(seconds / 3600, "hour");
  if (seconds % 60 === 0) return count(seconds / 60, "minute");
  return count(seconds, "second");
}

/** A number with its unit, in the plural where it belongs. */
export function count(value: number, unit: string): string {
  if (value === 1) return `1 ${unit}`;
  return `${number(value)} ${unit.endsWith("y") ? `${unit.slice(0, -1)}ies` : `${unit}s`}`;
}

/** A number with thousands separated. Not `toLocaleString`: that depends on the machine. */
export function number(value: number): string {
  const [whole = "", fraction] = String(value).split(".");
  if (!/^-?\d{4,}$/.test(whole)) return String(value);
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Inline code that may itself hold backticks. */
export function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

/** The values of an enum with what each means, as a Markdown list; empty when the model says nothing of any. */
export function enumFacts(shape: EnumModel): string[] {
  if (shape.values.every(({ documentation }) => documentation === undefined || documentation === "")) return [];
  return shape.values.map(({ value, documentation }) => {
    const meaning = brief(documentation ?? "");
    return `- ${code(typeof value === "number" ? String(value) : JSON.stringify(value))}${meaning === "" ? "" : `: ${meaning}`}`;
  });
}
