import { expect, it } from "vitest";
import { generationReport, upToDate } from "../../codegen/generation-report.js";
import type { FolderPlan } from "../../codegen/write.js";

const plan = (folder: string, changes: Partial<FolderPlan>): FolderPlan => ({
  folder,
  missing: [],
  different: [],
  superfluous: [],
  unchanged: 3,
  ...changes,
});

const files = (...paths: string[]): FolderPlan["missing"] => paths.map((path) => ({ path, text: "" }));

it("tells in three lines what is new, changed and removed, in all folders, with a few names", () => {
  const plans = [
    plan("out", { missing: files("a.ts"), different: files("b.ts", "c.ts", "d.ts", "manifest.json", "types.ts") }),
    plan("tests", { missing: files("a.test.ts"), different: files("e.test.ts") }),
  ];
  expect(generationReport(plans)).toEqual([
    "new: 2 (out/a.ts, tests/a.test.ts)",
    "changed: 6 (out/b.ts, out/c.ts, out/d.ts, out/types.ts, ...)",
    "removed: none",
  ]);
});

it("names the manifest only when nothing else changed", () => {
  expect(generationReport([plan("out", { different: files("manifest.json") })])[1]).toBe(
    "changed: 1 (out/manifest.json)",
  );
});

it("needs one line when nothing changed", () => {
  expect(generationReport([plan("out", {}), plan("tests", {})])).toEqual(["up to date: 6 files"]);
  expect(upToDate([plan("out", {})])).toBe("up to date: 3 files");
});
