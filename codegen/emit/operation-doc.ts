import type { OperationModel, PayloadLimitModel, RateLimitModel, ServiceModel } from "../service-model.js";
import { code, count, number } from "./constraint-facts.js";
import type { DocParts } from "./doc-comment.js";
import { exampleLines } from "./example-code.js";

/**
 * What an operation's method says: the model's documentation, the limits of the service, what a repeat does, how the
 * resource settles, how to page, an example, and every fault by name: what each means is said by its class.
 */
export function operationDoc(operation: OperationModel, model: ServiceModel, depth = 0): DocParts {
  return {
    text: operation.documentation,
    facts: withBreaks([
      limitFacts(operation),
      [repeatFact(operation)],
      settlesFact(operation, model),
      eventStreamFact(operation, model),
      pageFact(operation, model),
      exampleLines(operation, model),
    ]),
    deprecated: operation.deprecated,
    rejects: operation.faults,
    depth,
  };
}

/** What an operation's function says: in short what it does; the method, of which it tells, says the rest. */
export function operationFunctionDoc(
  { documentation, deprecated, methodName }: OperationModel,
  model: ServiceModel,
): DocParts {
  return {
    text: summary(documentation),
    facts: [`Limits, retries and faults: {@link ${model.className}.${methodName}}.`],
    deprecated,
  };
}

/** The first paragraph, and those that begin in bold, as warnings do. */
function summary(documentation: string): string {
  const paragraphs = documentation.trim().split(/\n\s*\n/);
  return paragraphs.filter((text, index) => index === 0 || text.startsWith("**")).join("\n\n");
}

/** The limits that go beyond the constraints of single members, as a Markdown list with a head line. */
export function limitFacts({
  payloadLimit,
  rateLimits,
}: Pick<OperationModel, "payloadLimit" | "rateLimits">): string[] {
  const limits = [...(payloadLimit === undefined ? [] : payloadFacts(payloadLimit)), ...rateLimits.map(rateFact)];
  return limits.length === 0 ? [] : ["Limits:", ...limits.map((limit) => `- ${limit}`)];
}

function payloadFacts(limit: PayloadLimitModel): string[] {
  const { entries, counted, entryBytes, callEntries, callBytes, bytesPerSecond, recordsPerSecond, scope, note } = limit;
  const measured = counted.map(code).join(" and ");
  const facts: string[] = [];
  if (callEntries !== undefined) facts.push(`${number(callEntries)} ${code(entries ?? "entries")} in a call.`);
  if (entryBytes !== undefined) {
    facts.push(`${bytes(entryBytes)} in ${entries === undefined ? "the record" : "each record"}, ${measured} counted.`);
  }
  if (callBytes !== undefined) facts.push(`${bytes(callBytes)} in a call, ${measured} of all records counted.`);
  const rates = [
    ...(recordsPerSecond === undefined ? [] : [count(recordsPerSecond, "record")]),
    ...(bytesPerSecond === undefined ? [] : [bytes(bytesPerSecond)]),
  ];
  if (rates.length > 0)
    facts.push(`${rates.join(" and ")} per second${scope === undefined ? "" : ` for each ${scope}`}.`);
  return withNote(facts, note);
}

function rateFact({ requests, records, bytes: size, per, scope, note }: RateLimitModel): string {
  const amounts = [
    ...(requests === undefined ? [] : [count(requests, "call")]),
    ...(records === undefined ? [] : [count(records, "record")]),
    ...(size === undefined ? [] : [bytes(size)]),
  ];
  const whose = scope === "account" ? "for the account in the region" : `for each ${scope}`;
  return withNote([`${amounts.join(", ")} per ${per} ${whose}.`], note).join(" ");
}

function withNote(facts: readonly string[], note: string | undefined): string[] {
  if (note === undefined || note === "") return [...facts];
  return [...facts.slice(0, -1), `${facts.at(-1) ?? ""} ${note}`.trim()];
}

/** What happens when the client, or the caller, sends the same request again after an answer was lost. */
function repeatFact({ repeat, repeatNote }: OperationModel): string {
  const effect = {
    harmless: "A repeat is harmless.",
    mayDuplicate: "A repeat may do the work twice.",
    mayReportError: "A repeat may report an error although the first try succeeded.",
  }[repeat];
  return `Retries: ${effect}${repeatNote === undefined ? "" : ` ${repeatNote}`}`;
}

function settlesFact({ settles }: OperationModel, model: ServiceModel): string[] {
  if (settles === undefined) return [];
  const waiter = model.operations.flatMap(({ waiters }) => waiters).find(({ name }) => name === settles.waiter);
  const way = settles.through === undefined ? "" : ` The resource passes through ${code(settles.through)}:`;
  const method = waiter === undefined ? settles.waiter : `${model.instanceName}.waitUntil.${waiter.methodName}`;
  return [
    `The work goes on after the answer.${way} await ${code(`${method}(input, { maxWait })`)}.`.replace(
      "answer. await",
      "answer: await",
    ),
    ...(settles.note === undefined ? [] : [settles.note]),
  ];
}

function eventStreamFact({ eventStream }: OperationModel, model: ServiceModel): string[] {
  if (eventStream === undefined) return [];
  const union = model.shapes.get(eventStream.events);
  const end = union?.kind === "union" ? (union.endName ?? "") : "";
  const { member } = eventStream;
  return [
    `Resolves once the stream has begun; only until then is the request repeated. Read ${code(member)} with one loop: leaving it ` +
      `closes the stream, and what goes wrong in the stream is thrown there. ${code(`${member}.ended`)} tells how it ended ` +
      `({@link ${end}}).`,
  ];
}

function pageFact({ pagination, methodName }: OperationModel, model: ServiceModel): string[] {
  if (pagination === undefined) return [];
  const items = pagination.items === undefined ? "" : `, its ${code(".items()")} over what they list`;
  return [
    `Answers in pages: ${code(`${model.instanceName}.paginate.${methodName}(input)`)} iterates over them${items}.`,
  ];
}

/** Bytes in the largest binary unit that leaves a whole number, with the exact count where that is not itself. */
export function bytes(value: number): string {
  for (const [unit, size] of [
    ["GiB", 1024 ** 3],
    ["MiB", 1024 ** 2],
    ["KiB", 1024],
  ] as const) {
    if (value % size === 0) return `${number(value / size)} ${unit}`;
  }
  return count(value, "byte");
}

/** Groups of facts with an empty line between two, so that each becomes a paragraph. */
function withBreaks(groups: readonly (readonly string[])[]): string[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? [...group] : ["", ...group]));
}
