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
  const written = [content.imports.text(), ...printed(content.statements)].filter((text) => text !== "");
  // A file without an import or export is no module to TypeScript.
  const paragraphs = written.length === 0 ? ["export {};"] : written;
  const body = breakLongLines(paragraphs.join("\n\n"));
  return { path: content.path, text: `${banner(model, options)}\n\n${body}\n` };
}

/** Prints each statement as source text, without a line break at the end. */
function printed(statements: readonly Statement[]): string[] {
  const structures = statements.filter((statement) => typeof statement !== "string");
  const texts = batches(structures).flatMap(printBatch)[Symbol.iterator]();
  // Text needs no printing, which parses.
  return statements.map((statement) =>
    withEmptyBlocks(typeof statement === "string" ? statement.trim() : (texts.next().value ?? "")),
  );
}

/** ts-morph makes and parses a file for what it prints: one for each statement costs more than the printing. */
const batchSize = 40;

function batches(structures: readonly Statement[]): Statement[][] {
  return Array.from({ length: Math.ceil(structures.length / batchSize) }, (_, index) =>
    structures.slice(index * batchSize, (index + 1) * batchSize),
  );
}

/** Stands between the statements of a batch; no comment of a model gets to the start of a line. */
const separator = "//----";

function printBatch(statements: readonly Statement[]): string[] {
  const separated = statements.flatMap((statement) => [statement, separator]);
  const file = project.createSourceFile("generated.ts", { statements: separated }, { overwrite: true });
  const texts = file.getFullText().split(`\n${separator}\n`);
  project.removeSourceFile(file);
  texts.pop();
  if (texts.length !== statements.length) throw new Error("a printed statement holds what separates two");
  return texts.map((text) => text.trim());
}

/** ts-morph opens a block for an interface without members. */
function withEmptyBlocks(text: string): string {
  return text.replace(/\{\n\s*\}/g, "{}");
}
