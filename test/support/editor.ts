import { join } from "node:path";
import { Project, ts } from "ts-morph";

/** What an editor tells of a package's names, asked of the compiler's language service. */
export interface Editor {
  /** What hovering over a name in a program shows; `at` is the text before it, which occurs once. */
  hover(program: string, at: string): string;
  /** The names that a module exports, types included. */
  exportsOf(specifier: string): readonly string[];
}

/** An editor in a project's folder, whose `node_modules` are read. */
export function editorIn(folder: string): Editor {
  const project = new Project({
    compilerOptions: {
      strict: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.esnext.disposable.d.ts"],
      types: [],
    },
  });
  return {
    hover(program, at) {
      const path = join(folder, "editor.ts");
      project.createSourceFile(path, program, { overwrite: true });
      const parts = program.split(at);
      if (parts.length !== 2) throw new Error(`"${at}" occurs ${parts.length - 1} times in the program`);
      const position = (parts[0] ?? "").length + at.length;
      const info = project.getLanguageService().compilerObject.getQuickInfoAtPosition(path, position);
      if (info === undefined) throw new Error(`nothing is known of what follows "${at}"`);
      const tags = (info.tags ?? []).map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`);
      return [ts.displayPartsToString(info.displayParts), ts.displayPartsToString(info.documentation), ...tags].join(
        "\n",
      );
    },
    exportsOf(specifier) {
      const source = project.createSourceFile(
        join(folder, "exports.ts"),
        `import * as all from ${JSON.stringify(specifier)};`,
        { overwrite: true },
      );
      const declaration = source.getImportDeclarationOrThrow(specifier);
      const symbol = declaration.getModuleSpecifierSourceFileOrThrow().getSymbolOrThrow();
      return project
        .getTypeChecker()
        .compilerObject.getExportsOfModule(symbol.compilerSymbol)
        .map(({ name }) => name)
        .sort();
    },
  };
}
