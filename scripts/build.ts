/**
 * Makes the JavaScript of dist/ beside the declarations that the compiler wrote: a few files, since each file that a
 * program loads costs it as much as 25 KB of code.
 *
 * - generated/kinesis/client.js: the generated client, and validators/index.js its validators
 * - chunks/runtime.js: what generated clients import
 * - runtime/platform/node.js and web.js: what `#platform` means. They and the runtime import each other, which works as
 *   long as none of them uses the other while it is loaded
 * - what else package.json names is thin on top
 * - command/shardwright.js: the program, which starts the generator's package
 *
 * To the bundlers of those who use the package a file is as good as many: nothing in it does anything when it is loaded.
 */
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type OutputChunk, type OutputOptions, type Plugin, rolldown } from "rolldown";
import { compactOutput } from "./compact.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = (name: string): string => resolve(root, `${name}.ts`);

const output: OutputOptions = {
  ...compactOutput,
  dir: resolve(root, "dist"),
  entryFileNames: "[name].js",
};

/** What package.json names, without the extension. */
const entries = [
  "generated/kinesis/client",
  "generated/kinesis/index",
  "generated/kinesis/validators/index",
  "runtime/for-generated",
  "runtime/for-node",
  "runtime/platform/node",
  "runtime/platform/web",
  "streams/consumer/index",
];
const entryFiles = new Set(entries.map(source));
/** The entries that are no facades: what others import of such a file, it exports to all. */
const wholeEntries = new Set(
  ["generated/kinesis/client", "generated/kinesis/validators/index", "runtime/platform/node"].map(source),
);

/** What each module imports, types and `import()` aside. */
const importsOf = new Map<string, readonly string[]>();
/** What each entry's module exports. */
const exportsOf = new Map<string, readonly string[]>();

const graph: Plugin = {
  name: "graph",
  buildEnd() {
    for (const id of this.getModuleIds()) {
      const { importedIds = [], exports = [] } = this.getModuleInfo(id) ?? {};
      importsOf.set(id, importedIds);
      if (entryFiles.has(id)) exportsOf.set(id, exports);
    }
  },
};

/** The modules that loading a module loads, itself among them; `#platform` is not followed. */
function reach(name: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const pending = [source(name)];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    pending.push(...(importsOf.get(id) ?? []));
  }
  return reached;
}

const bundle = await rolldown({
  cwd: root,
  input: Object.fromEntries(entries.map((name) => [name, source(name)])),
  external: ["#platform", /^node:/, /^@aws-sdk\//],
  platform: "neutral",
  plugins: [graph],
  treeshake: { moduleSideEffects: false },
  // Else what a file shares would go into one more file.
  preserveEntrySignatures: "allow-extension",
});
const written = await bundle.write({
  ...output,
  chunkFileNames: "chunks/[name].js",
  codeSplitting: { includeDependenciesRecursively: false, groups: chunks() },
});
await bundle.close();
for (const chunk of written.output) if (chunk.type === "chunk") await checkExports(chunk);

const command = await rolldown({
  cwd: root,
  input: { "command/shardwright": source("command/shardwright") },
  platform: "node",
});
await command.write(output);
await command.close();

function chunks(): { name: string; test: (id: string) => boolean; priority: number }[] {
  // Asked when the graph is known.
  const reached = new Map<string, ReadonlySet<string>>();
  const loadedBy = (name: string, id: string): boolean => {
    const modules = reached.get(name) ?? reach(name);
    reached.set(name, modules);
    return modules.has(id);
  };
  const byRuntime = (id: string): boolean => loadedBy("runtime/for-generated", id);
  const byNode = (id: string): boolean => loadedBy("runtime/platform/node", id);
  const byWeb = (id: string): boolean => loadedBy("runtime/platform/web", id);
  const client = resolve(root, "generated/kinesis");
  const validators = resolve(client, "validators");
  const members: readonly [name: string, test: (id: string) => boolean][] = [
    ["platform", (id) => byNode(id) && !byWeb(id) && !byRuntime(id)],
    ["runtime", (id) => byRuntime(id) || (byNode(id) && byWeb(id))],
    ["validators", (id) => id.startsWith(validators)],
    ["client", (id) => id.startsWith(client)],
  ];
  return members.map(([name, test], index) => ({
    name,
    test: (id: string) => (!entryFiles.has(id) || wholeEntries.has(id)) && test(id),
    priority: members.length - index,
  }));
}

/** What people import must not depend on how files are cut. */
async function checkExports({ facadeModuleId, fileName }: OutputChunk): Promise<void> {
  if (facadeModuleId === null || facadeModuleId.includes("/platform/")) return;
  const expected = exportsOf.get(facadeModuleId);
  if (expected === undefined) return;
  const exports = Object.keys((await import(pathToFileURL(resolve(root, "dist", fileName)).href)) as object);
  const surplus = exports.filter((name) => !expected.includes(name));
  const missing = expected.filter((name) => !exports.includes(name));
  if (surplus.length + missing.length > 0) {
    throw new Error(`${fileName} exports ${surplus.join(", ")} beyond its source, and lacks ${missing.join(", ")}`);
  }
}
