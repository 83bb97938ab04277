import type { MemberModel, StructureModel } from "../../service-model.js";
import { propertyName } from "../names.js";
import type { ObjectSample } from "./edge.js";
import { braces, literal } from "./literal.js";
import type { Sample } from "./sample.js";

/**
 * How an event travels: its payload as the bytes, the text or the JSON that it is, and the members that are in headers of
 * the frame, with the types that headers have (smithy.io, "eventHeader" and "eventPayload").
 */
export function eventFrame({ members }: StructureModel, { members: values }: ObjectSample, indent: string): string[] {
  const bound = (binding: MemberModel["eventBinding"]): (readonly [MemberModel, Sample])[] =>
    values.flatMap(([name, value]) => {
      const member = members.find((each) => each.name === name);
      return member === undefined || member.eventBinding !== binding ? [] : [[member, value] as const];
    });
  const headers = bound("header").map(([member, value]) => `${propertyName(member.name)}: ${header(member, value)}`);
  const [payload] = bound("payload");
  const rest: Sample = { kind: "object", members: bound(undefined).map(([{ name }, value]) => [name, value] as const) };
  return [
    ...(headers.length === 0 ? [] : [`headers: ${braces("{", headers, "}", indent)}`]),
    `payload: ${payload === undefined ? literal(rest, "wire", indent) : payloadLiteral(payload[1], indent)}`,
  ];
}

/** Bytes and texts are as they are; JSON is what structures and unions are. */
function payloadLiteral(value: Sample, indent: string): string {
  return literal(value, value.kind === "blob" ? "output" : "wire", indent);
}

function header({ type: { kind } }: MemberModel, value: Sample): string {
  const type = kind === "enum" ? "string" : kind === "intEnum" ? "integer" : kind;
  return `{ type: ${JSON.stringify(type)}, value: ${literal(value, "output")} }`;
}
