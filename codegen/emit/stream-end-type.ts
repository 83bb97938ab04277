import type { ServiceModel, StreamEndModel, UnionModel } from "../service-model.js";
import { code } from "./constraint-facts.js";
import { docCommentText } from "./doc-comment.js";
import { propertyName } from "./names.js";
import { type TypeScope, typeText } from "./type-text.js";

/** One way in which a stream can end: its type, and what it means. */
interface EndAlternative {
  readonly reason: string;
  readonly type: string;
  readonly meaning: string;
}

/** The type of what an event stream's `ended` gives: what every stream can end with, and what the model adds. */
export function streamEndAlias(union: UnionModel, scope: TypeScope): string {
  const alternatives = [
    ...expiry(union, scope.model),
    ...(union.ends ?? []).map((end) => modelledEnd(end, union, scope)),
  ];
  const facts = alternatives.map(({ reason, meaning }) => `- ${code(reason)}: ${meaning}`);
  const text = `How a stream of {@link ${union.name}} ended: as every stream may, see {@link EventStreamEnd}${facts.length === 0 ? "." : ", or:"}`;
  const types = [scope.imports.runtime("EventStreamEnd"), ...alternatives.map(({ type }) => type)];
  const lines = types.length === 1 ? ` ${types[0]}` : types.map((type) => `\n  | ${type}`).join("");
  return `${docCommentText({ text, facts })}export type ${union.endName} =${lines};`;
}

/** A stream whose lifetime the model knows can also have come to the end of it. */
function expiry(union: UnionModel, model: ServiceModel): EndAlternative[] {
  const lifetimes = model.operations.flatMap(({ eventStream }) =>
    eventStream?.events === union.name && eventStream.lifetime !== undefined ? [eventStream.lifetime] : [],
  );
  if (lifetimes.length === 0) return [];
  const longest = Math.max(...lifetimes);
  const time = longest % 60 === 0 ? `${longest / 60} minutes` : `${longest} seconds`;
  return [{ reason: "expired", type: '{ reason: "expired" }', meaning: `its ${time} were over.` }];
}

function modelledEnd({ reason, mark, note }: StreamEndModel, union: UnionModel, scope: TypeScope): EndAlternative {
  const literal = JSON.stringify(reason);
  if ("fault" in mark) {
    const error = scope.imports.runtimeType("ServiceError");
    return {
      reason,
      type: `{ reason: ${literal}; error: ${error} }`,
      meaning: note ?? `the stream brought ${code(mark.fault)}.`,
    };
  }
  const event = union.members.find(({ name }) => name === mark.event)?.type;
  const shape = event?.kind === "structure" ? scope.model.shapes.get(event.name) : undefined;
  const member = shape?.kind === "structure" ? shape.members.find(({ name }) => name === mark.member) : undefined;
  if (member === undefined) throw new Error(`${union.name} has no event ${mark.event} with a member ${mark.member}.`);
  return {
    reason,
    type: `{ reason: ${literal}; ${propertyName(mark.member)}: ${typeText(member.type, scope)} }`,
    meaning: note ?? `the last event brought ${code(mark.member)}.`,
  };
}
