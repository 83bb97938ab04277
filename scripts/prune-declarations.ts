/**
 * Removes the declarations in a package's dist/ that nobody can reach: the compiler writes one for each source, and most
 * modules are the package's own affair. What package.json names under `types` is kept, and whatever that refers to.
 * Argument: the package's folder.
 */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const root = resolve(process.argv[2] ?? ".");
const { exports, imports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const kept = new Set<string>();
const pending = typesIn([exports, imports]).map((path) => resolve(root, path));
for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
  if (kept.has(file)) continue;
  kept.add(file);
  for (const [, specifier = ""] of readFileSync(file, "utf8").matchAll(/\b(?:from |import\(|import )"(\.[^"]+)"/g)) {
    pending.push(resolve(dirname(file), specifier.replace(/\.js$/, ".d.ts")));
  }
}

const dist = join(root, "dist");
for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
  if (name.endsWith(".d.ts") && !kept.has(join(dist, name))) rmSync(join(dist, name));
}

/** Every path under a key `types`, however deep. */
function typesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "types" && typeof inner === "string" ? [inner] : typesIn(inner),
  );
}
