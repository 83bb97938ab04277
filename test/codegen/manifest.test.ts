import { expect, it } from "vitest";
import { manifestFile, parseManifest, staysInside } from "../../codegen/manifest.js";
import { exampleService, readShapes } from "./small-model.js";

const model = readShapes(exampleService([]));

it("lists the files sorted, and tests only when there are some", () => {
  const files = [
    { path: "types.ts", text: "" },
    { path: "codecs.ts", text: "" },
  ];
  expect(JSON.parse(manifestFile(model, files, undefined).text)).toEqual({
    generator: "shardwright",
    model: { sdkId: "Example", version: "2020-01-01", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    files: ["codecs.ts", "types.ts"],
  });
  const { path, text } = manifestFile(model, [], [{ path: "b.test.ts", text: "" }]);
  expect(path).toBe("manifest.json");
  expect(text.endsWith("}\n")).toBe(true);
  expect(parseManifest(text)?.tests).toEqual(["b.test.ts"]);
});

it.each([
  ["no JSON", "{"],
  ["another program's", '{"generator": "other", "files": []}'],
  ["one without files", '{"generator": "shardwright"}'],
  ["one with a file outside", '{"generator": "shardwright", "files": ["../precious.ts"]}'],
  ["one with a test outside", '{"generator": "shardwright", "files": [], "tests": ["/etc/passwd"]}'],
  ["null", "null"],
])("takes %s for no manifest", (_, text) => {
  expect(parseManifest(text)).toBeUndefined();
});

it("knows which paths stay inside of their folder", () => {
  expect(["a", "a/b.ts", "a/..b", ".hidden"].filter(staysInside)).toHaveLength(4);
  expect(["", "/a", "a//b", "../a", "a/../../b", "./a", "C:/a", "a\\..\\b", "a/"].filter(staysInside)).toEqual([]);
});
