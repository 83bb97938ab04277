import { StructureKind } from "ts-morph";
import { expect, test } from "vitest";
import { ImportCollector } from "../../../codegen/emit/import-collector.js";
import { printSourceFile, type Statement } from "../../../codegen/emit/source-file.js";
import { service } from "../../support/service-model-builder.js";

const options = { runtime: "shardwright/runtime", command: "shardwright generate" };

function print(statements: readonly Statement[]): string[] {
  const imports = new ImportCollector("a.ts", options);
  const { text } = printSourceFile(service([]), options, { path: "a.ts", imports, statements });
  return text.split("\n\n").slice(1);
}

function alias(index: number): Statement {
  const docs = [{ description: `\nLine\n//----\n${index}.` }];
  return { kind: StructureKind.TypeAlias, name: `Name${index}`, isExported: true, type: "string", docs };
}

test("structures and texts stand in their order, with a blank line between, however many there are", () => {
  const statements = Array.from({ length: 100 }, (_, index) => (index % 3 === 0 ? `let a${index};` : alias(index)));
  const paragraphs = print(statements);
  expect(paragraphs).toHaveLength(100);
  for (const [index, paragraph] of paragraphs.entries())
    expect(paragraph).toContain(index % 3 === 0 ? `let a${index};` : `export type Name${index} = string;`);
});

test("a file of nothing is a module all the same", () => {
  expect(print([])).toEqual(["export {};\n"]);
});
