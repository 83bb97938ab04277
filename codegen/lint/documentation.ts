import type { Model } from "../model.js";
import { hasTrait, traitOf } from "../trait-values.js";
import { bearersOf } from "../validate/bearers.js";
import { documentable, isDocumented } from "./documentable.js";
import { type Finding, findingAt } from "./finding.js";

/** Elements that published documentation is written in; a lone `<` of prose or of a code span is none of them. */
const tag =
  /<\/?(?:a|b|br|code|dd|div|dl|dt|em|h[1-6]|i|important|li|note|ol|p|pre|strong|sup|table|td|th|tr|ul)\b[^>]*>/i;
const code = /`+[^`]*`+/g;

/** What a reader of the client meets has documentation, in Markdown; marks of what has none are removed in time. */
export function lintDocumentation(model: Model): Finding[] {
  return [...undocumented(model), ...staleMarks(model), ...html(model)];
}

function undocumented(model: Model): Finding[] {
  return [...model.shapes].flatMap(([id, shape]) =>
    documentable(shape).flatMap(({ member, bearer }) => {
      if (isDocumented(bearer)) return [];
      const path = member === undefined ? [] : ["members", member];
      const what = member === undefined ? `the ${shape.type}` : memberKind(shape.type);
      return [findingAt(model, "undocumented", id, path, `${what} has no documentation; say what a caller must know`)];
    }),
  );
}

function memberKind(type: string): string {
  return type === "enum" || type === "intEnum" ? "the value" : "the member";
}

function staleMarks(model: Model): Finding[] {
  const advice = "is documented and still marked; remove the trait";
  return [...model.shapes].flatMap(([id, shape]) =>
    bearersOf(shape).flatMap(({ path, bearer }) =>
      hasTrait(bearer, "shardwright#undocumented") && isDocumented(bearer)
        ? [findingAt(model, "stale-mark", id, [...path, "traits", "shardwright#undocumented"], advice)]
        : [],
    ),
  );
}

function html(model: Model): Finding[] {
  return [...model.shapes].flatMap(([id, shape]) =>
    bearersOf(shape).flatMap(({ path, bearer }) => {
      const found = tag.exec((traitOf(bearer, "smithy.api#documentation") ?? "").replaceAll(code, ""))?.[0];
      if (found === undefined) return [];
      const place = [...path, "traits", "smithy.api#documentation"];
      return [findingAt(model, "html-documentation", id, place, `contains ${found}; write Markdown instead of HTML`)];
    }),
  );
}
