/** The sizes that the packages may have. What they are beside the rival's: `npm run bench -- bundle installed-size`. */
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundleSize, onePutRecord } from "../bench/sizes/bundle-size.js";
import { packageBytes } from "../bench/sizes/closure.js";
import { installedSize } from "../bench/sizes/installed-size.js";
import { type ConsumerProject, packedPackage } from "./support/packed-package.js";

/**
 * What was measured last, in bytes unless the name says otherwise. Each may grow by {@link headroom}. These are the sizes of
 * today, not the goals: whoever makes something smaller writes the new figure here.
 */
const measured = {
  "bundle of one operation for Node, min + gzip": 24_091,
  "bundle of one operation for browsers, min + gzip": 21_841,
  tarball: 122_526,
  "unpacked package": 562_049,
  "JavaScript of the package": 272_715,
  "declarations of the package": 265_109,
  "installed, --omit=optional": 562_049,
  "installed packages, --omit=optional": 1,
  "tarball of the generator": 168_174,
  "unpacked generator": 1_018_042,
};

/** For what is still to come, a compiler's next version, and small mends. */
const headroom = 0.05;

let project: ConsumerProject;
beforeAll(() => {
  project = packedPackage();
}, 120_000);
afterAll(() => rmSync(project.folder, { recursive: true, force: true }));

const sizes: { readonly [name in keyof typeof measured]: () => number | Promise<number> } = {
  "bundle of one operation for Node, min + gzip": async () =>
    (await bundleSize(onePutRecord.shardwright, project.folder, "node")).gzipped,
  "bundle of one operation for browsers, min + gzip": async () =>
    (await bundleSize(onePutRecord.shardwright, project.folder, "browser")).gzipped,
  tarball: () => statSync(project.tarball).size,
  "unpacked package": () => packageBytes(installedFolder("shardwright")),
  "JavaScript of the package": () => bytesOf(".js"),
  "declarations of the package": () => bytesOf(".d.ts"),
  "installed, --omit=optional": () => installedSize(project.folder, false).bytes,
  "installed packages, --omit=optional": () => installedSize(project.folder, false).packages,
  "tarball of the generator": () => statSync(project.generatorTarball).size,
  "unpacked generator": () => packageBytes(installedFolder("shardwright-codegen")),
};

function installedFolder(name: string): string {
  return join(project.folder, "node_modules", name);
}

/** The bytes of the package's files whose names end so. */
function bytesOf(ending: string): number {
  const files = readdirSync(installedFolder("shardwright"), { recursive: true, encoding: "utf8" });
  const found = files.filter((name) => name.endsWith(ending));
  return found.reduce((sum, name) => sum + statSync(join(installedFolder("shardwright"), name)).size, 0);
}

it.each(Object.keys(measured) as (keyof typeof measured)[])("%s is within its budget", async (name) => {
  const size = await sizes[name]();
  const budget = Math.floor(measured[name] * (1 + headroom));
  expect(
    size,
    `${name}: ${size}, over the budget of ${budget}. Find out what grew (npm pack --dry-run lists the files, ` +
      "esbuild --bundle --metafile the modules of a bundle); if it is worth it, write the new figure into test/sizes.test.ts " +
      "and say in the commit what it buys.",
  ).toBeLessThanOrEqual(budget);
});

it.each(["node", "browser"] as const)(
  "a bundle for %s has nothing that its program does not reach",
  async (platform) => {
    const { text } = await bundleSize(onePutRecord.shardwright, project.folder, platform);
    // What modules that the program does not reach make when they are loaded: paginators, waiters, MD5, frames of events.
    expect(text).not.toMatch(/startingToken|maxWaitTime|Math\.sin|event-type/);
    // What esbuild wraps modules in that have to wait for somebody to load them.
    expect(text).not.toMatch(/=\(\w,\w,\w\)=>\(\)=>\{/);
    expect(text.split("new TextDecoder").length - 1, "a strict and a lenient decoder").toBe(2);
  },
);
