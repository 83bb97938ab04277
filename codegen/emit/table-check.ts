import { isInherited, propertyName } from "./names.js";
import type { CalledCheck, CheckModel } from "./validator-schema.js";

/** All that the schema of a structure may say for a table to be enough. */
const structureKeywords = new Set(["type", "required", "properties", "additionalProperties"]);

/**
 * The check of a structure as a table of its members, which the runtime goes through. Undefined for what else there is to
 * check, for members that every object inherits, and for structures of which a call may have many: those are checked in
 * place, in half the time.
 */
export function tableCheck({ name, schema, repeated }: CheckModel): string | undefined {
  if (repeated || schema.type !== "object" || schema.additionalProperties !== false) return undefined;
  if (!Object.keys(schema).every((keyword) => structureKeywords.has(keyword))) return undefined;
  const members = Object.entries(schema.properties as Readonly<Record<string, CalledCheck>>);
  if (members.length === 0 || members.some(([member]) => isInherited(member))) return undefined;
  const checks = members.map(([member, { check }]) => `${propertyName(member)}: ${check ?? "null"}`);
  const required = (schema.required ?? []) as readonly string[];
  const parameters = [
    "data",
    `{ ${checks.join(", ")} }`,
    ...(required.length === 0 ? [] : [`[${required.map((member) => JSON.stringify(member)).join(", ")}]`]),
  ];
  return `function ${name}(data: any): SchemaFindings {\n  return checkMembers(${parameters.join(", ")});\n}`;
}
