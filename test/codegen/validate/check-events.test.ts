import { describe, expect, it } from "vitest";
import { checkFiles } from "../../../codegen/validate/check-files.js";
import { checkModel } from "../../../codegen/validate/check-model.js";
import { exampleService, faultsOf, file, modelOf, type Shapes } from "../small-model.js";

const ref = (target: string, traits?: object): object => ({ target, ...(traits === undefined ? {} : { traits }) });
const header = { "smithy.api#eventHeader": {} };
const payload = { "smithy.api#eventPayload": {} };

function model(event: object, traits: object = {}): Shapes {
  return {
    ...exampleService(["Do"]),
    "example#Do": { type: "operation", output: ref("example#Out") },
    "example#Out": { type: "structure", members: { Events: ref("example#Stream") } },
    "example#Stream": {
      type: "union",
      members: { event: ref("example#Event"), failure: ref("example#Failure") },
      traits: { "smithy.api#streaming": {}, ...traits },
    },
    "example#Event": event,
    "example#Failure": { type: "structure", members: {}, traits: { "smithy.api#error": "client" } },
    "example#Names": { type: "list", member: ref("smithy.api#String") },
  };
}

function check(event: object, traits?: object): string[] {
  return faultsOf(() => checkModel(modelOf(model(event, traits)))).map(
    ({ pointer, message }) => `${pointer.replace("/shapes/example#", "")}: ${message}`,
  );
}

describe("events", () => {
  it("may have members in headers, and one of them as payload", () => {
    const members = {
      Kind: ref("smithy.api#String", header),
      At: ref("smithy.api#Timestamp", header),
      Content: ref("smithy.api#Blob", payload),
    };
    expect(() => checkModel(modelOf(model({ type: "structure", members })))).not.toThrow();
    const { Content: _, ...headers } = members;
    const rest = { ...headers, Names: ref("example#Names") };
    expect(() => checkModel(modelOf(model({ type: "structure", members: rest })))).not.toThrow();
  });

  it("have nothing in a place where it cannot be", () => {
    const members = {
      Names: ref("example#Names", header),
      Count: ref("smithy.api#Integer", payload),
      Second: ref("smithy.api#Blob", payload),
      Loose: ref("smithy.api#String"),
    };
    expect(check({ type: "structure", members })).toEqual([
      "Event/members/Count/traits/smithy.api#eventPayload: does not fit an integer",
      "Event/members/Loose: has no place in the event, whose payload is Count",
      "Event/members/Names/traits/smithy.api#eventHeader: does not fit a list",
      "Event/members/Second: is a second payload of the event",
    ]);
  });

  it("are structures", () => {
    expect(check({ type: "string" })).toEqual([
      "Stream/members/event/target: an event must be a structure, which example#Event is not",
    ]);
  });
});

describe("ends of event streams", () => {
  const event = { type: "structure", members: { Last: ref("smithy.api#String") } };
  const ends = (...rules: object[]): object => ({
    "shardwright#streamEnds": rules.map((rule) => ({ source: "here", ...rule })),
  });

  it("are marked by an event's member or by a fault", () => {
    const traits = ends({ reason: "complete", event: "event", member: "Last" }, { reason: "taken", fault: "failure" });
    expect(() => checkModel(modelOf(model(event, traits)))).not.toThrow();
  });

  it("name what there is, for what it is, with a word of their own", () => {
    const traits = ends(
      { reason: "expired", event: "event", member: "Last" },
      { reason: "a", event: "gone", member: "Last" },
      { reason: "b", event: "event", member: "Gone" },
      { reason: "c", event: "failure", member: "Last" },
      { reason: "d", fault: "event" },
    );
    const at = (index: number, name: string): string => `Stream/traits/shardwright#streamEnds/${index}/${name}`;
    expect(check(event, traits)).toEqual([
      `${at(0, "reason")}: expired has a meaning for every event stream`,
      `${at(1, "event")}: there is no member gone in the event stream`,
      `${at(2, "member")}: there is no member Gone in event`,
      `${at(3, "event")}: failure is a fault, not an event`,
      `${at(4, "fault")}: event is an event, no fault`,
    ]);
  });

  it("belong to event streams", () => {
    const shape = { ...event, traits: ends({ reason: "a", fault: "failure" }) };
    expect(check(shape)).toEqual(["Event/traits/shardwright#streamEnds: belongs to an event stream"]);
  });

  it("have one kind of mark", () => {
    for (const rule of [
      { reason: "a", fault: "failure", event: "event" },
      { reason: "a", event: "event" },
      { reason: "not a word", fault: "failure" },
    ]) {
      const [fault] = faultsOf(() => checkFiles([file(model(event, ends(rule)))]));
      expect(fault?.pointer).toContain("/shapes/example#Stream/traits/shardwright#streamEnds");
    }
    expect(() => checkFiles([file(model(event, ends({ reason: "a", fault: "failure" })))])).not.toThrow();
  });
});
