import type { TraitBearer } from "../ast.js";
import { deprecationOf, documentationOf } from "../normalise/documentation.js";
import type { Change } from "./change.js";
import { code, type Place } from "./place.js";

/** Where words stand. */
export type WordPlace = Place & Pick<Change, "member">;

/**
 * Compares documentation and deprecation. They have no direction: a shape that travels both ways tells them once.
 *
 * A deprecation is behaviour, as in semantic versioning: editors and linters begin to complain about code that uses it.
 */
export function compareWords(before: TraitBearer, after: TraitBearer, place: WordPlace): readonly Change[] {
  return [...compareDeprecation(before, after, place), ...compareDocumentation(before, after, place)];
}

function compareDeprecation(before: TraitBearer, after: TraitBearer, place: WordPlace): readonly Change[] {
  const from = deprecationOf(before);
  const to = deprecationOf(after);
  if (from === to) return [];
  const subject = place.member === undefined ? "" : `member ${code(place.member)} `;
  const reason = to === undefined || to === "" ? "" : `: ${to}`;
  if (from === undefined) {
    const what = `${subject}deprecated${reason}`;
    return [{ ...place, class: "behaviour", kind: "deprecation-added", after: to, what }];
  }
  if (to === undefined) {
    const what = `${subject}no longer deprecated`;
    return [{ ...place, class: "documentation", kind: "deprecation-removed", before: from, what }];
  }
  const what = `${subject}deprecated for another reason${reason}`;
  return [{ ...place, class: "documentation", kind: "deprecation-changed", before: from, after: to, what }];
}

function compareDocumentation(before: TraitBearer, after: TraitBearer, place: WordPlace): readonly Change[] {
  const { operation, shape, member } = place;
  // Paths to the shape would only make a long list longer.
  const name = shape ?? operation ?? "";
  const short = {
    place: code(member === undefined ? name : `${name}$${member}`),
    ...(shape === undefined ? { ...(operation === undefined ? {} : { operation }) } : { shape }),
    ...(member === undefined ? {} : { member }),
  };
  const changes = compareTexts(documentationOf(before), documentationOf(after), "documentation");
  return changes.map((change) => ({ ...short, ...change }));
}

/** A change of a text. */
export type TextChange = Pick<Change, "class" | "kind" | "before" | "after" | "what">;

/** Compares two texts, either of which may be empty. */
export function compareTexts(before: string, after: string, name: string): readonly TextChange[] {
  if (before === after) return [];
  const verb = before === "" ? "added" : after === "" ? "removed" : "changed";
  return [
    {
      class: "documentation",
      kind: "documentation-changed",
      ...(before === "" ? {} : { before }),
      ...(after === "" ? {} : { after }),
      what: `${name} ${verb}`,
    },
  ];
}
