import type { OperationShape, Shape } from "../ast.js";
import type { Model } from "../model.js";
import { findShape, membersOf } from "../normalise/lookup.js";
import { parseMemberPath } from "../paths/member-path.js";
import { PathError, parsePath } from "../paths/parse-path.js";
import type { Path } from "../paths/path.js";

/** What a path is known to lead to: a shape, named parts, or nothing known (`undefined`), of which nothing is checked. */
export type Root = Shape | { readonly parts: { readonly [name: string]: Root | undefined } } | undefined;

/** The shape of an operation's input or output; an empty structure when it has none. */
export function rootOf(model: Model, operation: OperationShape, direction: "input" | "output"): Root {
  return findShape(model, operation[direction]?.target ?? "smithy.api#Unit");
}

/** Why a JMESPath cannot be right for a value of a shape; undefined when it can. */
export function pathProblem(model: Model, text: string, root: Root): string | undefined {
  return problemOf(text, () => walk(model, parsePath(text), root));
}

/** What a path that has no problem leads to, and for a projection what its elements are; undefined when not known. */
export function pathEnd(
  model: Model,
  text: string,
  root: Root,
): { readonly shape: Shape } | { readonly elements: Shape | undefined } | undefined {
  const end = walk(model, parsePath(text), root);
  if (end === undefined) return undefined;
  if ("type" in end) return { shape: end };
  if (!Object.hasOwn(end.parts, elementPart)) return undefined;
  const element = end.parts[elementPart];
  return { elements: element !== undefined && "type" in element ? element : undefined };
}

/** As {@link pathProblem} for the member paths of pagination; `wanted` are the types that the end may have. */
export function memberPathProblem(
  model: Model,
  text: string,
  root: Root,
  wanted: readonly Shape["type"][] | undefined,
): string | undefined {
  return problemOf(text, () => {
    let at = root;
    for (const step of parseMemberPath(text))
      at = "member" in step ? field(model, at, step.member) : element(model, at);
    if (at !== undefined && "type" in at && wanted !== undefined && !wanted.includes(at.type)) {
      throw new PathError(`${text} leads to a shape of type ${at.type}; expected ${wanted.join(", ")}`);
    }
  });
}

function problemOf(text: string, resolve: () => unknown): string | undefined {
  try {
    resolve();
    return undefined;
  } catch (error) {
    if (!(error instanceof PathError)) throw error;
    return error.message.startsWith(text) ? error.message : `${text}: ${error.message}`;
  }
}

function walk(model: Model, path: Path, current: Root): Root {
  switch (path.kind) {
    case "current":
      return current;
    case "field":
      return field(model, walk(model, path.of, current), path.name);
    case "index":
      return element(model, walk(model, path.of, current));
    case "flatten":
      return flattened(model, walk(model, path.of, current));
    case "elements":
      return listOf(walk(model, path.body, element(model, walk(model, path.of, current))));
    case "values":
      return listOf(walk(model, path.body, value(model, walk(model, path.of, current))));
    case "filter": {
      const one = element(model, walk(model, path.of, current));
      walk(model, path.condition, one);
      return listOf(walk(model, path.body, one));
    }
    case "pipe":
      return walk(model, path.right, walk(model, path.left, current));
    case "and":
    case "or":
    case "compare":
      walk(model, path.left, current);
      walk(model, path.right, current);
      return undefined;
    case "not":
      walk(model, path.of, current);
      return undefined;
    case "call":
      for (const argument of path.arguments) walk(model, argument, current);
      return undefined;
    case "list":
      for (const item of path.items) walk(model, item, current);
      return undefined;
    case "object":
      return {
        parts: Object.fromEntries(path.entries.map((entry) => [entry.name, walk(model, entry.value, current)])),
      };
    case "literal":
      return undefined;
  }
}

/** The result of a projection: its elements are known, the list is no shape of the model. */
function listOf(of: Root): Root {
  return of === undefined ? undefined : { parts: { [elementPart]: of } };
}

/** No member of a shape can be called so. */
const elementPart = "[]";

function field(model: Model, of: Root, name: string): Root {
  if (of === undefined) return undefined;
  if ("parts" in of) {
    if (!Object.hasOwn(of.parts, name)) throw new PathError(`there is no ${name}`);
    return of.parts[name];
  }
  if (of.type === "map") return findShape(model, of.value.target);
  const member = new Map(of.type === "structure" || of.type === "union" ? membersOf(of) : []).get(name);
  if (member === undefined) throw new PathError(`there is no member ${name}`);
  return findShape(model, member.target);
}

function element(model: Model, of: Root): Root {
  if (of === undefined) return undefined;
  if ("parts" in of) return of.parts[elementPart];
  if (of.type !== "list" && of.type !== "set") throw new PathError(`a ${of.type} has no elements`);
  return findShape(model, of.member.target);
}

/** Of a list of lists the inner elements; of a list of other things the list itself. */
function flattened(model: Model, of: Root): Root {
  const inner = element(model, of);
  const isList =
    inner !== undefined && ("parts" in inner ? Object.hasOwn(inner.parts, elementPart) : inner.type === "list");
  return isList ? listOf(element(model, inner)) : of;
}

function value(model: Model, of: Root): Root {
  if (of === undefined || "parts" in of) return undefined;
  return of.type === "map" ? findShape(model, of.value.target) : undefined;
}
