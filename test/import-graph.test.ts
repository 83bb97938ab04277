/**
 * Imports run one way: runtime imports nothing of ours; generated imports the runtime's surface for generated code (and
 * its index the Node defaults); streams imports generated and runtime; codegen none of them; command knows of codegen
 * only the types of what it starts. The packages' own modules import nothing that is not a dependency, and what browsers
 * can load imports no `node:` module.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")) as {
  dependencies?: Record<string, string>;
  optionalDependencies: Record<string, string>;
};
const generatorManifest = JSON.parse(readFileSync(resolve(root, "codegen/package.json"), "utf8")) as {
  dependencies: Record<string, string>;
};
const rooms = ["runtime", "codegen", "generated", "streams", "command"] as const;
type Room = (typeof rooms)[number];

interface Import {
  /** Path of the importing file, from the root. */
  readonly from: string;
  /** As written. */
  readonly specifier: string;
  /** The imported file from the root, or undefined for a package. */
  readonly file: string | undefined;
  /** Erased by the compiler. */
  readonly typeOnly: boolean;
  /** `import()`. */
  readonly lazy: boolean;
}

const files: readonly string[] = rooms.flatMap((room) => sources(resolve(root, room)));
const imports: readonly Import[] = files.flatMap(importsOf);

test("the scan sees the tree", () => {
  expect(files.length).toBeGreaterThan(50);
  expect(
    imports.some(({ from, file }) => from === "generated/kinesis/index.ts" && file === "runtime/for-node.ts"),
  ).toBe(true);
  expect(imports.some(({ specifier }) => specifier === "@aws-sdk/credential-provider-node")).toBe(true);
});

test("the scan sees every form of import", () => {
  const source = [
    'import a from "a";',
    'import { b,\n  c } from "b";',
    'import type { d } from "d";',
    'export { e } from "e";',
    'export type { f } from "f";',
    'const g = await import("g");',
    'import "h";',
    'import * as i from "i";',
    '// import "comment";',
    'const text = `import "template";`;',
  ].join("\n");
  expect(
    scan(source).map(({ specifier, typeOnly, lazy }) => `${specifier}${typeOnly ? " type" : ""}${lazy ? " lazy" : ""}`),
  ).toEqual(["a", "b", "d type", "e", "f type", "h", "i", "g lazy"]);
});

describe("rooms", () => {
  const allowed: Readonly<Record<Room, (file: string, from: string) => boolean>> = {
    runtime: (file) => inRoom(file, "runtime"),
    codegen: (file) => inRoom(file, "codegen"),
    generated: (file, from) =>
      inRoom(file, "generated") ||
      file === "runtime/for-generated.ts" ||
      (file === "runtime/for-node.ts" && /^generated\/[^/]+\/index\.ts$/.test(from)),
    streams: (file) => inRoom(file, "streams") || inRoom(file, "generated") || inRoom(file, "runtime"),
    command: (file) => file === "codegen/cli.ts",
  };
  test.each(rooms)("%s imports only what it may", (room) => {
    const wrong = imports.filter(
      ({ from, file }) => inRoom(from, room) && file !== undefined && !allowed[room](file, from),
    );
    expect(wrong.map(({ from, file }) => `${from} -> ${file}`)).toEqual([]);
  });

  test("one service's generated code imports nothing of another's", () => {
    const service = (file: string): string | undefined => /^generated\/([^/]+)\//.exec(file)?.[1];
    const wrong = imports.filter(
      ({ from, file }) =>
        file !== undefined &&
        service(file) !== undefined &&
        inRoom(from, "generated") &&
        service(from) !== service(file),
    );
    expect(wrong).toEqual([]);
  });

  test("relative imports lead to files that exist", () => {
    const wrong = imports.filter(({ file }) => file !== undefined && !existsSync(resolve(root, file)));
    expect(wrong.map(({ from, specifier }) => `${from} -> ${specifier}`)).toEqual([]);
  });
});

describe("packages", () => {
  /** The generator may use these, the client may not. */
  const generatorPackages = Object.keys(generatorManifest.dependencies);

  test("a client needs no package at all", () => {
    expect(manifest.dependencies).toBeUndefined();
  });

  test("what ships as a client imports optional dependencies only, each named in package.json", () => {
    const known = Object.keys(manifest.optionalDependencies);
    const wrong = imports.filter(
      ({ from, specifier, file, typeOnly }) =>
        !inRoom(from, "codegen") &&
        file === undefined &&
        !typeOnly &&
        !specifier.startsWith("node:") &&
        specifier !== "#platform" &&
        !known.includes(packageOf(specifier)),
    );
    expect(wrong.map(({ from, specifier }) => `${from} -> ${specifier}`)).toEqual([]);
  });

  test("the generator imports its own dependencies, and has none that it does not import", () => {
    const imported = imports
      .filter(
        ({ from, specifier, file }) => inRoom(from, "codegen") && file === undefined && !specifier.startsWith("node:"),
      )
      .map(({ specifier }) => packageOf(specifier));
    expect([...new Set(imported)].sort()).toEqual([...generatorPackages].sort());
  });

  test("optional dependencies are loaded lazily", () => {
    const wrong = imports.filter(
      ({ specifier, lazy, typeOnly }) => packageOf(specifier) in manifest.optionalDependencies && !lazy && !typeOnly,
    );
    expect(wrong.map(({ from, specifier }) => `${from} -> ${specifier}`)).toEqual([]);
  });

  test("the generator's own packages stay in codegen", () => {
    const wrong = imports.filter(
      ({ from, specifier }) =>
        !inRoom(from, "codegen") && [...generatorPackages, "@biomejs/biome"].includes(packageOf(specifier)),
    );
    expect(wrong).toEqual([]);
  });
});

test("the lean client reaches no node: module but through #platform", () => {
  const reached = reach("generated/kinesis/client.ts");
  expect(reached).toContain("runtime/client.ts");
  const wrong = imports.filter(
    ({ from, specifier, typeOnly }) => reached.has(from) && specifier.startsWith("node:") && !typeOnly,
  );
  expect(wrong.map(({ from, specifier }) => `${from} -> ${specifier}`)).toEqual([]);
  expect(asking(reached)).toEqual([]);
});

test("what #platform means in browsers reaches no node: module either", () => {
  const reached = reach("runtime/platform/web.ts");
  expect(asking(reached)).toEqual([]);
  const wrong = imports.filter(
    ({ from, specifier, typeOnly }) => reached.has(from) && specifier.startsWith("node:") && !typeOnly,
  );
  expect(wrong.map(({ from, specifier }) => `${from} -> ${specifier}`)).toEqual([]);
});

test("there are no circles of imports at run time", () => {
  const edges = new Map<string, string[]>();
  for (const { from, file, typeOnly, lazy } of imports) {
    if (file !== undefined && !typeOnly && !lazy) edges.set(from, [...(edges.get(from) ?? []), file]);
  }
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
      return;
    }
    if (done.has(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(relative(root, file), []);
  expect(circles).toEqual([]);
});

/** Files that ask the process for a module of Node's, as `#platform` does on Node instead of importing it. */
function asking(files: ReadonlySet<string>): readonly string[] {
  return [...files].filter((file) => readFileSync(resolve(root, file), "utf8").includes("getBuiltinModule"));
}

/** Every file that loading one file loads, type-only and lazy imports left out, `#platform` not followed. */
function reach(start: string): Set<string> {
  const reached = new Set<string>();
  const pending = [start];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const { from, file: next, typeOnly, lazy } of imports) {
      if (from === file && next !== undefined && !typeOnly && !lazy) pending.push(next);
    }
  }
  return reached;
}

function inRoom(file: string, room: Room): boolean {
  return file.startsWith(`${room}/`);
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function sources(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.startsWith("dist"))
    .map((name) => resolve(folder, name));
}

function importsOf(path: string): Import[] {
  return scan(readFileSync(path, "utf8")).map(({ specifier, typeOnly, lazy }) => ({
    from: relative(root, path),
    specifier,
    typeOnly,
    lazy,
    file: specifier.startsWith(".")
      ? relative(root, resolve(dirname(path), specifier)).replace(/\.js$/, ".ts")
      : undefined,
  }));
}

function scan(source: string): Pick<Import, "specifier" | "typeOnly" | "lazy">[] {
  // Statements start a line, which leaves comments and text alone.
  const statements = [...source.matchAll(/^(?:import|export)\s+(type\s)?(?:[^"'`;]*?\sfrom\s+)?["']([^"']+)["']/gm)];
  const lazy = [...source.matchAll(/^(?!\s*(?:\/\/|\*)).*\bimport\(\s*["']([^"']+)["']/gm)];
  return [
    ...statements.map(([, type, specifier = ""]) => ({ specifier, typeOnly: type !== undefined, lazy: false })),
    ...lazy.map(([, specifier = ""]) => ({ specifier, typeOnly: false, lazy: true })),
  ];
}
