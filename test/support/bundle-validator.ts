import { posix } from "node:path";
import { build } from "esbuild";
import { validatorName, validatorPath } from "../../codegen/emit/validators.js";
import type { OperationModel } from "../../codegen/service-model.js";
import type { Validator } from "../../runtime/for-generated.js";
import * as runtime from "../../runtime/for-generated.js";

/** Runs the modules that the generator emits for an operation's validator, and tells which functions a bundle of it has. */
export async function bundleValidator(
  files: ReadonlyMap<string, string>,
  operation: OperationModel,
): Promise<{ readonly validator: Validator; readonly checks: readonly string[] }> {
  const bundle = await build({
    stdin: {
      contents: `export { ${validatorName(operation)} } from "./${validatorPath(operation).replace(/ts$/, "js")}";`,
    },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "bundled",
    plugins: [
      {
        name: "generated",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /./ }, ({ path, importer }) => ({
            path: path.endsWith("runtime.js") ? path : posix.join(posix.dirname(importer), path).replace(/js$/, "ts"),
            namespace: path.endsWith("runtime.js") ? "runtime" : "generated",
          }));
          onLoad({ filter: /./, namespace: "runtime" }, () => ({
            contents: Object.keys(runtime)
              .map((name) => `const shared_${name} = ${name}Given; export { shared_${name} as ${name} };`)
              .join("\n"),
          }));
          onLoad({ filter: /./, namespace: "generated" }, ({ path }) => {
            const contents = files.get(path);
            return contents === undefined ? { errors: [{ text: `no ${path}` }] } : { contents, loader: "ts" };
          });
        },
      },
    ],
  });
  const [output] = bundle.outputFiles;
  if (output === undefined) throw new Error("nothing was bundled");
  const given = Object.keys(runtime).map((name) => `${name}Given`);
  const run = new Function(...given, `"use strict";\n${output.text}\nreturn bundled;`);
  const bundled: Record<string, Validator> = run(...Object.values(runtime));
  const validator = bundled[validatorName(operation)];
  if (validator === undefined) throw new Error(`the module has no ${validatorName(operation)}`);
  const checks = [...output.text.matchAll(/function (check\w+)\(/g)].map(([, name = ""]) => name);
  return { validator, checks: checks.sort() };
}
