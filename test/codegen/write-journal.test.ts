import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { applyPlans, type Disk, type FolderPlan } from "../../codegen/write.js";
import { recoverFolder } from "../../codegen/write-journal.js";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shardwright-journal-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

type Tree = { [path: string]: string };

const before: Tree = { "a.ts": "old a", "deep/b.ts": "old b", "gone.ts": "gone", "manifest.json": "old" };
const after: Tree = { "a.ts": "new a", "deep/b.ts": "new b", "manifest.json": "new", "new/c.ts": "c" };

function fill(files: Tree): void {
  rmSync(folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function tree(): Tree {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(files.sort().map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

const files = (...paths: string[]): { path: string; text: string }[] =>
  paths.map((path) => ({ path, text: after[path] ?? "" }));

const plan = (): FolderPlan => ({
  folder,
  missing: files("new/c.ts"),
  different: files("a.ts", "deep/b.ts", "manifest.json"),
  superfluous: ["gone.ts"],
  unchanged: 0,
});

/** A disk that is gone after so many changes, as for a process that is killed: nothing can be undone. */
function dyingDisk(changesLeft: number): Disk {
  let left = changesLeft;
  function mortal<Arguments extends readonly unknown[]>(change: (...given: Arguments) => void) {
    return (...given: Arguments): void => {
      if (left-- <= 0) throw new Error("killed");
      change(...given);
    };
  }
  return {
    makeFolder: mortal((path: string) => void mkdirSync(path, { recursive: true })),
    write: mortal((path: string, text: string) => writeFileSync(path, text)),
    rename: mortal(renameSync),
    remove: mortal((path: string) => rmSync(path, { force: true })),
  };
}

it("gives the old tree or the new one, whenever the run before was killed", () => {
  const seen = { old: 0, new: 0 };
  for (let changes = 0; ; changes++) {
    fill(before);
    let killed = false;
    try {
      applyPlans([plan()], dyingDisk(changes));
    } catch {
      killed = true;
    }
    expect(recoverFolder(folder)).toBe(killed && changes > 1);
    const now = tree();
    if (now["a.ts"] === "old a") expect(now).toEqual(before);
    else expect(now).toEqual(after);
    seen[now["a.ts"] === "old a" ? "old" : "new"]++;
    if (!killed) break;
  }
  // Writes and moves, and then what is set aside goes.
  expect(seen.old).toBeGreaterThan(12);
  expect(seen.new).toBeGreaterThan(3);
});

it("does nothing in a folder without leftovers, and in none", () => {
  fill(before);
  expect(recoverFolder(folder)).toBe(false);
  expect(tree()).toEqual(before);
  expect(recoverFolder(join(folder, "none"))).toBe(false);
});

it("removes nothing outside of its folder, whatever a journal says", () => {
  fill({ "inside/.shardwright-journal": '{"added":["../precious.ts","/etc/x","mine.ts"]}', "precious.ts": "p" });
  expect(recoverFolder(join(folder, "inside"))).toBe(true);
  expect(tree()).toEqual({ "precious.ts": "p" });
});
