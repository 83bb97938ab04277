import type { OperationShape } from "../ast.js";
import type { Model } from "../model.js";
import { findShape, membersOf, operationsOf } from "../normalise/lookup.js";
import { hasTrait } from "../trait-values.js";
import { type Finding, findingAt } from "./finding.js";

/** Names by which services ask for the next page, or say that there is one. */
const token =
  /^(?:Next|Continuation|Pagination|Page|Starting|Start|ExclusiveStart|LastEvaluated)?(?:Page|Forward|Backward)?(?:Token|Marker|Cursor)$/i;
const more = /^(?:HasMore\w*|IsTruncated|\w*Truncated)$/i;
const start = /^(?:ExclusiveStart|StartingAfter|LastEvaluated)\w+$/i;
const last = /^LastEvaluated\w+$/i;

/** An operation that returns a list in pages says how to get them all. */
export function lintLists(model: Model): Finding[] {
  return operationsOf(model).flatMap(({ id, shape }) => {
    if (hasTrait(shape, "smithy.api#paginated") || hasTrait(shape, "shardwright#pagination")) return [];
    const sign = signOfPages(model, shape);
    if (sign === undefined) return [];
    const advice = `has ${sign} and no pagination; add smithy.api#paginated, or shardwright#pagination where that cannot say it`;
    return [findingAt(model, "unpaginated-list", id, [], advice)];
  });
}

/** A token that goes out and comes back, or a place to go on from together with a flag that there is more or the last place. */
function signOfPages(model: Model, operation: OperationShape): string | undefined {
  const input = names(model, operation.input?.target);
  const output = names(model, operation.output?.target, true);
  if (!holdsList(model, operation.output?.target)) return undefined;
  const asked = input.find((name) => token.test(name));
  const given = output.find((name) => token.test(name));
  if (asked !== undefined && given !== undefined) return given === asked ? given : `${asked} and ${given}`;
  const flag = output.find((name) => more.test(name) || last.test(name));
  const place = asked ?? input.find((name) => start.test(name));
  return flag !== undefined && place !== undefined ? `${place} and ${flag}` : undefined;
}

/** The names of a structure's members, with those of structures in it when asked for: outputs may be wrapped once. */
function names(model: Model, target: string | undefined, nested = false): string[] {
  const shape = findShape(model, target ?? "smithy.api#Unit");
  if (shape === undefined || shape.type !== "structure") return [];
  return membersOf(shape).flatMap(([name, member]) => [name, ...(nested ? names(model, member.target) : [])]);
}

/** Whether an output holds a list or map, itself or in a structure of its own. */
function holdsList(model: Model, target: string | undefined, depth = 0): boolean {
  const shape = findShape(model, target ?? "smithy.api#Unit");
  if (shape === undefined || shape.type !== "structure" || depth > 1) return false;
  return membersOf(shape).some(([, member]) => {
    const type = findShape(model, member.target)?.type;
    return type === "list" || type === "map" || holdsList(model, member.target, depth + 1);
  });
}
