import type { LoadedFile } from "../load/load.js";
import { splitMember } from "../shape-id.js";
import { type Finding, findingIn } from "./finding.js";

/** What lint makes of files that the generator would refuse for things that a maintainer has yet to do. */
export interface Mended {
  /** Copies of the files in which nothing is left that the findings tell of. */
  readonly files: readonly LoadedFile[];
  readonly findings: readonly Finding[];
}

/** Traits that state a published fact, and therefore where it was published. */
const sourced: readonly string[] = [
  "lifetime",
  "pagination",
  "payloadLimit",
  "rateLimit",
  "retryable",
  "settles",
  "streamEnds",
];

/**
 * Finds limits and other overlay traits that name no source, and `apply` statements that apply to nothing or apply
 * nothing. The generator refuses most of these: they are mended in the copies, so that everything else can be looked at.
 */
export function lintOverlays(loaded: readonly LoadedFile[]): Mended {
  const files = structuredClone(loaded) as LoadedFile[];
  const findings: Finding[] = [];
  const defined = definitionsIn(files);
  for (const { file, json } of files) {
    const shapes = objectAt(json, "shapes");
    for (const [id, shape] of Object.entries(shapes)) {
      if (!isObject(shape)) continue;
      if (shape.type === "apply") {
        const problem = effectProblem(defined, id, shape);
        if (problem !== undefined) {
          findings.push(findingIn(file, "overlay-without-effect", ["shapes", id], problem, id));
          delete shapes[id];
          continue;
        }
      }
      for (const { path, traits } of traitsIn(shape)) {
        findings.push(...missingSources(file, id, ["shapes", id, ...path, "traits"], traits));
      }
    }
  }
  return { files, findings };
}

function definitionsIn(files: readonly LoadedFile[]): ReadonlyMap<string, Node> {
  const entries = files.flatMap(({ json }) => Object.entries(objectAt(json, "shapes")));
  return new Map(entries.flatMap(([id, shape]) => (isObject(shape) && shape.type !== "apply" ? [[id, shape]] : [])));
}

function effectProblem(defined: ReadonlyMap<string, Node>, id: string, statement: Node): string | undefined {
  if (Object.keys(objectAt(statement, "traits")).length === 0) return "applies no trait; remove the statement";
  const { shape: shapeId, member } = splitMember(id);
  const shape = defined.get(shapeId);
  if (shape === undefined) return "applies to a shape that is not in the model; remove the statement";
  // A member may come from a mixin: assembling the model tells.
  if (member === undefined || shape.mixins !== undefined) return undefined;
  const has = isObject(shape.members) ? Object.hasOwn(shape.members, member) : Object.hasOwn(shape, member);
  return has ? undefined : "applies to a member that the shape does not have; remove the statement";
}

function traitsIn(shape: Node): { readonly path: readonly string[]; readonly traits: Node }[] {
  const members = Object.keys(objectAt(shape, "members")).map((name) => ["members", name]);
  return [[], ["member"], ["key"], ["value"], ...members].map((path) => ({
    path,
    traits: objectAt(
      path.reduce<unknown>((node, key) => objectAt(node, key), shape),
      "traits",
    ),
  }));
}

function missingSources(file: string, shape: string, path: readonly string[], traits: Node): Finding[] {
  return sourced.flatMap((name) => {
    const id = `shardwright#${name}`;
    const value = traits[id];
    const single = !Array.isArray(value);
    return (single ? [value] : value).flatMap((entry: unknown, index) => {
      if (!isObject(entry) || (typeof entry.source === "string" && entry.source.trim() !== "")) return [];
      if (entry.source !== undefined && typeof entry.source !== "string") return [];
      entry.source = "unknown";
      const place = [...path, id, ...(single ? [] : [index])];
      return [findingIn(file, "limit-without-source", place, "names no source; say where it is published", shape)];
    });
  });
}

type Node = { [key: string]: unknown };

function isObject(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object at a key; an empty one when there is none. */
function objectAt(node: unknown, key: string): Node {
  const value = isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined;
  return isObject(value) ? value : {};
}
