import type { JsonObject, JsonValue } from "./json.js";
import { LargeList } from "./large-list.js";
import { malformed } from "./malformed-value.js";

/** Reads a JSON object, to be read as a structure. Throws {@link MalformedValue} for anything else. */
export function readObject(value: JsonValue | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : malformed("an object", value);
}

/** Reads a list; nulls among its elements are left out, as Smithy says of lists that are not sparse. */
export function readList<Element>(value: JsonValue | undefined, read: (element: JsonValue) => Element): Element[] {
  const list: Element[] = [];
  const add = (element: JsonValue): void => {
    if (element !== null) list.push(read(element));
  };
  if (value instanceof LargeList) value.each(add);
  else if (Array.isArray(value)) for (const element of value) add(element);
  else malformed("a list", value);
  return list;
}

/** Reads a list that may hold nulls. */
export function readSparseList<Element>(
  value: JsonValue | undefined,
  read: (element: JsonValue) => Element,
): (Element | null)[] {
  if (!Array.isArray(value)) return malformed("a list", value);
  return value.map((element) => (element === null ? null : read(element)));
}

/** Reads a map; keys without a value are left out. */
export function readMap<Value>(
  value: JsonValue | undefined,
  read: (value: JsonValue) => Value,
): { [key: string]: Value } {
  const map: { [key: string]: Value } = {};
  const json = readObject(value);
  for (const key of Object.keys(json)) {
    const entry = json[key];
    if (entry != null) setKey(map, key, read(entry));
  }
  return map;
}

/** Reads a map whose values may be null. */
export function readSparseMap<Value>(
  value: JsonValue | undefined,
  read: (value: JsonValue) => Value,
): { [key: string]: Value | null } {
  const map: { [key: string]: Value | null } = {};
  const json = readObject(value);
  for (const key of Object.keys(json)) {
    const entry = json[key];
    setKey(map, key, entry == null ? null : read(entry));
  }
  return map;
}

/** A union of an output as one of its members alone. */
export type ReadUnion<Readers extends { readonly [name: string]: (value: JsonValue) => unknown }> =
  | { [Name in keyof Readers]: { [Member in Name]: ReturnType<Readers[Name]> } }[keyof Readers]
  | { $unknown: [name: string, value: unknown] };

/**
 * Reads a union: the one member that is set. A member that the model does not know comes as `$unknown`; `__type` and
 * nulls do not count. Throws {@link MalformedValue} when no member or more than one is set.
 */
export function readUnion<Readers extends { readonly [name: string]: (value: JsonValue) => unknown }>(
  value: JsonValue | undefined,
  readers: Readers,
): ReadUnion<Readers> {
  const json = readObject(value);
  const [name, ...others] = Object.keys(json).filter((key) => json[key] != null && key !== "__type");
  if (name === undefined || others.length > 0) return malformed("a union with exactly one member", value);
  const member = json[name] as JsonValue;
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  const union = read === undefined ? { $unknown: [name, member] } : { [name]: read(member) };
  return union as ReadUnion<Readers>;
}

/** Plain assignment of the key `__proto__` would set the prototype and lose the entry. */
function setKey<Value>(target: { [key: string]: Value }, key: string, value: Value): void {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, configurable: true, enumerable: true, writable: true });
  } else {
    target[key] = value;
  }
}
