import { isObject } from "../is-object.js";

/** One step from an input to a value in it. */
export interface Step {
  readonly name: string;
  /** `element` of a list or `member` of a structure or map. */
  readonly kind: "element" | "member";
}

/** A place in an input: the way to it, and the value that is there. */
export interface Place {
  readonly steps: readonly Step[];
  readonly value: unknown;
}

/** Follows a JSON pointer; the input tells which steps are list elements. */
export function placeOf(input: unknown, pointer: string): Place {
  const steps: Step[] = [];
  let value = input;
  for (const token of pointer.split("/").slice(1)) {
    const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
    steps.push({ name, kind: Array.isArray(value) ? "element" : "member" });
    value = memberOf(value, name);
  }
  return { steps, value };
}

/** The place of a member one step below another. */
export function below(place: Place, name: string): Place {
  return { steps: [...place.steps, { name, kind: "member" }], value: memberOf(place.value, name) };
}

/** A path as people write it: `Records[3].PartitionKey`, `Tags.env`, `Tags["a b"]`; empty for the input itself. */
export function pathText(steps: readonly Step[]): string {
  return steps.reduce((path, step) => path + stepText(step, path === ""), "");
}

function stepText({ name, kind }: Step, first: boolean): string {
  if (kind === "element") return `[${name}]`;
  if (!/^[A-Za-z_$][\w$-]*$/.test(name)) return `[${JSON.stringify(name)}]`;
  return first ? name : `.${name}`;
}

function memberOf(value: unknown, name: string): unknown {
  if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
  return (value as { readonly [name: string]: unknown })[name];
}
