/**
 * Both packages as npm installs them from their tarballs, outside the repository. Nothing is downloaded: what they depend
 * on is linked from this repository's node_modules, and npm has an empty cache and no network.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ConsumerProject, packedPackage, run } from "./support/packed-package.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const [client, generator] = ["", "codegen"].map((folder) =>
  JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")),
);

let packed: ConsumerProject;
let folder = "";

beforeAll(() => {
  packed = packedPackage();
  folder = mkdtempSync(join(tmpdir(), "shardwright-install-"));
}, 120_000);

afterAll(() => {
  rmSync(packed.folder, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

/** A new project with these dependencies, in which npm has installed them. */
function install(dependencies: Readonly<Record<string, string>>, options: readonly string[]): string {
  const project = mkdtempSync(join(folder, "project-"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, dependencies }));
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error"];
  run("npm", ["install", "--offline", "--cache", join(folder, "cache"), ...quiet, ...options], project);
  return project;
}

function packagesOf(project: string): string[] {
  return readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith("."));
}

function shardwright(project: string, args: readonly string[]): { status: number | null; out: string; error: string } {
  const program = join(project, "node_modules", ".bin", "shardwright");
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: project, encoding: "utf8" });
  return { status, out: stdout, error: stderr };
}

describe("without optional dependencies", () => {
  let project = "";
  beforeAll(() => {
    project = install({ shardwright: `file:${packed.tarball}` }, ["--omit=optional"]);
  }, 60_000);

  it("there is one package, with neither generator nor model", () => {
    expect(packagesOf(project)).toEqual(["shardwright"]);
    const installed = join(project, "node_modules", "shardwright");
    expect(readdirSync(installed).sort()).toEqual(["LICENSE", "README.md", "dist", "package.json"]);
    expect(readdirSync(join(installed, "dist")).sort()).toEqual([
      "chunks",
      "command",
      "generated",
      "runtime",
      "streams",
    ]);
  });

  it("the client is there", () => {
    const script = 'import { Kinesis } from "shardwright/client"; console.log(Kinesis.name)';
    expect(run("node", ["--input-type=module", "-e", script], project)).toBe("Kinesis\n");
  });

  it.each([[["generate", "--model", "model.json", "--out", "out"]], [["--help"]]])(
    "the program says in one line what to install: %j",
    (args) => {
      expect(shardwright(project, args)).toEqual({
        status: 2,
        out: "",
        error: `shardwright: the generator, an optional dependency, is not installed: npm install --save-dev shardwright-codegen@${client.version}\n`,
      });
    },
  );
});

describe("with the generator", () => {
  let project = "";
  let dependencies: Readonly<Record<string, string>> = {};
  beforeAll(() => {
    const theirs = Object.keys({ ...client.optionalDependencies, ...generator.dependencies });
    dependencies = {
      ...Object.fromEntries(theirs.map((name) => [name, `file:${join(root, "node_modules", name)}`])),
      // Instead of the link to the sources.
      [generator.name]: `file:${packed.generatorTarball}`,
      shardwright: `file:${packed.tarball}`,
    };
    project = install(dependencies, []);
  }, 60_000);

  it("one copy of each package satisfies whoever depends on it", () => {
    const scopes = Object.keys(dependencies).map((name) => name.split("/")[0]);
    expect(packagesOf(project).sort()).toEqual([...new Set(scopes)].sort());
    for (const name of ["shardwright", generator.name]) {
      expect(existsSync(join(project, "node_modules", name, "node_modules"))).toBe(false);
    }
  });

  it("the program generates a client from the model that comes along", () => {
    const model = join("node_modules", generator.name, "model");
    const args = ["generate", "--model", join(model, "kinesis"), "--out", "out"];
    expect(shardwright(project, args)).toMatchObject({ status: 0, error: "" });
    expect(readFileSync(join(project, "out", "client.ts"), "utf8")).toContain('from "shardwright/runtime"');
    expect(shardwright(project, [...args, "--check"])).toMatchObject({ status: 0 });
  }, 60_000);

  it("the program writes what this repository's sources write", () => {
    const out = join(project, "compared");
    const runtime = ["--runtime", "../../runtime/for-generated.js", "--command", "npm run generate"];
    const model = join("node_modules", generator.name, "model", "kinesis");
    expect(shardwright(project, ["generate", "--model", model, "--out", "compared", ...runtime]).status).toBe(0);
    const names = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    expect(names.length).toBeGreaterThan(50);
    for (const name of names) {
      const expected = readFileSync(join(root, "generated", "kinesis", name), "utf8");
      expect(readFileSync(join(out, name), "utf8") === expected, name).toBe(true);
    }
  }, 60_000);

  it("the program's exit codes and both of its streams are the generator's", () => {
    expect(shardwright(project, ["--help"])).toMatchObject({ status: 0, error: "" });
    expect(shardwright(project, ["lint", join("node_modules", generator.name, "model", "kinesis")])).toMatchObject({
      status: 0,
      error: "",
    });
    expect(shardwright(project, ["no-such-command"])).toEqual({
      status: 2,
      out: "",
      error: "shardwright: unknown command no-such-command; see shardwright --help\n",
    });
  });
});

it("both packages have one version, and the client asks for exactly this one", () => {
  expect(generator.version).toBe(client.version);
  expect(client.optionalDependencies[generator.name]).toBe(client.version);
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  expect([packages[""].version, packages.codegen.version]).toEqual([client.version, client.version]);
});
