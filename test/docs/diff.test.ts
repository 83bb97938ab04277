import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { changeKinds } from "../../codegen/diff/change-kinds.js";

const page = readFileSync(join(import.meta.dirname, "../../docs/diff.md"), "utf8");

it("docs/diff.md tells every kind of change, once, and no other", () => {
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));
  const told = rows.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, kind]) => kind));
  const classes = ["breaking", "behaviour", "addition", "documentation"];
  expect(told.filter((name) => !classes.includes(name ?? "")).sort()).toEqual([...changeKinds].sort());
});
