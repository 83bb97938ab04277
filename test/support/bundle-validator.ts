import { posix } from "node:path";
import { build } from "esbuild";
import { validatorName, validatorPath } from "../../codegen/emit/validators.js";
import type { OperationModel } from "../../codegen/service-model.js";
import type { Validator } from "../../runtime/for-generated.js";
import { validatorHelpers as helpers } from "./compile-validator.js";

/** Runs the modules that the generator emits for an operation's validator, and tells which of them it loads. */
export async function bundleValidator(
  files: ReadonlyMap<string, string>,
  operation: OperationModel,
): Promise<{ readonly validator: Validator; readonly modules: readonly string[] }> {
  const modules: string[] = [];
  const bundle = await build({
    entryPoints: [validatorPath(operation)],
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
            contents: Object.keys(helpers)
              .map((name) => `const shared_${name} = ${name}Given; export { shared_${name} as ${name} };`)
              .join("\n"),
          }));
          onLoad({ filter: /./, namespace: "generated" }, ({ path }) => {
            modules.push(path.replace(/^validators\/|\.ts$/g, ""));
            const contents = files.get(path);
            return contents === undefined ? { errors: [{ text: `no ${path}` }] } : { contents, loader: "ts" };
          });
        },
      },
    ],
  });
  const [output] = bundle.outputFiles;
  if (output === undefined) throw new Error("nothing was bundled");
  const given = Object.keys(helpers).map((name) => `${name}Given`);
  const run = new Function(...given, `"use strict";\n${output.text}\nreturn bundled;`);
  const bundled: Record<string, Validator> = run(...Object.values(helpers));
  const validator = bundled[validatorName(operation)];
  if (validator === undefined) throw new Error(`the module has no ${validatorName(operation)}`);
  return { validator, modules: modules.sort() };
}
