import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ModelError, UsageError } from "../../../codegen/errors.js";
import { loadModelFiles } from "../../../codegen/load/load.js";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shardwright-load-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe("loadModelFiles", () => {
  it("reads a folder's JSON files at any depth in the order of their names, and nothing else", () => {
    put("b.json", '"b"');
    put("a.json", '"a"');
    put("deep/c.json", '"c"');
    put("README.md", "no model");
    expect(loadModelFiles([folder])).toEqual([
      { file: `${folder}/a.json`, json: "a" },
      { file: `${folder}/b.json`, json: "b" },
      { file: `${folder}/deep/c.json`, json: "c" },
    ]);
  });

  it("reads a file once that is named twice, with and without a slash after its folder", () => {
    put("a.json", "1");
    expect(loadModelFiles([`${folder}/`, folder, `${folder}/a.json`])).toHaveLength(1);
  });

  it("tells every file that is no JSON, with its place", () => {
    put("a.json", "{\n]");
    put("b.json", "[]");
    put("c.json", "nothing");
    let faults: unknown;
    try {
      loadModelFiles([folder]);
    } catch (error) {
      faults = error instanceof ModelError ? error.faults : error;
    }
    expect(faults).toEqual([
      { file: `${folder}/a.json`, pointer: "", message: "not JSON: expected a string at line 2, column 1" },
      { file: `${folder}/c.json`, pointer: "", message: "not JSON: expected a value at line 1, column 1" },
    ]);
  });

  it("refuses a path that is not there and a folder without models", () => {
    expect(() => loadModelFiles([join(folder, "none.json")])).toThrow(UsageError);
    expect(() => loadModelFiles([join(folder, "none.json")])).toThrow("none.json: no such file or folder");
    expect(() => loadModelFiles([folder])).toThrow("the folder holds no *.json file");
  });
});
