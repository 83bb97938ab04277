import { type Change, type ChangeClass, changeClasses, type ModelDiff, type Verdict } from "./change.js";
import type { ChangeKind } from "./change-kinds.js";
import { plain } from "./place.js";

/** The forms in which a difference can be told. */
export const diffFormats = ["text", "json", "markdown"] as const;

/** One of {@link diffFormats}. */
export type DiffFormat = (typeof diffFormats)[number];

/** Tells a difference: `text` for a terminal, `markdown` to paste into a changelog, `json` for programs. */
export function formatDiff(diff: ModelDiff, format: DiffFormat): string {
  if (format === "json") return JSON.stringify(jsonOf(diff), undefined, 2);
  const sections = changeClasses.flatMap((changeClass) => section(diff, changeClass, format));
  const lines = [headline(diff), ...sections];
  return lines.map((line) => (format === "text" ? plain(line) : line)).join("\n");
}

/** The contract of `--format json`. */
export interface DiffDocument {
  readonly verdict: Verdict;
  readonly changes: readonly (Omit<Change, "place" | "what"> & { readonly message: string })[];
}

/** What `--format json` prints: every change by itself. */
export function jsonOf({ verdict, changes }: ModelDiff): DiffDocument {
  return {
    verdict,
    changes: changes.map(({ place, what, ...change }) => {
      const { class: changeClass, kind, operation, shape, member, direction, before, after } = change;
      return {
        class: changeClass,
        kind,
        ...(operation === undefined ? {} : { operation }),
        ...(shape === undefined ? {} : { shape }),
        ...(member === undefined ? {} : { member }),
        ...(direction === undefined ? {} : { direction }),
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
        message: plain(`${place}: ${what}`),
      };
    }),
  };
}

const titles: Readonly<Record<ChangeClass, string>> = {
  breaking: "Breaking changes",
  behaviour: "Changes of behaviour",
  addition: "Additions",
  documentation: "Documentation and facts that the client only tells",
};

const verdicts: Readonly<Record<Verdict, string>> = {
  major: "Major: something breaks.",
  minor: "Minor: nothing breaks.",
  patch: "Patch: only words change.",
  none: "No change for users of the client.",
};

const nouns: Readonly<Record<ChangeClass, readonly [one: string, more: string]>> = {
  breaking: ["breaking change", "breaking changes"],
  behaviour: ["change of behaviour", "changes of behaviour"],
  addition: ["addition", "additions"],
  documentation: ["change of documentation", "changes of documentation"],
};

function headline({ verdict, changes }: ModelDiff): string {
  if (changes.length === 0) return verdicts[verdict];
  const counts = changeClasses
    .map((changeClass) => ({ changeClass, count: changes.filter((change) => change.class === changeClass).length }))
    .filter(({ count }) => count > 0)
    .map(({ changeClass, count }) => `${count} ${nouns[changeClass][count === 1 ? 0 : 1]}`);
  return `${verdicts[verdict]} ${counts.join(", ")}.`;
}

/** The changes of one class, those that are the same in several places as one. */
function section({ changes }: ModelDiff, changeClass: ChangeClass, format: DiffFormat): string[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    if (change.class !== changeClass) continue;
    const key = `${change.kind} ${change.what}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  if (groups.size === 0) return [];
  const title = format === "markdown" ? `### ${titles[changeClass]}` : titles[changeClass];
  const bullet = format === "markdown" ? "-" : "  -";
  return [
    "",
    title,
    ...(format === "markdown" ? [""] : []),
    ...[...groups.values()].map((group) => `${bullet} ${line(group)}`),
  ];
}

/** So many places are named; a longer list is cut to the first few. What came and went as a whole is always named. */
const namedPlaces = 6;
const shownPlaces = 4;
const plurals: Readonly<Partial<Record<ChangeKind, string>>> = {
  "operation-added": "new operations",
  "operation-removed": "operations removed",
  "fault-class-added": "new error classes",
  "fault-class-removed": "error classes removed",
};

function line(group: readonly Change[]): string {
  const [first] = group;
  if (first === undefined) return "";
  if (group.length === 1) return `${first.place}: ${first.what}`;
  // Names alone: the paths of several shapes would hide them.
  const places = [...new Set(group.map(({ place }) => place.replace(/ \(.*\)$/, "")))];
  const all = places.length <= namedPlaces || plurals[first.kind] !== undefined;
  const named = (all ? places : places.slice(0, shownPlaces)).join(", ");
  const plural = plurals[first.kind];
  if (plural !== undefined) return `${places.length} ${plural}: ${named}`;
  return `${first.what} in ${places.length} places: ${named}${all ? "" : ` and ${places.length - shownPlaces} more`}`;
}
