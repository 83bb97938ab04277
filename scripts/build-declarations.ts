/**
 * Makes the declarations of a package's dist/ from those that the compiler wrote, one for each source: one file for each
 * entry of package.json, with what it exports and all that this refers to. What nobody can reach is left out.
 *
 * A declaration stands in one file, the others import it from there. What only `shardwright/runtime` or the record of an
 * operation leads to goes without comments: generated code names it, and no person. Argument: the package's folder.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { reachedByPeople } from "./declarations/commented.js";
import { DeclarationFiles } from "./declarations/declaration-file.js";
import { assignToEntries } from "./declarations/entries.js";
import { entryText } from "./declarations/entry-text.js";

const root = resolve(process.argv[2] ?? ".");
const dist = join(root, "dist");
const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { exports: object };
const { "./runtime": _forGenerated, ...forPeople } = exports as Record<string, unknown>;

const files = new DeclarationFiles();
const entries = assignToEntries(typesOf(exports), files);
const commented = reachedByPeople(typesOf(forPeople), files);
const texts = new Map(entries.map((entry) => [entry.path, entryText(entry, entries, files, commented)]));

for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
  if (name.endsWith(".d.ts")) rmSync(join(dist, name));
}
for (const [path, text] of texts) writeFileSync(path, text);

/** Every path under a key `types`, however deep. */
function typesOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "types" && typeof inner === "string" ? [resolve(root, inner)] : typesOf(inner),
  );
}
