import { readFileSync } from "node:fs";
import { Project } from "ts-morph";
import { expect, test } from "vitest";
import { runtimeSymbols } from "../../../codegen/emit/runtime-imports.js";

const surface = new Project({ useInMemoryFileSystem: true }).createSourceFile(
  "for-generated.ts",
  readFileSync(new URL("../../../runtime/for-generated.ts", import.meta.url), "utf8"),
);
const exported = new Map(
  surface
    .getExportDeclarations()
    .flatMap((declaration) =>
      declaration
        .getNamedExports()
        .map((name) => [name.getName(), declaration.isTypeOnly() || name.isTypeOnly() ? "type" : "value"] as const),
    ),
);

test.each(Object.entries(runtimeSymbols))("the runtime exports %s as a %s", (name, kind) => {
  expect(exported.get(name)).toBe(kind);
});

test("every value can be loaded", async () => {
  const runtime: Record<string, unknown> = { ...(await import("../../../runtime/for-generated.js")) };
  const values = Object.entries(runtimeSymbols).filter(([, kind]) => kind === "value");
  expect(values.filter(([name]) => runtime[name] === undefined)).toEqual([]);
});
