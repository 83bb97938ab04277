import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { closureOf, packageBytes } from "../../../bench/sizes/closure.js";

const lock = {
  packages: {
    "": { dependencies: { a: "1" } },
    "node_modules/a": { dependencies: { b: "1", "@scope/c": "1" } },
    "node_modules/a/node_modules/b": { dependencies: { d: "2" } },
    "node_modules/a/node_modules/d": {},
    "node_modules/b": { dependencies: { d: "1" } },
    "node_modules/d": {},
    "node_modules/@scope/c": { optionalDependencies: { e: "1" } },
    "node_modules/e": { dependencies: { "@scope/c": "1" } },
    "node_modules/unrelated": {},
  },
};

it("follows dependencies as Node finds them: the nearest first, in circles once", () => {
  expect(closureOf(["a"], lock)).toEqual([
    "node_modules/@scope/c",
    "node_modules/a",
    "node_modules/a/node_modules/b",
    "node_modules/a/node_modules/d",
    "node_modules/e",
  ]);
  expect(closureOf(["b"], lock)).toEqual(["node_modules/b", "node_modules/d"]);
  expect(closureOf([], lock)).toEqual([]);
});

it("names what the lock file lacks, and who wants it", () => {
  expect(() => closureOf(["f"], lock)).toThrow("The lock file has no f, which the package depends on.");
  expect(() => closureOf(["g"], { packages: { "node_modules/g": { dependencies: { h: "1" } } } })).toThrow(
    "The lock file has no h, which node_modules/g depends on.",
  );
});

it("a package's bytes are those of its files, without packages nested in it", () => {
  const folder = mkdtempSync(join(tmpdir(), "shardwright-bytes-"));
  try {
    for (const path of ["lib", "node_modules/other"]) mkdirSync(join(folder, path), { recursive: true });
    for (const path of ["a.js", "lib/b.js", "node_modules/other/c.js"]) writeFileSync(join(folder, path), "12345");
    expect(packageBytes(folder)).toBe(10);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
