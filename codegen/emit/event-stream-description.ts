import type { EventStreamModel, MemberModel, ServiceModel, StreamEndModel, UnionModel } from "../service-model.js";
import { codecsPath, readerName } from "./codec-names.js";
import type { ImportCollector } from "./import-collector.js";
import { namedShape } from "./named-shapes.js";
import { propertyName } from "./names.js";

/** What the runtime must know of an operation's event stream, as an object literal. */
export function eventStreamDescription(
  stream: EventStreamModel,
  model: ServiceModel,
  imports: ImportCollector,
): string {
  const union = model.shapes.get(stream.events);
  if (union?.kind !== "union") throw new Error(`The service model has no event stream ${stream.events}.`);
  const faults = renamedFaults(union, model);
  const ends = union.ends ?? [];
  return braces("", [
    `member: ${JSON.stringify(stream.member)}`,
    `open: ${imports.runtime("openEventStream")}`,
    ...(stream.initialResponse ? ["initialResponse: true"] : []),
    `events: ${braces(
      "  ",
      union.members.map((member) => event(member, model, imports)),
    )}`,
    ...(faults.length === 0 ? [] : [`faults: { ${faults.join(", ")} }`]),
    ...(ends.length === 0 ? [] : [`ends: [\n${ends.map((end) => `    ${endRule(end)},\n`).join("")}  ]`]),
    ...(stream.lifetime === undefined ? [] : [`lifetime: ${grouped(stream.lifetime * 1000)}`]),
  ]);
}

/** `Name: { read: readName }`, with the members that are not in the payload's JSON. */
function event({ name, type }: MemberModel, model: ServiceModel, imports: ImportCollector): string {
  const shape = namedShape(type, model);
  if (shape === undefined) throw new Error(`The event ${name} is no structure.`);
  const bound = (binding: MemberModel["eventBinding"]): MemberModel[] =>
    shape.members.filter((member) => member.eventBinding === binding);
  const headers = bound("header").map((member) => JSON.stringify(member.name));
  const [payload] = bound("payload");
  const properties = [
    `read: ${imports.value(codecsPath, readerName(shape))}`,
    ...(headers.length === 0 ? [] : [`headers: [${headers.join(", ")}]`]),
    ...(payload === undefined ? [] : [`payload: { member: ${JSON.stringify(payload.name)}, as: ${form(payload)} }`]),
  ];
  return `${propertyName(name)}: { ${properties.join(", ")} }`;
}

/** Structures and unions are JSON in the payload, text and bytes are as they are (smithy.io, "eventPayload"). */
function form({ type }: MemberModel): string {
  if (type.kind === "blob") return '"bytes"';
  return type.kind === "string" || type.kind === "enum" ? '"text"' : '"json"';
}

/** Faults that the stream calls otherwise than the service does. */
function renamedFaults(union: UnionModel, model: ServiceModel): string[] {
  return (union.faults ?? []).flatMap(({ member, fault }) => {
    const wireName = model.faults.find(({ name }) => name === fault)?.wireName;
    return wireName === undefined || wireName === member
      ? []
      : [`${propertyName(member)}: ${JSON.stringify(wireName)}`];
  });
}

function endRule({ reason, mark }: StreamEndModel): string {
  const marks =
    "fault" in mark
      ? `fault: ${JSON.stringify(mark.fault)}`
      : `event: ${JSON.stringify(mark.event)}, member: ${JSON.stringify(mark.member)}`;
  return `{ reason: ${JSON.stringify(reason)}, ${marks} }`;
}

function braces(indent: string, properties: readonly string[]): string {
  return `{\n${properties.map((property) => `${indent}  ${property},\n`).join("")}${indent}}`;
}

/** 300000 as 300_000. */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, "_");
}
