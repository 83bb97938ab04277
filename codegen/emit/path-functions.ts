import { bracketed, goesOnOptionally, type ListValue, type PathType, type PathValue } from "./path-value.js";

/** Ends a compilation with the reason. */
export type Refuse = (reason: string) => never;

const listOfStrings: PathType = { kind: "list", item: { kind: "string" }, itemNullable: false };

/** Compiles a call of one of JMESPath's functions: `length`, `keys`, `values`, `contains`, `starts_with`, `ends_with`, `not_null`. */
export function callFunction(name: string, parameters: readonly PathValue[], refuse: Refuse): PathValue {
  const [subject, other] = parameters;
  if (subject === undefined) return refuse(`${name}() without arguments is not supported`);
  const { type } = subject;
  const step = `${bracketed(subject)}${goesOnOptionally(subject) ? "?." : "."}`;
  if (name === "not_null") return firstPresent(parameters, refuse);
  const orElse = (code: string, fallback: string, result: PathType): PathValue =>
    subject.nullable
      ? { code: `${code} ?? ${fallback}`, type: result, nullable: false, loose: true }
      : { code, type: result, nullable: false };
  const keyed = `(${subject.code}${subject.nullable ? " ?? {}" : ""})`;
  switch (`${name} ${type.kind}`) {
    case "length list":
      return orElse(`${step}length`, "0", { kind: "number" });
    case "length string":
      // JMESPath counts code points.
      return {
        code: `[...${subject.nullable ? `(${bracketed(subject)} ?? "")` : bracketed(subject)}].length`,
        type: { kind: "number" },
        nullable: false,
      };
    case "length map":
      return { code: `Object.keys${keyed}.length`, type: { kind: "number" }, nullable: false };
    case "keys map":
      return { code: `Object.keys${keyed}`, type: listOfStrings, nullable: false };
    case "values map":
      return valuesOf(subject, refuse);
  }
  const methods: Readonly<Record<string, string>> = {
    "contains list": "includes",
    "contains string": "includes",
    "starts_with string": "startsWith",
    "ends_with string": "endsWith",
  };
  const method = methods[`${name} ${type.kind}`] ?? refuse(`${name}() of a ${type.kind} is not supported`);
  if (other === undefined || other.nullable) return refuse(`${name}() looks for a value that may be absent`);
  return orElse(`${step}${method}(${other.code})`, "false", { kind: "boolean" });
}

/** The first value that is there. */
function firstPresent(values: readonly PathValue[], refuse: Refuse): PathValue {
  const [first, ...more] = values;
  if (first === undefined) return refuse("not_null() has no arguments");
  if (more.some(({ type }) => type.kind !== first.type.kind))
    return refuse("not_null() chooses between different types");
  const nullable = values.every((value) => value.nullable);
  const code = values.map((value) => bracketed(value)).join(" ?? ");
  return { code, type: first.type, nullable, optionalNext: nullable, loose: values.length > 1 };
}

/** The values of a map as a list. */
export function valuesOf(value: PathValue, refuse: Refuse): ListValue {
  const { type } = value;
  if (type.kind !== "map") return refuse(`the values of a ${type.kind} are asked for`);
  const code = `Object.values(${value.code}${value.nullable ? " ?? {}" : ""})`;
  return { code, type: { ...type, kind: "list" }, nullable: false };
}
