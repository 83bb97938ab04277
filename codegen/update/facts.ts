import { canonicalJson } from "../assemble/canonical-json.js";
import { endpointTestTitle } from "./endpoint-test-title.js";

/** Traits whose values are our words and never those of the publisher. */
const ours: ReadonlySet<string> = new Set(["smithy.api#documentation", "smithy.api#examples"]);

/** Whether a trait belongs to us whatever a published model says: wording, and everything of our own namespace. */
export function isOurs(traitId: string): boolean {
  return ours.has(traitId) || traitId.startsWith("shardwright#");
}

/** What a value says, without the sentences in it. `key` is the trait's id, or the property that holds the value. */
export function factsOf(key: string, value: unknown): unknown {
  switch (key) {
    case "smithy.rules#endpointRuleSet":
    case "smithy.rules#endpointTests":
    case "smithy.waiters#waitable":
    case "smithy.api#enum":
      return withoutKey(value, "documentation");
    case "smithy.api#deprecated":
      return withoutKey(value, "message");
    default:
      return isShapeLike(value) ? withoutWords(value) : value;
  }
}

/**
 * A published value of a trait in our words: documentation within it stays where the facts around it did, is left out
 * where they are new, and endpoint tests get titles from what they test. Why something is deprecated is ours to say.
 */
export function inOurWords(traitId: string, before: unknown, published: unknown): unknown {
  if (traitId === "smithy.rules#endpointTests") return endpointTestsInOurWords(before, published);
  if (traitId === "smithy.api#deprecated") return deprecationInOurWords(before, published);
  if (factsOf(traitId, published) === published) return published;
  return carryWording(before, published);
}

/** A shape or member of a published model without its sentences: what is ours to write is left away. */
export function withoutWords(node: unknown): unknown {
  if (Array.isArray(node) || !isObject(node)) return node;
  const entries = Object.entries(node).flatMap(([key, value]): [string, unknown][] => {
    if (key !== "traits" || !isObject(value)) return [[key, withoutWordsInside(key, value)]];
    const traits = Object.entries(value).filter(([id]) => !isOurs(id));
    if (traits.length === 0) return [];
    return [[key, Object.fromEntries(traits.map(([id, trait]) => [id, inOurWords(id, undefined, trait)]))]];
  });
  return Object.fromEntries(entries);
}

function withoutWordsInside(key: string, value: unknown): unknown {
  if (key === "members" && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutWords(member)]));
  }
  return withoutWords(value);
}

function carryWording(before: unknown, published: unknown): unknown {
  if (Array.isArray(published)) {
    const known = new Map((Array.isArray(before) ? before : []).map((item) => [factKey(item), item]));
    return published.map((item) => known.get(factKey(item)) ?? carryWording(undefined, item));
  }
  if (!isObject(published)) return published;
  const old = isObject(before) ? before : {};
  const entries = Object.entries(published).flatMap(([key, value]): [string, unknown][] => {
    if (key !== "documentation") return [[key, carryWording(old[key], value)]];
    return old[key] === undefined ? [] : [[key, old[key]]];
  });
  const added = old.documentation !== undefined && published.documentation === undefined;
  return Object.fromEntries(added ? [["documentation", old.documentation], ...entries] : entries);
}

function deprecationInOurWords(before: unknown, published: unknown): unknown {
  const facts = factsOf("smithy.api#deprecated", published);
  const message = isObject(before) ? before.message : undefined;
  return message === undefined || !isObject(facts) ? facts : { message, ...facts };
}

function endpointTestsInOurWords(before: unknown, published: unknown): unknown {
  if (!isObject(published) || !Array.isArray(published.testCases)) return published;
  const old = isObject(before) && Array.isArray(before.testCases) ? before.testCases : [];
  const known = new Map(old.map((test) => [factKey(test), test]));
  const testCases = published.testCases.map((test: unknown) => {
    const same = known.get(factKey(test));
    if (same !== undefined || !isObject(test) || test.documentation === undefined) return same ?? test;
    return { ...test, documentation: endpointTestTitle(test) };
  });
  return { ...published, testCases };
}

function factKey(value: unknown): string {
  return canonicalJson(withoutKey(value, "documentation"));
}

function withoutKey(value: unknown, unwanted: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutKey(item, unwanted));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== unwanted)
      .map(([key, inner]) => [key, withoutKey(inner, unwanted)]),
  );
}

/** Shapes and members as departures record them whole. */
function isShapeLike(value: unknown): boolean {
  return isObject(value) && (typeof value.target === "string" || typeof value.type === "string");
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
