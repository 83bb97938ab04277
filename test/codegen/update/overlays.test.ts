import { describe, expect, it } from "vitest";
import { folder, type Json, publish, refused, shapes, update, useFolders } from "./update-folders.js";

useFolders();

describe("overlays", () => {
  const overlay = (traits: Json, id = "example#GetThing"): string =>
    folder.write("overlay-ours.json", { shapes: { [id]: { type: "apply", traits } } });

  it("stay, with what they say otherwise than the publisher, which is told", () => {
    overlay({ "smithy.api#deprecated": { since: "ours" }, "shardwright#retry": { repeat: "harmless" } });
    const before = folder.texts();
    const operation = { type: "operation", input: { target: "example#GetThingInput" } };
    publish(shapes({ "example#GetThing": { ...operation, traits: { "smithy.api#deprecated": {} } } }));
    expect(update().notes).toEqual([
      expect.stringContaining("overlay-ours.json: example#GetThing keeps its own smithy.api#deprecated"),
    ]);
    expect(folder.texts()).toEqual(before);
  });

  it("with pagination of ours keep the publisher's away, of which an operation cannot have both", () => {
    const paged = (member: string): Json => ({
      type: "structure",
      members: { Next: { target: "smithy.api#String" }, [member]: { target: "example#Names" } },
    });
    const more = {
      "example#GetThing": {
        type: "operation",
        input: { target: "example#GetThingInput" },
        output: { target: "example#GetThingOutput" },
      },
      "example#GetThingInput": paged("Old"),
      "example#GetThingOutput": paged("Names"),
      "example#Names": { type: "list", member: { target: "smithy.api#String" } },
    };
    folder.write("service.json", { shapes: shapes(more) });
    overlay({ "shardwright#pagination": { inputToken: "Next", outputToken: "Next", items: "Names", source: "s" } });
    const theirs = { "smithy.api#paginated": { inputToken: "Next", outputToken: "Next" } };
    publish(shapes({ ...more, "example#GetThing": { ...more["example#GetThing"], traits: theirs } }));
    const before = folder.texts();
    expect(update().notes).toEqual([]);
    expect(folder.texts()).toEqual(before);
  });

  it("that apply to what is gone are refused, each by name", () => {
    folder.write("overlay-ours.json", {
      shapes: {
        "example#GetThingInput$Note": {
          type: "apply",
          traits: { "shardwright#lifetime": { seconds: 1, source: "s" } },
        },
        "example#Gone": { type: "apply", traits: { "shardwright#retry": { repeat: "harmless" } } },
      },
    });
    const gone = { "example#Gone": { type: "operation" } };
    folder.write("service.json", { shapes: shapes(gone, ["Gone", "GetThing"]) });
    const input = { type: "structure", members: { Name: { target: "example#Name" } } };
    publish(shapes({ "example#GetThingInput": input }));
    expect(refused()).toEqual([
      "overlay-ours.json /shapes/example#GetThingInput$Note: applies shardwright#lifetime to what the published model no longer has; remove it, or record a departure",
      "overlay-ours.json /shapes/example#Gone: applies shardwright#retry to what the published model no longer has; remove it, or record a departure",
    ]);
  });

  it("that speak of what is gone are refused as well", () => {
    overlay({ "shardwright#rateLimit": [{ requests: 1, per: "second", scope: "stream", key: ["Note"], source: "s" }] });
    publish(shapes({ "example#GetThingInput": { type: "structure", members: { Name: { target: "example#Name" } } } }));
    expect(refused()).toEqual([
      "overlay-ours.json /shapes/example#GetThing/traits/shardwright#rateLimit/0/key/0: there is no member Note in the input",
    ]);
  });
});
