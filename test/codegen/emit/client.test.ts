import { Project, type SourceFile } from "ts-morph";
import { describe, expect, test } from "vitest";
import { emitClient } from "../../../codegen/emit/client.js";
import { emitIndex, nodeRuntime } from "../../../codegen/emit/index.js";
import type { Emitter } from "../../../codegen/emitter.js";
import { readServiceModel } from "../../../codegen/read-service-model.js";

const model = readServiceModel(["model/kinesis"]);
const options = { runtime: "../../runtime/for-generated.js", command: "npm run generate" };

function parse(emit: Emitter): SourceFile {
  const [file] = emit(model, options);
  return new Project({ useInMemoryFileSystem: true }).createSourceFile(file?.path ?? "", file?.text ?? "");
}

/** Every exported name, with `type` in front of types and where it comes from behind it. */
function exportsOf(file: SourceFile): string[] {
  const reexported = file.getExportDeclarations().flatMap((declaration) =>
    declaration.getNamedExports().map((name) => {
      return `${declaration.isTypeOnly() ? "type " : ""}${name.getName()} from ${declaration.getModuleSpecifierValue()}`;
    }),
  );
  return reexported.sort();
}

describe("client.ts and index.ts", () => {
  const client = parse(emitClient);
  const index = parse(emitIndex);

  test("export the same names", () => {
    const own = ["KinesisPaginators", "KinesisWaiters"].map((name) => `type ${name} from ./client.js`);
    const throughClient = exportsOf(client).map((name) => name.replace(/ from .*/, " from ./client.js"));
    expect(exportsOf(index)).toEqual([...throughClient, ...own].sort());
    expect(client.getClasses().map((declaration) => declaration.getName())).toEqual(["KinesisClient", "Kinesis"]);
    expect(index.getClasses().map((declaration) => declaration.getName())).toEqual(["KinesisClient", "Kinesis"]);
  });

  test("export functions, types, faults, limits and the runtime's errors, each by name", () => {
    const names = exportsOf(client);
    for (const name of [
      "putRecord from ./operations/put-record.js",
      "putRecordOperation from ./operations/put-record.js",
      "paginateListShards from ./paginators.js",
      "waitUntilStreamExists from ./waiters.js",
      "type PutRecordInput from ./types.js",
      "ResourceNotFoundException from ./faults.js",
      "limits from ./limits.js",
      "putRecordsLimits from ./limits.js",
      "kinesisService from ./service.js",
      "ValidationError from ../../runtime/for-generated.js",
      "type CallOptions from ../../runtime/for-generated.js",
    ]) {
      expect(names).toContain(name);
    }
    expect(new Set(names).size).toBe(names.length);
    expect(client.getText()).not.toContain("export *");
  });

  test("every operation is a method of one delegating call", () => {
    const methods = client.getClassOrThrow("Kinesis").getMethods();
    expect(methods.map((method) => method.getName())).toEqual(model.operations.map(({ methodName }) => methodName));
    for (const method of methods) {
      expect(method.getStatements().map((statement) => statement.getText())).toEqual([
        `return ${method.getName()}(this, input, options);`,
      ]);
      const [documented] = [...method.getOverloads().slice(1), method];
      expect(documented?.getJsDocs()[0]?.getText()).toContain("@throws Faults: {@link ");
    }
  });

  test("everything that is imported is used, and no line is too wide by our doing", () => {
    for (const file of [client, index]) {
      for (const name of file.getImportDeclarations().flatMap((declaration) => declaration.getNamedImports())) {
        const local = name.getAliasNode()?.getText() ?? name.getName();
        expect(file.getText().match(new RegExp(`\\b${local}\\b`, "g"))?.length, local).toBeGreaterThan(1);
      }
    }
  });

  test.each([
    ["../../runtime/for-generated.js", "../../runtime/for-node.js"],
    ["shardwright/runtime", "shardwright/runtime/node"],
  ])("the Node part of %s is %s", (runtime, node) => {
    expect(nodeRuntime({ runtime, command: "" })).toBe(node);
  });
});
