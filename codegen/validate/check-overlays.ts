import type { OperationShape, Shape } from "../ast.js";
import type { ModelFault } from "../errors.js";
import { type Model, shapeFault } from "../model.js";
import { findShape, membersOf, operationsOf } from "../normalise/lookup.js";
import { hasTrait, traitOf } from "../trait-values.js";

type Report = (path: readonly (string | number)[], message: string) => void;

/** The traits of our own namespace name members, faults and waiters that exist, and stand where they mean something. */
export function checkOverlays(model: Model): ModelFault[] {
  const faults: ModelFault[] = [];
  const waiters = new Set(
    operationsOf(model).flatMap(({ shape }) => Object.keys(traitOf(shape, "smithy.waiters#waitable") ?? {})),
  );
  for (const [id, shape] of model.shapes) {
    const fault = (path: readonly (string | number)[], message: string): void => {
      faults.push(shapeFault(model, id, path, message));
    };
    checkPlaces(shape, fault);
    checkLifetimes(model, shape, fault);
    checkStreamEnds(model, shape, fault);
    if (shape.type !== "operation") continue;
    checkRateLimits(model, shape, fault);
    checkPayloadLimit(model, shape, fault);
    const settles = traitOf(shape, "shardwright#settles");
    if (settles !== undefined && !waiters.has(settles.waiter)) {
      fault(["traits", "shardwright#settles", "waiter"], `the service has no waiter ${settles.waiter}`);
    }
  }
  return faults;
}

const ofOperations = ["pagination", "payloadLimit", "rateLimit", "retry", "settles"];

function checkPlaces(shape: Shape, fault: Report): void {
  for (const traitId of Object.keys(shape.traits ?? {})) {
    const [namespace, name = ""] = traitId.split("#");
    if (namespace !== "shardwright") continue;
    if (ofOperations.includes(name) && shape.type !== "operation")
      fault(["traits", traitId], "belongs to an operation");
    if (name === "retryable" && !hasTrait(shape, "smithy.api#error")) fault(["traits", traitId], "belongs to a fault");
    if (name === "streamEnds" && !(shape.type === "union" && hasTrait(shape, "smithy.api#streaming"))) {
      fault(["traits", traitId], "belongs to an event stream");
    }
    if (name === "lifetime") fault(["traits", traitId], "belongs to a member of a structure");
  }
}

function checkLifetimes(model: Model, shape: Shape, fault: Report): void {
  for (const [name, member] of membersOf(shape)) {
    const id = traitOf(member, "shardwright#lifetime")?.fault;
    if (id === undefined) continue;
    const target = findShape(model, id);
    const path = ["members", name, "traits", "shardwright#lifetime", "fault"];
    if (target === undefined) fault(path, `no such shape: ${id}`);
    else if (!hasTrait(target, "smithy.api#error")) fault(path, `${id} is no fault`);
  }
}

/** Ends are marked by events and faults of the stream, and are no words that mean something for every stream. */
function checkStreamEnds(model: Model, shape: Shape, fault: Report): void {
  if (!hasTrait(shape, "smithy.api#streaming")) return;
  const members = targets(shape);
  for (const [index, rule] of (traitOf(shape, "shardwright#streamEnds") ?? []).entries()) {
    const path = ["traits", "shardwright#streamEnds", index];
    if (commonEnds.has(rule.reason)) fault([...path, "reason"], `${rule.reason} has a meaning for every event stream`);
    const name = rule.fault ?? rule.event ?? "";
    const place = [...path, rule.fault === undefined ? "event" : "fault"];
    const target = findShape(model, members.get(name) ?? "");
    if (target === undefined) fault(place, `there is no member ${name} in the event stream`);
    else if (hasTrait(target, "smithy.api#error") !== (rule.fault !== undefined)) {
      fault(place, `${name} is ${rule.fault === undefined ? "a fault, not an event" : "an event, no fault"}`);
    } else if (rule.member !== undefined && !targets(target).has(rule.member)) {
      fault([...path, "member"], `there is no member ${rule.member} in ${name}`);
    }
  }
}

/** What the runtime says of any stream's end. */
const commonEnds: ReadonlySet<string> = new Set(["aborted", "closed", "ended", "expired", "failed", "stalled"]);

function checkRateLimits(model: Model, operation: OperationShape, fault: Report): void {
  const members = inputMembers(model, operation);
  for (const [index, { key = [], scope }] of (traitOf(operation, "shardwright#rateLimit") ?? []).entries()) {
    const path = ["traits", "shardwright#rateLimit", index, "key"];
    if (scope === "account" && key.length > 0) fault(path, "a limit of the whole account has no key");
    for (const [at, alternative] of key.entries()) {
      for (const name of alternative.split("+").map((part) => part.trim())) {
        if (!members.has(name)) fault([...path, at], `there is no member ${name} in the input`);
      }
    }
  }
}

function checkPayloadLimit(model: Model, operation: OperationShape, fault: Report): void {
  const limit = traitOf(operation, "shardwright#payloadLimit");
  if (limit === undefined) return;
  const path = ["traits", "shardwright#payloadLimit"];
  const entry =
    limit.entries === undefined ? inputMembers(model, operation) : entryMembers(model, operation, limit.entries);
  if (entry === undefined) {
    fault([...path, "entries"], `${limit.entries} is no list of structures in the input`);
    return;
  }
  for (const [index, name] of limit.counted.entries()) {
    const target = entry.get(name);
    const type = target === undefined ? undefined : findShape(model, target)?.type;
    if (type === undefined) fault([...path, "counted", index], `there is no member ${name}`);
    else if (!["string", "enum", "blob"].includes(type))
      fault([...path, "counted", index], `${name} has no bytes to count`);
  }
}

/** Names and targets of the input's members. */
function inputMembers(model: Model, operation: OperationShape): ReadonlyMap<string, string> {
  return targets(findShape(model, operation.input?.target ?? "smithy.api#Unit"));
}

function entryMembers(
  model: Model,
  operation: OperationShape,
  entries: string,
): ReadonlyMap<string, string> | undefined {
  const list = findShape(model, inputMembers(model, operation).get(entries) ?? "");
  const element = list?.type === "list" ? findShape(model, list.member.target) : undefined;
  return element?.type === "structure" ? targets(element) : undefined;
}

function targets(shape: Shape | undefined): ReadonlyMap<string, string> {
  return new Map((shape === undefined ? [] : membersOf(shape)).map(([name, { target }]) => [name, target]));
}
