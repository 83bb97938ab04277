import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../../codegen/errors.js";
import { planUpdate } from "../../../codegen/update/update.js";
import { applyPlans } from "../../../codegen/write.js";
import { folder, publish, publishedPath, refused, shapes, text, useFolders } from "./update-folders.js";

useFolders();

describe("refuses", () => {
  it("a model of another service", () => {
    const other = JSON.parse(JSON.stringify(shapes()).replaceAll("example#", "other#"));
    publish(other);
    expect(refused).toThrow(
      new UsageError(`the published model is of other#Example, but ${folder.path} holds example#Example`),
    );
  });

  it("a published model with faults, and a folder with faults", () => {
    publish(shapes({ "example#Name": { type: "list", member: { target: "example#None" } } }));
    expect(refused()).toEqual([expect.stringMatching(/^new\.json .*example#None/)]);
    publish(shapes());
    folder.write("broken.json", { shapes: { "example#X": { type: "list", member: { target: "example#None" } } } });
    expect(refused()).toEqual([expect.stringMatching(/^broken\.json .*example#None/)]);
  });
});

it("works on a model that is one file", () => {
  const file = join(folder.path, "service.json");
  publish(shapes({ "example#Name": text("^c$") }));
  applyPlans([planUpdate(publishedPath(), file).plan]);
  expect(JSON.parse(readFileSync(file, "utf8")).shapes["example#Name"]).toEqual(text("^c$"));
});
