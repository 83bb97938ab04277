import { equalNodes } from "../assemble/equal-nodes.js";
import { shapeAt } from "../normalise/lookup.js";
import type { OperationModel, StructureModel } from "../service-model.js";
import type { Change, OperationChange } from "./change.js";
import { compareOperationFaults } from "./compare-faults.js";
import { becomes, comparePayloadLimit, compareRateLimits } from "./compare-limits.js";
import { comparePagination } from "./compare-pagination.js";
import { compareCalling, compareEndpointParameters } from "./compare-requests.js";
import { compareWaiters } from "./compare-waiters.js";
import { compareWords } from "./compare-words.js";
import { code } from "./place.js";
import { likelyRenames } from "./renames.js";
import type { Comparison } from "./side.js";

/** Compares the operations of two models, apart from their shapes. */
export function compareOperations(comparison: Comparison): readonly Change[] {
  const before = byName(comparison.before.service.operations);
  const after = byName(comparison.after.service.operations);
  const gone = [...before.keys()].filter((name) => !after.has(name));
  const added = [...after.keys()].filter((name) => !before.has(name));
  const renames = likelyRenames(gone, added, (from, to) => isAlike(before.get(from), after.get(to)));
  const origins = new Map([...renames].map(([from, to]) => [to, from]));
  return [
    ...gone.map((name): Change => {
      const hint = renames.get(name);
      const what = `operation removed${hint === undefined ? "" : `; perhaps renamed to ${code(hint)}`}`;
      return { class: "breaking", kind: "operation-removed", operation: name, before: name, place: code(name), what };
    }),
    ...added.map((name): Change => {
      const hint = origins.get(name);
      const what = `new operation${hint === undefined ? "" : `; perhaps ${code(hint)} was renamed`}`;
      return { class: "addition", kind: "operation-added", operation: name, after: name, place: code(name), what };
    }),
    ...[...before].flatMap(([name, operation]) => {
      const other = after.get(name);
      return other === undefined ? [] : compareOperation(comparison, operation, other);
    }),
  ];
}

function compareOperation(comparison: Comparison, before: OperationModel, after: OperationModel): Change[] {
  const { name } = after;
  const place = { place: code(name), operation: name };
  const shapes = {
    before: shapeAt(comparison.before.model, comparison.before.operations.get(name) ?? name),
    after: shapeAt(comparison.after.model, comparison.after.operations.get(name) ?? name),
  };
  const found: readonly OperationChange[] = [
    ...compareCalling(before, after),
    ...compareEndpointParameters(before, after),
    ...compareRepeats(before, after),
    ...compareRateLimits(before.rateLimits, after.rateLimits),
    ...comparePayloadLimit(before.payloadLimit, after.payloadLimit),
    ...comparePagination(before.pagination, after.pagination),
    ...compareWaiters(before.waiters, after.waiters),
    ...compareOperationFaults(before, after),
    ...compareExamples(before, after),
  ];
  return [...compareWords(shapes.before, shapes.after, place), ...found.map((change) => ({ ...place, ...change }))];
}

/** What a second request does, and where the resource goes after the answer. */
function compareRepeats(before: OperationModel, after: OperationModel): OperationChange[] {
  const changes: OperationChange[] = [];
  if (before.repeat !== after.repeat) {
    const meanings = {
      harmless: "harmless",
      mayDuplicate: "may do the work twice",
      mayReportError: "may report an error although the first request succeeded",
    };
    const what = `a repeated request: ${meanings[before.repeat]} becomes ${meanings[after.repeat]}`;
    changes.push({ class: "behaviour", kind: "repeat-changed", before: before.repeat, after: after.repeat, what });
  } else if (before.repeatNote !== after.repeatNote) {
    changes.push({ class: "documentation", kind: "documentation-changed", what: "note on repeats changed" });
  }
  const [from, to] = [settling(before), settling(after)];
  if (!equalNodes(from, to)) {
    const text = ({ waiter, through }: NonNullable<typeof from>): string =>
      `${through === undefined ? "" : `through ${code(through)}, `}wait with ${code(waiter)}`;
    changes.push({
      class: "behaviour",
      kind: "settles-changed",
      ...(from === undefined ? {} : { before: from }),
      ...(to === undefined ? {} : { after: to }),
      what: becomes("how the resource settles", from && text(from), to && text(to)),
    });
  }
  return changes;
}

function settling({ settles }: OperationModel): { readonly waiter: string; readonly through?: string } | undefined {
  if (settles === undefined) return undefined;
  const { waiter, through } = settles;
  return { waiter, ...(through === undefined ? {} : { through }) };
}

function compareExamples(before: OperationModel, after: OperationModel): OperationChange[] {
  if (equalNodes(before.examples, after.examples)) return [];
  const [from, to] = [before.examples, after.examples].map((examples) => examples.map(({ title }) => title));
  return [{ class: "documentation", kind: "examples-changed", before: from, after: to, what: "examples changed" }];
}

/** Whether two operations take and give nearly the same, so that one may be the other under a new name. */
function isAlike(before: OperationModel | undefined, after: OperationModel | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  const [old, current] = [memberNames(before), memberNames(after)];
  const shared = [...old].filter((name) => current.has(name)).length;
  const all = new Set([...old, ...current]).size;
  return all > 0 && shared / all >= 0.7;
}

function memberNames({ input, output }: OperationModel): ReadonlySet<string> {
  const names = (way: string, { members }: StructureModel): string[] =>
    members.map(({ name, type }) => `${way} ${name} ${type.kind}`);
  return new Set([...names("input", input), ...names("output", output)]);
}

function byName(operations: readonly OperationModel[]): ReadonlyMap<string, OperationModel> {
  return new Map(operations.map((operation) => [operation.name, operation]));
}
