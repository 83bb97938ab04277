/**
 * Makes the package of the generator in codegen/, beside the declarations that the compiler wrote:
 *
 * - dist/: the generator, a file for what each of its commands loads
 * - model/ and LICENSE: copies of the repository's
 */
import { cpSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { compactOutput } from "./compact.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = resolve(root, "codegen");

const bundle = await rolldown({
  cwd: root,
  input: { cli: resolve(target, "cli.ts") },
  external: /^[^./]/,
  platform: "node",
  treeshake: { moduleSideEffects: false },
});
await bundle.write({
  ...compactOutput,
  dir: resolve(target, "dist"),
  entryFileNames: "[name].js",
  chunkFileNames: "[name].js",
});
await bundle.close();

for (const name of ["model", "LICENSE"]) cpSync(resolve(root, name), resolve(target, name), { recursive: true });
