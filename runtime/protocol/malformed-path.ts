import { isObject } from "../is-object.js";
import { pathText, type Step } from "../validation/path.js";
import { digitsMember } from "./exact-number.js";
import type { JsonObject, JsonValue } from "./json.js";
import { MalformedValue } from "./malformed-value.js";

/**
 * What a {@link MalformedValue} says and where: `Shards[1].ShardId: expected a string, found a number`. To tell where,
 * the value is read once more, watched. Readers thus carry no paths, which would cost each response that is in order.
 *
 * @param read what threw `cause` when it read `json`; must not change anything
 */
export function locateMalformed(cause: MalformedValue, json: JsonObject, read: (json: JsonObject) => unknown): string {
  const steps = stepsToFailure(json, read);
  return steps.length === 0 ? cause.message : `${pathText(steps)}: ${cause.message}`;
}

/**
 * The way to the value that could not be read. An object or list tells its own way, which the error repeats; for anything
 * else it is what was looked up last.
 */
function stepsToFailure(json: JsonObject, read: (json: JsonObject) => unknown): readonly Step[] {
  let last: readonly Step[] = [];
  const ways = new WeakMap<object, readonly Step[]>();
  const watched = (value: JsonValue | undefined, way: readonly Step[]): JsonValue | undefined => {
    // An exact number is one value, though it travels as an object.
    if (!isObject(value) || digitsMember in value) return value;
    const proxy = new Proxy(value, {
      get(target, key): unknown {
        const found: unknown = Reflect.get(target, key);
        if (typeof key !== "string" || !Object.hasOwn(target, key) || isLength(target, key)) return found;
        last = [...way, { name: shortened(key), kind: Array.isArray(target) ? "element" : "member" }];
        return watched(found as JsonValue | undefined, last);
      },
    });
    ways.set(proxy, way);
    return proxy;
  };
  try {
    read(watched(json, []) as JsonObject);
  } catch (error) {
    const found = error instanceof MalformedValue ? MalformedValue.foundBy(error) : undefined;
    return (isObject(found) ? ways.get(found) : undefined) ?? last;
  }
  return [];
}

function isLength(target: object, key: string): boolean {
  return Array.isArray(target) && key === "length";
}

/** Keys of maps may be of any length. */
function shortened(key: string): string {
  return key.length > 64 ? `${key.slice(0, 64)}…` : key;
}
