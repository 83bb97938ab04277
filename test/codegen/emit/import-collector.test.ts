import { describe, expect, test } from "vitest";
import { ImportCollector } from "../../../codegen/emit/import-collector.js";
import type { EmitOptions } from "../../../codegen/emitter.js";

const options: EmitOptions = { runtime: "../../runtime/for-generated.js", command: "npm run generate" };

describe("ImportCollector", () => {
  test("prints each name once, sorted, types apart from values", () => {
    const imports = new ImportCollector("client.ts", options);
    expect(imports.type("types.ts", "Shard")).toBe("Shard");
    imports.runtime("readString");
    imports.runtime("JsonObject");
    imports.runtime("readString");
    imports.type("types.ts", "Consumer");
    expect(imports.text()).toBe(
      [
        'import { type JsonObject, readString } from "../../runtime/for-generated.js";',
        'import type { Consumer, Shard } from "./types.js";',
      ].join("\n"),
    );
  });

  test("rewrites paths for files in folders", () => {
    const imports = new ImportCollector("operations/put-record.ts", options);
    imports.runtime("Operation");
    imports.value("codecs.ts", "read");
    expect(imports.text()).toBe(
      [
        'import type { Operation } from "../../../runtime/for-generated.js";',
        'import { read } from "../codecs.js";',
      ].join("\n"),
    );
  });

  test("leaves a package's name alone and puts it first", () => {
    const imports = new ImportCollector("a/b.ts", { ...options, runtime: "shardwright/runtime" });
    imports.type("types.ts", "A");
    imports.runtime("readString");
    expect(imports.text().split("\n")[0]).toBe('import { readString } from "shardwright/runtime";');
  });

  test("a name used as value and as type is imported as value", () => {
    const imports = new ImportCollector("client.ts", options);
    imports.runtimeType("ServiceClient");
    imports.runtime("ServiceClient");
    imports.runtimeType("ServiceClient");
    expect(imports.text()).toBe('import { ServiceClient } from "../../runtime/for-generated.js";');
  });

  test("a renamed import gives its local name", () => {
    const imports = new ImportCollector("index.ts", options);
    expect(imports.value("client.ts", "Kinesis as LeanKinesis")).toBe("LeanKinesis");
    expect(imports.text()).toBe('import { Kinesis as LeanKinesis } from "./client.js";');
  });
});
