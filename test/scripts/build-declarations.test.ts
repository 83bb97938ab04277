/** From the declarations that the compiler wrote, given here as text, to one file an entry. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { reachedByPeople } from "../../scripts/declarations/commented.js";
import { DeclarationFiles } from "../../scripts/declarations/declaration-file.js";
import { assignToEntries } from "../../scripts/declarations/entries.js";
import { entryText } from "../../scripts/declarations/entry-text.js";

let folder = "";
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The texts of the entries, by name; what is for people is commented. */
function rolledUp(
  sources: Readonly<Record<string, string>>,
  entryNames: readonly string[],
  forPeople: readonly string[] = entryNames,
): Record<string, string> {
  folder = mkdtempSync(join(tmpdir(), "declarations-"));
  const pathOf = (name: string): string => join(folder, `${name}.d.ts`);
  for (const [name, text] of Object.entries(sources)) {
    mkdirSync(dirname(pathOf(name)), { recursive: true });
    writeFileSync(pathOf(name), text);
  }
  const files = new DeclarationFiles();
  const entries = assignToEntries(entryNames.map(pathOf), files);
  const commented = reachedByPeople(forPeople.map(pathOf), files);
  return Object.fromEntries(
    entryNames.map((name, index) => {
      const entry = entries[index];
      if (entry === undefined) throw new Error(`no entry ${name}`);
      return [name, entryText(entry, entries, files, commented)];
    }),
  );
}

it("an entry has what it exports and what that refers to, private what it does not export, and nothing else", () => {
  const sources = {
    index: 'export { open } from "./open.js";\nexport type { Door } from "./door.js";\n',
    open: `import type { Door } from "./door.js";
import type { Key } from "./key.js";
/** Opens a door. */
export declare function open(door: Door, key: Key): void;
/** Opens the door at hand. */
export declare function open(key: Key): void;
export declare const internal: Door;
`,
    door: "export interface Door {\n    /** In metres. */\n    readonly width: number;\n}\n",
    key: "export interface Key {\n    internal: string;\n}\nexport declare class Lock {\n}\n",
  };
  expect(rolledUp(sources, ["index"]).index).toBe(`export {};
/** Opens a door. */
export function open(door: Door, key: Key): void;
/** Opens the door at hand. */
export function open(key: Key): void;
export interface Door {
\t/** In metres. */
\treadonly width: number;
}
interface Key {
\tinternal: string;
}
`);
});

it("what is private stays so, be it a class, and what comes from other packages is imported where it is used", () => {
  const sources = {
    index: 'export { open } from "./open.js";\n',
    open: `import type { Agent } from "node:https";
import type { Socket } from "node:net";
declare class Lock {
    agent: Agent;
}
export declare const open: Lock;
`,
  };
  expect(rolledUp(sources, ["index"]).index).toBe(`import type { Agent } from "node:https";
export {};
export const open: Lock;
declare class Lock {
\tagent: Agent;
}
`);
});

it("a declaration stands in the entry that exports it first-hand; the others import it, or pass it on", () => {
  const sources = {
    "client/index": `import { Client as LeanClient } from "./lean.js";
export declare class Client extends LeanClient {
}
export { call, type Options } from "./lean.js";
`,
    "client/lean": `export { call } from "./call.js";
export type { Options } from "../runtime/entry.js";
export declare class Client {
}
`,
    "client/call": `import type { Options } from "../runtime/options.js";
import type { Client } from "./lean.js";
export declare function call(client: Client, options: Options): void;
`,
    "runtime/entry": 'export type { Options } from "./options.js";\nexport declare const platform: string;\n',
    "runtime/options": "export interface Options {\n}\n",
  };
  expect(rolledUp(sources, ["client/index", "client/lean", "runtime/entry"])).toEqual({
    "client/index": `import { Client as LeanClient } from "./lean.js";
export * from "./lean.js";
export class Client extends LeanClient {
}
`,
    "client/lean": `import { Options } from "../runtime/entry.js";
export { Options } from "../runtime/entry.js";
export function call(client: Client, options: Options): void;
export class Client {
}
`,
    "runtime/entry": "export interface Options {\n}\nexport const platform: string;\n",
  });
});

it("what only generated code names goes without comments, and so does what an operation's record leads to", () => {
  const sources = {
    client: `import type { Operation } from "./runtime.js";
/** An operation. */
export declare const put: Operation;
`,
    runtime: `import type { Step } from "./step.js";
/** What there is to know. */
export interface Operation {
    /** How. */
    readonly step: Step;
}
`,
    step: "/** One of them. */\nexport type Step = /** The first. */ 1 | 2;\n",
  };
  expect(rolledUp(sources, ["client", "runtime"], ["client"])).toEqual({
    client: 'import { Operation } from "./runtime.js";\n/** An operation. */\nexport const put: Operation;\n',
    runtime: "export interface Operation {\n\treadonly step: Step;\n}\ntype Step = 1 | 2;\n".replace(
      /^/,
      "export {};\n",
    ),
  });
});

it.each([
  [
    "one name for two things",
    {
      index: 'import type { A } from "./a.js";\nexport interface B {\n    a: A;\n}\nexport type { C } from "./c.js";\n',
      a: "interface D {\n}\nexport interface A {\n    d: D;\n}\n",
      c: "interface D {\n}\nexport interface C {\n    d: D;\n}\n",
    },
    "two things named D",
  ],
  [
    "a name of another file's under a name of its own",
    {
      index: 'import type { A as B } from "./a.js";\nexport interface C {\n    b: B;\n}\n',
      a: "export interface A {\n}\n",
    },
    "names A B",
  ],
  [
    "all names of another file",
    { index: 'export * from "./a.js";\n', a: "export interface A {\n}\n" },
    "something that has no name",
  ],
  [
    "a type by way of import()",
    { index: 'export declare const a: import("./a.js").A;\n', a: "export interface A {\n}\n" },
    "has an import() in a type",
  ],
])("refuses %s, which it could not write", (_what, sources, message) => {
  expect(() => rolledUp(sources as unknown as Record<string, string>, ["index"])).toThrow(message);
});

it.each([
  ["needs privately", "export declare const B: A;", "need A, and neither exports it"],
  ["exports first-hand", 'export type { A } from "./a.js";', "A is declared for both"],
])("refuses what each of two entries %s", (_how, statement, message) => {
  const entry = `import type { A } from "./a.js";\n${statement}\n`;
  const sources = { first: entry, second: entry, a: "export interface A {\n}\n" };
  expect(() => rolledUp(sources, ["first", "second"])).toThrow(message);
});
