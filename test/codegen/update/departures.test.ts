import { describe, expect, it } from "vitest";
import {
  depart,
  departures,
  folder,
  publish,
  refused,
  shape,
  shapes,
  text,
  update,
  useFolders,
} from "./update-folders.js";

useFolders();

describe("departures", () => {
  const place = "/shapes/example#Name/traits/smithy.api#pattern";
  const ours = (): void => void folder.write("service.json", { shapes: shapes({ "example#Name": text("^b$") }) });

  it("keep ours as long as the published model says what it said", () => {
    ours();
    depart({ at: place, kind: "correction", published: "^a$", reason: "r" });
    const before = folder.texts();
    expect(update().notes).toEqual([]);
    expect(folder.texts()).toEqual(before);
  });

  it("without one, the published model counts", () => {
    ours();
    update();
    expect(shape("Name")).toEqual(text("^a$"));
  });

  it("of kind correction want a decision when the published model changes", () => {
    ours();
    depart({ at: place, kind: "correction", published: "^a$", reason: "r" });
    publish(shapes({ "example#Name": text("^c$") }));
    expect(refused()).toEqual([
      `departures.json /metadata/shardwright.departures/0: the model departs from the published one at ${place}, which now says "^c$" instead of "^a$"; decide, then bring "published" up to date or remove the entry`,
    ]);
  });

  it("of kind ahead give way when the published model says something new, and are struck", () => {
    ours();
    depart(
      { at: place, kind: "ahead", published: "^a$", reason: "r" },
      { at: "/metadata/x", kind: "leftOut", reason: "r" },
    );
    publish(shapes({ "example#Name": text("^c$") }), { x: 1 });
    expect(update().notes).toEqual([`${place}: no departure any more, the published model has caught up`]);
    expect(shape("Name")).toEqual(text("^c$"));
    expect(departures()).toEqual([{ at: "/metadata/x", kind: "leftOut", reason: "r" }]);
  });

  it("keep shapes of ours with all that they need, their references and what is applied to them", () => {
    const more = {
      "example#PutThing": {
        type: "operation",
        input: { target: "example#PutThingInput" },
        errors: [{ target: "example#Bad" }],
      },
      "example#PutThingInput": { type: "structure", members: { Kind: { target: "example#Kind" } } },
      "example#Kind": { type: "string" },
      "example#Bad": { type: "structure", traits: { "smithy.api#error": "client" } },
      "example#Unused": { type: "string" },
    };
    folder.write("service.json", { shapes: shapes(more, ["GetThing", "PutThing"]) });
    folder.write("overlay-ours.json", {
      shapes: { "example#PutThing": { type: "apply", traits: { "shardwright#retry": { repeat: "harmless" } } } },
    });
    const spare = { at: "/shapes/example#Spare", kind: "ahead", reason: "newer, and used by nothing yet" };
    folder.write("spare.json", { shapes: { "example#Spare": { type: "string" } } });
    depart({ at: "/shapes/example#PutThing", kind: "ahead", reason: "newer" }, spare);
    update();
    expect(shape("Spare", "spare.json")).toEqual({ type: "string" });
    const { "example#Unused": _, ...kept } = shapes(more, ["GetThing", "PutThing"]);
    expect(folder.shapes("service.json")).toEqual(kept);

    publish(shapes({ ...more, "example#Kind": text("^k$") }, ["GetThing", "PutThing"]));
    expect(update().notes).toEqual([
      "/shapes/example#PutThing: no departure any more, the published model has caught up",
    ]);
    expect(shape("Kind")).toEqual(text("^k$"));
    expect(departures()).toEqual([spare]);
  });

  it("leave out what is of no use, for every shape with a star", () => {
    depart(
      { at: "/shapes/*/traits/smithy.test#smokeTests", kind: "leftOut", reason: "r" },
      { at: "/shapes/example#PutThing", kind: "leftOut", reason: "r" },
    );
    const operation = { type: "operation", input: { target: "example#GetThingInput" } };
    const smoke = { ...operation, traits: { "smithy.test#smokeTests": [] } };
    publish(shapes({ "example#GetThing": smoke, "example#PutThing": operation }, ["GetThing", "PutThing"]));
    const before = folder.texts();
    expect(update().notes).toEqual([]);
    expect(folder.texts()).toEqual(before);
  });

  it("name entries of lists of references by their target", () => {
    const bad = { "example#Bad": { type: "structure", traits: { "smithy.api#error": "client" } } };
    const operation = { type: "operation", input: { target: "example#GetThingInput" } };
    const raising = { ...operation, errors: [{ target: "example#Bad" }] };
    folder.write("service.json", { shapes: shapes({ ...bad, "example#GetThing": raising }) });
    publish(shapes(bad));
    depart({ at: "/shapes/example#GetThing/errors/example#Bad", kind: "correction", reason: "seen" });
    update();
    expect(shape("GetThing")).toEqual(raising);
  });

  it.each([
    [{ at: "/x", kind: "ahead", reason: "r" }, '"at" must be a pointer into /shapes or /metadata'],
    [{ at: "/shapes/a#B", kind: "other", reason: "r" }, '"kind" must be one of "ahead", "correction", "leftOut"'],
    [{ at: "/shapes/a#B", kind: "ahead" }, '"reason" is missing'],
    [{ at: "/shapes/a#B", kind: "ahead", reason: "r", why: 1 }, 'unknown property "why"'],
    [
      { at: "/shapes/a#B", kind: "ahead", reason: "r", publishedSha256: "x" },
      '"publishedSha256" must be 64 hexadecimal digits',
    ],
  ])("that are none are refused: %j", (entry, message) => {
    depart(entry);
    expect(refused()).toEqual([`departures.json /metadata/shardwright.departures/0: ${message}`]);
  });
});
