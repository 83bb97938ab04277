import type { StructureModel, UnionModel } from "../service-model.js";

/** What a value in a path is, as far as the compilation has to know. */
export type PathType =
  | { readonly kind: "structure"; readonly shape: StructureModel | UnionModel }
  | { readonly kind: "record"; readonly fields: Readonly<Record<string, PathValue>> }
  | { readonly kind: "list" | "map"; readonly item: PathType; readonly itemNullable: boolean }
  | { readonly kind: "string" | "number" | "boolean" | "null" | "other" };

/** A compiled (part of a) path. */
export interface PathValue {
  /** A TypeScript expression. */
  readonly code: string;
  readonly type: PathType;
  /** Whether the expression may be undefined. */
  readonly nullable: boolean;
  /** Whether going on from it takes `?.`; an optional chain already under way needs it only for its last part. */
  readonly optionalNext?: boolean;
  /** Whether the expression has an operator outside of brackets, so that it needs them to be part of another. */
  readonly loose?: boolean;
}

/** A compiled list. */
export type ListValue = PathValue & { readonly type: Extract<PathType, { kind: "list" | "map" }> };

/** The value that a path starts from: an operation's input or output in a variable of that name. */
export function pathRoot(code: string, shape: StructureModel): PathValue {
  return { code, type: { kind: "structure", shape }, nullable: false };
}

/** The start of a path over `input` and `output`, as waiters of the kind `inputOutput` have. */
export function pathRootOf(fields: Readonly<Record<string, PathValue>>): PathValue {
  return { code: "", type: { kind: "record", fields }, nullable: false };
}

/** Whether a value is true in the sense of JMESPath: not null, not empty; zero is true. */
export function truthOf(value: PathValue): string {
  const code = bracketed(value);
  switch (value.type.kind) {
    case "boolean":
      return value.nullable ? `${code} === true` : value.code;
    case "null":
      return "false";
    case "list":
      return value.nullable ? `(${code}?.length ?? 0) > 0` : `${code}.length > 0`;
    case "map":
      return `Object.keys(${value.code}${value.nullable ? " ?? {}" : ""}).length > 0`;
    case "string":
      return value.nullable ? `(${code} ?? "") !== ""` : `${code} !== ""`;
    default:
      return value.nullable ? `${code} != null` : "true";
  }
}

/** The expression in brackets if it needs them to be part of another. */
export function bracketed(value: PathValue): string {
  return value.loose === true ? `(${value.code})` : value.code;
}

/** Whether what goes on from a value is written with `?.`. */
export function goesOnOptionally(value: PathValue): boolean {
  return value.loose === true ? value.nullable : value.optionalNext === true;
}

/** A condition. */
export function bool(code: string): PathValue {
  return { code, type: { kind: "boolean" }, nullable: false, loose: true };
}

/** Brackets around anything but a plain access or call. */
export function atom(code: string): string {
  return /^[\w$.?]+$|^[\w$.?]+\([^()]*\)$/.test(code) && !code.includes("??") ? code : `(${code})`;
}

/** Brackets around `||` and `??` next to `&&` and `||`, unless they stand in brackets already. */
export function conjunct(code: string): string {
  let outside = code;
  for (let inner = ""; inner !== outside; ) {
    inner = outside;
    outside = outside.replace(/\([^()]*\)/g, "");
  }
  return /\|\||\?\?/.test(outside) ? `(${code})` : code;
}
