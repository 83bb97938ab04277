import type { FaultModel, OperationModel } from "../service-model.js";
import type { Change, OperationChange } from "./change.js";
import { code } from "./place.js";
import { likelyRenames } from "./renames.js";
import type { Comparison } from "./side.js";

/** Compares which error classes there are and how the client treats them; their members are compared as shapes. */
export function compareFaults({ before, after }: Comparison): readonly Change[] {
  const old = byWireName(before.service.faults);
  const current = byWireName(after.service.faults);
  const gone = [...old.keys()].filter((name) => !current.has(name));
  const added = [...current.keys()].filter((name) => !old.has(name));
  const renames = likelyRenames(gone, added);
  return [
    ...added.map((name): Change => {
      const className = current.get(name)?.name ?? name;
      const what = "new error class";
      return {
        class: "addition",
        kind: "fault-class-added",
        shape: name,
        after: className,
        place: code(className),
        what,
      };
    }),
    ...gone.map((name): Change => {
      const className = old.get(name)?.name ?? name;
      const hint = renames.get(name);
      const what = `error class removed${hint === undefined ? "" : `; perhaps renamed to ${code(hint)}`}`;
      const place = code(className);
      return { class: "breaking", kind: "fault-class-removed", shape: name, before: className, place, what };
    }),
    ...[...old].flatMap(([name, fault]) => {
      const other = current.get(name);
      return other === undefined ? [] : compareFault(fault, other);
    }),
  ];
}

/** Compares which faults an operation may raise: programs meet an error that they did not expect, or wait for none. */
export function compareOperationFaults(before: OperationModel, after: OperationModel): readonly OperationChange[] {
  return [
    ...after.faults
      .filter((name) => !before.faults.includes(name))
      .map((name): OperationChange => {
        const what = `may now fail with ${code(name)}`;
        return { class: "behaviour", kind: "fault-added", shape: name, after: name, what };
      }),
    ...before.faults
      .filter((name) => !after.faults.includes(name))
      .map((name): OperationChange => {
        const what = `no longer fails with ${code(name)}`;
        return { class: "behaviour", kind: "fault-removed", shape: name, before: name, what };
      }),
  ];
}

/** What a program can read of an error, and the client decides by. */
const facts = [
  ["side", "side at fault"],
  ["httpStatus", "HTTP status"],
  ["retryable", "retried"],
  ["throttling", "counted as throttling"],
  ["queryCode", "code of the query protocol"],
] as const;

/** Where only one of the models says the status, the other means what the side says. */
function withStatus(fault: FaultModel, other: FaultModel): FaultModel {
  return other.httpStatus === undefined ? fault : { httpStatus: fault.side === "client" ? 400 : 500, ...fault };
}

function compareFault(old: FaultModel, current: FaultModel): Change[] {
  const [before, after] = [withStatus(old, current), withStatus(current, old)];
  return facts
    .filter(([fact]) => before[fact] !== after[fact])
    .map(([fact, noun]) => {
      const [from, to] = [before[fact], after[fact]];
      const text = (value: typeof from): string =>
        typeof value === "boolean" ? (value ? "yes" : "no") : `${value ?? "none"}`;
      return {
        class: "behaviour",
        kind: "fault-changed",
        shape: after.wireName,
        ...(from === undefined ? {} : { before: { [fact]: from } }),
        ...(to === undefined ? {} : { after: { [fact]: to } }),
        place: code(after.name),
        what: `${noun}: ${text(from)} becomes ${text(to)}`,
      };
    });
}

function byWireName(faults: readonly FaultModel[]): ReadonlyMap<string, FaultModel> {
  return new Map(faults.map((fault) => [fault.wireName, fault]));
}
