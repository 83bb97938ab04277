import {
  IndentationText,
  NewLineKind,
  Project,
  QuoteKind,
  type StatementStructures,
  type WriterFunction,
} from "ts-morph";
import type { EmitOptions, OutputFile } from "../emitter.js";
import type { ServiceModel } from "../service-model.js";
import { banner } from "./banner.js";
import type { ImportCollector } from "./import-collector.js";
import { breakLongLines } from "./long-lines.js";

/** A declaration of a generated file: a ts-morph structure, or text where no structure says it. */
export type Statement = StatementStructures | string | WriterFunction;

/** What one generated file holds besides its banner. */
export interface SourceFileContent {
  /** Path in the output folder, such as `operations/put-record.ts`. */
  readonly path: string;
  readonly imports: ImportCollector;
  /** In order; a blank line goes between two. */
  readonly statements: readonly Statement[];
}

// One project for all files of a run: making one costs more than printing a file. It never reads or writes the disk.
const project = new Project({
  useInMemoryFileSystem: true,
  skipLoadingLibFiles: true,
  skipFileDependencyResolution: true,
  manipulationSettings: {
    indentationText: IndentationText.TwoSpaces,
    newLineKind: NewLineKind.LineFeed,
    quoteKind: QuoteKind.Double,
    useTrailingCommas: true,
  },
});

/** Prints one generated file: the banner, the collected imports, the declarations with a blank line between them. */
export function printSourceFile(model: ServiceModel, options: EmitOptions, content: SourceFileContent): OutputFile {
  const imports = printStatements(content.imports.declarations());
  const declarations = content.statements.map((statement) =>
    // Text needs no printing, which parses.
    typeof statement === "string" ? withEmptyBlocks(statement.trim()) : printStatements([statement]),
  );
  const written = [imports, ...declarations].filter((text) => text !== "");
  // A file without an import or export is no module to TypeScript.
  const paragraphs = written.length === 0 ? ["export {};"] : written;
  const body = breakLongLines(paragraphs.join("\n\n"));
  return { path: content.path, text: `${banner(model, options)}\n\n${body}\n` };
}

/** Prints structures as source text, without a line break at the end. */
export function printStatements(statements: readonly Statement[]): string {
  const file = project.createSourceFile("generated.ts", { statements: [...statements] }, { overwrite: true });
  const text = withEmptyBlocks(file.getFullText().trim());
  project.removeSourceFile(file);
  return text;
}

/** ts-morph opens a block for an interface without members. */
function withEmptyBlocks(text: string): string {
  return text.replace(/\{\n\s*\}/g, "{}");
}
