import { ServiceFault } from "./service-fault.js";

/** A parsed request body, or a structure inside one. */
export type Input = Readonly<Record<string, unknown>>;

/** A member that must be there, as a string. */
export function requiredString(input: Input, member: string): string {
  return optionalString(input, member) ?? missing(member);
}

/** A string member. */
export function optionalString(input: Input, member: string): string | undefined {
  const value = input[member] ?? undefined;
  return value === undefined || typeof value === "string" ? value : unreadable(member, "STRING_VALUE");
}

/** A member that must be there, as a number. */
export function requiredNumber(input: Input, member: string): number {
  return optionalNumber(input, member) ?? missing(member);
}

/** A number member. */
export function optionalNumber(input: Input, member: string): number | undefined {
  const value = input[member] ?? undefined;
  return value === undefined || typeof value === "number" ? value : unreadable(member, "NUMBER_VALUE");
}

/** A member that must be there, as a list. */
export function requiredList<T>(input: Input, member: string): readonly T[] {
  const value = input[member] ?? missing(member);
  return Array.isArray(value) ? (value as T[]) : unreadable(member, "START_ARRAY");
}

/** A member that must be there, as a structure or map. */
export function requiredObject(input: Input, member: string): Input {
  return optionalObject(input, member) ?? missing(member);
}

/** A structure or map member. */
export function optionalObject(input: Input, member: string): Input | undefined {
  const value = input[member] ?? undefined;
  if (value === undefined) return undefined;
  return typeof value === "object" && !Array.isArray(value) ? (value as Input) : unreadable(member, "START_OBJECT");
}

function missing(member: string): never {
  const path = member.charAt(0).toLowerCase() + member.slice(1);
  throw new ServiceFault(
    "ValidationException",
    `1 validation error detected: Value null at '${path}' failed to satisfy constraint: Member must not be null`,
  );
}

function unreadable(member: string, wanted: string): never {
  throw new ServiceFault("SerializationException", `${member} can not be converted to ${wanted}`);
}
