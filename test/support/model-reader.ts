/**
 * Reads the Kinesis model for tests: a few lines that share no code with `codegen/`, so that a test which compares the
 * generated client with the model does not repeat the generator's mistakes.
 */

import { readdirSync, readFileSync } from "node:fs";

/** The traits of a shape or member, by absolute id such as `smithy.api#required`. */
export type Traits = Readonly<Record<string, unknown>>;

/** A reference to a shape, with the traits of the place that refers. */
export interface Member {
  readonly target: string;
  readonly traits?: Traits;
}

/** A shape of the AST, as it stands in the file. */
export interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, Member>>;
  readonly member?: Member;
  readonly key?: Member;
  readonly value?: Member;
  readonly traits?: Traits;
  readonly input?: Member;
  readonly output?: Member;
  readonly errors?: readonly Member[];
}

/** An operation with the ids of its shapes. */
export interface ModelOperation {
  /** Such as `PutRecord`. */
  readonly name: string;
  /** Such as `putRecord`. */
  readonly method: string;
  readonly input: string;
  readonly output: string;
  /** Fault names, such as `ResourceNotFoundException`. */
  readonly errors: readonly string[];
}

const folder = new URL("../../model/kinesis/", import.meta.url);

/** Every shape of the model's files, `apply` statements merged. */
export const shapes: ReadonlyMap<string, Shape> = readShapes();

/** Every operation, sorted by name. */
export const modelOperations: readonly ModelOperation[] = [...shapes]
  .filter(([, shape]) => shape.type === "operation")
  .map(([id, shape]) => {
    const name = shapeName(id);
    return {
      name,
      method: name.charAt(0).toLowerCase() + name.slice(1),
      input: shape.input?.target ?? "smithy.api#Unit",
      output: shape.output?.target ?? "smithy.api#Unit",
      errors: (shape.errors ?? []).map(({ target }) => shapeName(target)),
    };
  })
  .sort((a, b) => (a.name < b.name ? -1 : 1));

/** Every fault: its name and whose fault it is. */
export const modelFaults: readonly { readonly name: string; readonly side: "client" | "server" }[] = [...shapes]
  .filter(([, shape]) => shape.traits?.["smithy.api#error"] !== undefined)
  .map(([id, shape]) => ({ name: shapeName(id), side: shape.traits?.["smithy.api#error"] as "client" | "server" }));

/** The shape that an id means, the prelude's simple shapes included. Throws when there is none. */
export function shapeOf(id: string): Shape {
  const shape = shapes.get(id) ?? prelude(id);
  if (shape === undefined) throw new Error(`The model has no shape ${id}.`);
  return shape;
}

/** A trait of a member: the member's own, or else its target's. */
export function traitOf<T>(member: Member, trait: string): T | undefined {
  return (member.traits?.[trait] ?? shapeOf(member.target).traits?.[trait]) as T | undefined;
}

/** Whether a structure's member must be there. */
export function isRequired(member: Member): boolean {
  return member.traits?.["smithy.api#required"] !== undefined;
}

function shapeName(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}

function prelude(id: string): Shape | undefined {
  if (id === "smithy.api#Unit") return { type: "structure", members: {} };
  if (!id.startsWith("smithy.api#")) return undefined;
  const name = shapeName(id).replace(/^Primitive/, "");
  return { type: name.charAt(0).toLowerCase() + name.slice(1) };
}

function readShapes(): Map<string, Shape> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const statements = files.flatMap((name) =>
    Object.entries(
      (JSON.parse(readFileSync(new URL(name, folder), "utf8")) as { shapes?: Record<string, Shape> }).shapes ?? {},
    ),
  );
  const all = new Map(statements.filter(([, shape]) => shape.type !== "apply"));
  for (const [id, { traits }] of statements.filter(([, shape]) => shape.type === "apply")) {
    const [owner = "", memberName] = id.split("$");
    const shape = all.get(owner);
    if (shape === undefined) throw new Error(`The model applies traits to ${id}, which does not exist.`);
    all.set(
      owner,
      memberName === undefined
        ? { ...shape, traits: { ...shape.traits, ...traits } }
        : withMemberTraits(shape, memberName, traits),
    );
  }
  return all;
}

function withMemberTraits(shape: Shape, name: string, traits: Traits | undefined): Shape {
  if (name === "member" || name === "key" || name === "value") {
    const member = shape[name] as Member;
    return { ...shape, [name]: { ...member, traits: { ...member.traits, ...traits } } };
  }
  const member = shape.members?.[name] as Member;
  return { ...shape, members: { ...shape.members, [name]: { ...member, traits: { ...member.traits, ...traits } } } };
}
