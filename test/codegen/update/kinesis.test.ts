import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readModel } from "../../../codegen/read-service-model.js";
import { planUpdate } from "../../../codegen/update/update.js";
import { applyPlans } from "../../../codegen/write.js";
import { type FileContent, type ModelFolder, modelFolder } from "./model-folder.js";

type Json = { [key: string]: unknown };

const published = (operations: 32 | 39): string =>
  join(import.meta.dirname, `fixtures/kinesis-${operations}.smithy.json`);
const ownModel = join(import.meta.dirname, "../../../model/kinesis");
const kinesis = (name: string): string => `com.amazonaws.kinesis#${name}`;

/** The model with 32 operations, cut into files as ours is, with documentation, examples and overlays. */
function folderOf32(): ModelFolder {
  const left = new Map(Object.entries(shapesIn(published(32))));
  const files: { [name: string]: FileContent } = {};
  for (const name of readdirSync(ownModel).filter((file) => !/^overlay-|^endpoint|^departures/.test(file))) {
    const ids = Object.keys(shapesIn(join(ownModel, name))).filter((id) => left.has(id));
    const shapes = Object.fromEntries(ids.map((id) => [id, documented(left.get(id) as Json, id)]));
    if (ids.length > 0) files[name] = { shapes };
    for (const id of ids) left.delete(id);
  }
  expect([...left.keys()]).toEqual([]);
  const rateLimit = [{ requests: 5, per: "second", scope: "account", source: "a guide" }];
  const pagination = { inputToken: "NextToken", outputToken: "NextToken", items: "Shards", source: "a package" };
  files["overlay-ours.json"] = {
    shapes: {
      [kinesis("AddTagsToStream")]: { type: "apply", traits: { "shardwright#rateLimit": rateLimit } },
      [kinesis("ListShards")]: { type: "apply", traits: { "shardwright#pagination": pagination } },
      [kinesis("GetShardIteratorOutput$ShardIterator")]: {
        type: "apply",
        traits: { "shardwright#lifetime": { seconds: 300, source: "a guide" } },
      },
    },
  };
  return modelFolder(files);
}

function shapesIn(file: string): { [id: string]: Json } {
  return JSON.parse(readFileSync(file, "utf8")).shapes ?? {};
}

function documented(shape: Json, id: string): Json {
  const words = (of: Json, what: string): Json => ({
    ...of,
    traits: { "smithy.api#documentation": `Ours: ${what}.`, ...(of.traits as Json) },
  });
  const members = Object.entries((shape.members ?? {}) as { [name: string]: Json });
  const withMembers =
    shape.members === undefined
      ? shape
      : { ...shape, members: Object.fromEntries(members.map(([name, member]) => [name, words(member, name)])) };
  return words(withMembers, id);
}

/** A model as JSON without what is ours: documentation, examples and the traits of our namespace. */
function facts(path: string): Json {
  const strip = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(strip);
    if (typeof node !== "object" || node === null) return node;
    const entries = Object.entries(node)
      .filter(([key]) => !/^shardwright#|^smithy\.api#(?:documentation|examples)$/.test(key))
      .map(([key, value]): [string, unknown] => [key, strip(value)])
      .filter(([key, value]) => key !== "traits" || Object.keys(value as object).length > 0);
    return Object.fromEntries(entries);
  };
  return strip(Object.fromEntries(readModel([path]).shapes)) as Json;
}

const marked = (text: string): number => text.split('"shardwright#undocumented": {}').length - 1;

describe("from 32 operations to 39", () => {
  let folder: ModelFolder;
  let before: { [name: string]: string };

  beforeAll(() => {
    folder = folderOf32();
    before = folder.texts();
    applyPlans([planUpdate(published(39), folder.path).plan]);
  });

  afterAll(() => folder[Symbol.dispose]());

  it("gives the published facts", () => {
    expect(facts(folder.path)).toEqual(facts(published(39)));
    expect(Object.keys(facts(folder.path))).toHaveLength(198);
  });

  it("keeps every word and every overlay of ours", () => {
    const text = Object.values(folder.texts()).join("");
    const words = Object.values(before).flatMap((file) => file.match(/"Ours: [^"]*"/g) ?? []);
    expect(words.length).toBeGreaterThan(300);
    expect(text.match(/"Ours: [^"]*"/g)?.toSorted()).toEqual(words.toSorted());
    expect(folder.texts()["overlay-ours.json"]).toBe(before["overlay-ours.json"]);
  });

  it("puts what is new to its kin", () => {
    const added = Object.entries(folder.texts()).flatMap(([name]) => {
      const known = Object.keys(JSON.parse(before[name] ?? "{}").shapes ?? {});
      const ids = Object.keys(folder.shapes(name)).filter((id) => !known.includes(id));
      return ids.length === 0 ? [] : [[name, ids.map((id) => id.split("#")[1]).join(" ")]];
    });
    expect(Object.fromEntries(added)).toEqual({
      "account.json":
        "DescribeAccountSettings DescribeAccountSettingsInput DescribeAccountSettingsOutput " +
        "MinimumThroughputBillingCommitmentInput MinimumThroughputBillingCommitmentInputStatus " +
        "MinimumThroughputBillingCommitmentOutput MinimumThroughputBillingCommitmentOutputStatus " +
        "UpdateAccountSettings UpdateAccountSettingsInput UpdateAccountSettingsOutput",
      "records.json": "UpdateMaxRecordSize UpdateMaxRecordSizeInput MaxRecordSizeInKiB",
      "streams.json":
        "UpdateStreamWarmThroughput UpdateStreamWarmThroughputInput UpdateStreamWarmThroughputOutput " +
        "NaturalIntegerObject StreamId WarmThroughputObject",
      "tags.json":
        "ListTagsForResource ListTagsForResourceInput ListTagsForResourceOutput " +
        "TagResource TagResourceInput UntagResource UntagResourceInput",
    });
  });

  it("marks what is new, and only that, as undocumented", () => {
    const tags = folder.shapes("tags.json");
    const mark = { "shardwright#undocumented": {} };
    expect(tags[kinesis("TagResource")]?.traits).toMatchObject(mark);
    expect(tags[kinesis("UntagResourceInput")]).toMatchObject({ members: { TagKeys: { traits: mark } }, traits: mark });
    expect(tags[kinesis("AddTagsToStreamInput")]).toMatchObject({
      members: { StreamId: { traits: mark }, Tags: { traits: { "smithy.api#documentation": "Ours: Tags." } } },
      traits: { "smithy.api#documentation": `Ours: ${kinesis("AddTagsToStreamInput")}.` },
    });
    expect(marked(JSON.stringify(tags[kinesis("AddTagsToStreamInput")]).replaceAll(":", ": "))).toBe(1);
    expect(marked(folder.texts()["common.json"] ?? "")).toBe(0);
  });

  it("leaves files alone in which nothing changes, and lines alone in the others", () => {
    const after = folder.texts();
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const same = Object.keys(after).filter((name) => after[name] === before[name]);
    expect(same).toEqual(["common.json", "faults.json", "overlay-ours.json"]);
    const linesOf = (text = ""): string[] => text.split("\n").map((line) => line.trim().replace(/,$/, ""));
    const lost = Object.keys(before).flatMap((name) => {
      const now = linesOf(after[name]);
      let at = 0;
      return linesOf(before[name]).filter((line) => {
        const found = now.indexOf(line, at);
        if (found !== -1) at = found + 1;
        return found === -1;
      });
    });
    // The largest record grew from 1 MiB to 10.
    expect(lost).toEqual(['"max": 1048576']);
  });

  it("changes nothing when it runs again", () => {
    const { plan, notes, marked: marks } = planUpdate(published(39), folder.path);
    expect(plan).toMatchObject({ missing: [], different: [], superfluous: [], unchanged: 11 });
    expect({ notes, marks }).toEqual({ notes: [], marks: 0 });
  });

  it("goes back as well, as far as our files allow", () => {
    applyPlans([planUpdate(published(32), folder.path).plan]);
    expect(facts(folder.path)).toEqual(facts(published(32)));
  });
});

describe("our own model", () => {
  it("is up to date with 39 operations, by its recorded departures alone", () => {
    using folder = modelFolder({});
    cpSync(ownModel, folder.path, { recursive: true });
    const model = JSON.parse(readFileSync(published(39), "utf8"));
    // The fixture has no endpoint rules: as if the publisher had taken ours over.
    for (const [file, trait] of [
      ["endpoints", "endpointRuleSet"],
      ["endpoint-tests", "endpointTests"],
    ] as const) {
      const { traits } = folder.shapes(`${file}.json`)[kinesis("Kinesis_20131202")] as { traits: Json };
      model.shapes[kinesis("Kinesis_20131202")].traits[`smithy.rules#${trait}`] = traits[`smithy.rules#${trait}`];
    }
    using other = modelFolder({ "published.json": model });
    const { plan, notes } = planUpdate(join(other.path, "published.json"), folder.path);
    expect(plan.different.map(({ path }) => path)).toEqual(["departures.json"]);
    expect(notes).toEqual(
      ["endpointRuleSet", "endpointTests"].map(
        (trait) =>
          `/shapes/${kinesis("Kinesis_20131202")}/traits/smithy.rules#${trait}: no departure any more, the published model has caught up`,
      ),
    );
  });
});

it("keeps the indentation of a file that it changes", () => {
  using folder = folderOf32();
  const tags = join(folder.path, "tags.json");
  writeFileSync(tags, `${JSON.stringify(JSON.parse(readFileSync(tags, "utf8")), undefined, 4)}\n`);
  applyPlans([planUpdate(published(39), folder.path).plan]);
  const text = folder.texts()["tags.json"] ?? "";
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), undefined, 4)}\n`);
});
