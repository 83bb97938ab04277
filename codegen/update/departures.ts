import { createHash } from "node:crypto";
import { canonicalJson } from "../assemble/canonical-json.js";
import { equalNodes } from "../assemble/equal-nodes.js";
import { ModelError, type ModelFault, throwFaults } from "../errors.js";
import { jsonPointer, pointerSteps } from "../load/json-pointer.js";
import type { DraftFile } from "./draft.js";
import { factsOf } from "./facts.js";

/** The key of a file's metadata that lists where the model departs from the published one. */
export const departuresKey = "shardwright.departures";

/**
 * A place where our model says something else than the published one, and what that said when it was decided. As long
 * as the published model says the same there, ours stays.
 */
export interface Departure {
  /**
   * JSON pointer of the place in the published model: `/shapes/<id>`, a property of
   * a shape, `…/members/<name>`, `…/target`, `…/traits/<trait>`, or `/metadata/<key>`. Entries of lists of references
   * are named by their target. `*` in the place of a shape's id means every shape.
   */
  readonly at: string;
  /**
   * `ahead`: ours is newer than the published model, which wins as soon as it says something new there. `correction`:
   * ours is right, and a person has to look when the published model changes there. `leftOut`: of no use to a client,
   * whatever it says.
   */
  readonly kind: "ahead" | "correction" | "leftOut";
  /** What the published model says at the place; absent when it has no such place. */
  readonly published?: unknown;
  /** Instead of `published`, for what is too large to repeat: the SHA-256 of its facts as canonical JSON, in hex. */
  readonly publishedSha256?: string;
  /** Why ours is different. */
  readonly reason: string;
  /** Where ours comes from. */
  readonly source?: string;
}

interface Recorded {
  readonly departure: Departure;
  readonly file: DraftFile;
  readonly index: number;
  met: boolean;
  dropped: boolean;
}

/** All departures of a model, with what a merge found out about them. */
export interface DepartureBook {
  /** Whether ours or the published value counts at a place; `undefined` stands for nothing there. */
  readonly decide: (at: readonly string[], ours: unknown, published: unknown) => "ours" | "published";
  /** Whether a departure stands at a place itself. */
  readonly has: (at: readonly string[]) => boolean;
  /** Takes those out of the files that no longer say anything, and tells which: one line each. */
  readonly strike: () => string[];
}

/**
 * Reads the departures of all files.
 *
 * @param report Told of every correction whose place the published model has changed.
 * @throws {ModelError} when an entry is none.
 */
export function readDepartures(files: readonly DraftFile[], report: (fault: ModelFault) => void): DepartureBook {
  const recorded = files.flatMap(recordedIn);
  const byPlace = new Map(recorded.map((entry) => [entry.departure.at, entry]));

  function find(at: readonly string[]): Recorded | undefined {
    const exact = byPlace.get(jsonPointer(at));
    const [section, , ...rest] = at;
    return exact ?? (section === "shapes" ? byPlace.get(jsonPointer(["shapes", "*", ...rest])) : undefined);
  }

  return {
    has: (at) => find(at) !== undefined,
    decide: (at, ours, published) => {
      const entry = find(at);
      const same = equalFacts(at, ours, published);
      if (entry === undefined) return same ? "ours" : "published";
      entry.met = true;
      const { departure } = entry;
      if (departure.kind === "leftOut") return "ours";
      if (same) {
        entry.dropped = true;
        return "ours";
      }
      if (isAsRecorded(at, departure, published)) return "ours";
      if (departure.kind === "ahead") {
        entry.dropped = true;
        return "published";
      }
      report(changedFault(entry, at, published));
      return "ours";
    },
    strike: () => {
      const struck = recorded.filter(
        ({ departure, met, dropped }) => dropped || (!met && departure.kind !== "leftOut"),
      );
      for (const { file } of struck) {
        const gone = new Set(struck.filter((entry) => entry.file === file).map(({ index }) => index));
        const left = departuresIn(file.file, file.before.metadata).filter((_, index) => !gone.has(index));
        if (left.length > 0) file.metadata[departuresKey] = left;
        else delete file.metadata[departuresKey];
      }
      return struck.map(({ departure, met }) =>
        met
          ? `${departure.at}: no departure any more, the published model has caught up`
          : `${departure.at}: no departure any more, the place is gone`,
      );
    },
  };
}

function recordedIn(file: DraftFile): Recorded[] {
  return departuresIn(file.file, file.before.metadata).map((departure, index) => ({
    departure,
    file,
    index,
    met: false,
    dropped: false,
  }));
}

/**
 * The departures that a file's metadata lists.
 *
 * @throws {ModelError} when an entry is none.
 */
export function departuresIn(
  file: string,
  metadata: { readonly [key: string]: unknown } | undefined,
): readonly Departure[] {
  const list = metadata?.[departuresKey] ?? [];
  const pointer = (...index: number[]): string => jsonPointer(["metadata", departuresKey, ...index]);
  if (!Array.isArray(list)) throw new ModelError([{ file, pointer: pointer(), message: "must be a list" }]);
  const faults = list.flatMap((entry: unknown, index): ModelFault[] => {
    const message = problemOf(entry);
    return message === undefined ? [] : [{ file, pointer: pointer(index), message }];
  });
  throwFaults(faults);
  return list as readonly Departure[];
}

const kinds: readonly unknown[] = ["ahead", "correction", "leftOut"];
const keys: readonly string[] = ["at", "kind", "published", "publishedSha256", "reason", "source"];

function problemOf(entry: unknown): string | undefined {
  if (typeof entry !== "object" || entry === null) return "must be an object";
  const { at, kind, published, publishedSha256, reason } = entry as Partial<Record<keyof Departure, unknown>>;
  const unknown = Object.keys(entry).find((key) => !keys.includes(key));
  if (unknown !== undefined) return `unknown property ${JSON.stringify(unknown)}`;
  if (typeof at !== "string" || !/^\/(?:shapes|metadata)\/./.test(at))
    return '"at" must be a pointer into /shapes or /metadata';
  if (!kinds.includes(kind)) return '"kind" must be one of "ahead", "correction", "leftOut"';
  if (typeof reason !== "string" || reason.trim() === "") return '"reason" is missing';
  if (published !== undefined && publishedSha256 !== undefined)
    return '"published" and "publishedSha256" exclude each other';
  if (publishedSha256 !== undefined && !/^[0-9a-f]{64}$/.test(String(publishedSha256)))
    return '"publishedSha256" must be 64 hexadecimal digits';
  return undefined;
}

/** Whether two values at a place say the same, however they word it. */
export function equalFacts(at: readonly string[], a: unknown, b: unknown): boolean {
  return equalNodes(factsOf(at.at(-1) ?? "", a), factsOf(at.at(-1) ?? "", b));
}

/** The SHA-256 of what a value at a place says, as {@link Departure.publishedSha256} has it. */
export function factsDigest(at: readonly string[], value: unknown): string {
  return createHash("sha256")
    .update(canonicalJson(factsOf(at.at(-1) ?? "", value)))
    .digest("hex");
}

function isAsRecorded(at: readonly string[], departure: Departure, published: unknown): boolean {
  if (departure.publishedSha256 !== undefined)
    return published !== undefined && factsDigest(at, published) === departure.publishedSha256;
  return equalFacts(at, departure.published, published);
}

function changedFault({ departure, file, index }: Recorded, at: readonly string[], published: unknown): ModelFault {
  const [section, shape] = pointerSteps(jsonPointer(at));
  const now = published === undefined ? "has nothing there any more" : `says ${excerpt(published)}`;
  const was = departure.publishedSha256 === undefined ? excerpt(departure.published) : "other facts";
  return {
    file: file.file,
    ...(section === "shapes" && shape !== undefined ? { shape } : {}),
    pointer: jsonPointer(["metadata", departuresKey, index]),
    message:
      `the model departs from the published one at ${jsonPointer(at)}, which now ${now} instead of ${was}; ` +
      'decide, then bring "published" up to date or remove the entry',
  };
}

function excerpt(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
