import { describe, expect, it } from "vitest";
import { exampleService, readShapes, type Shapes } from "../small-model.js";
import { memberOf, only, ref, service, shapeOf, structure } from "./normalised.js";

describe("event streams", () => {
  const shapes = (traits: object = {}): Shapes => ({
    "example#Out": structure({
      Id: ref("smithy.api#String"),
      Events: ref("example#Stream", { "shardwright#lifetime": { seconds: 300, source: "here" } }),
      Summary: ref("example#StreamEnd"),
    }),
    "example#Stream": {
      type: "union",
      members: { event: ref("example#Event"), failure: ref("example#Failure") },
      traits: { "smithy.api#streaming": {}, ...traits },
    },
    "example#StreamEnd": structure({}),
    "example#Event": structure({
      Kind: ref("smithy.api#String", { "smithy.api#eventHeader": {} }),
      Content: ref("smithy.api#Blob", { "smithy.api#eventPayload": {} }),
    }),
    "example#Failure": structure({}, { "smithy.api#error": "server" }),
  });

  it("are always there, live for a time, and bind members of their events", () => {
    const model = service(shapes());
    expect(only(model).eventStream).toEqual({
      member: "Events",
      events: "Stream",
      initialResponse: true,
      lifetime: 300,
    });
    expect(memberOf(model, "Out", "Events").required).toBe(true);
    expect(memberOf(model, "Out", "Id").required).toBe(false);
    expect(shapeOf(model, "ExampleEvent")).toMatchObject({
      members: [{ eventBinding: "header" }, { eventBinding: "payload" }],
    });
  });

  it("have ends with the model's words for them, and a type name that nothing else has", () => {
    const ends = [
      { reason: "complete", event: "event", member: "Kind", source: "here", note: "all was read." },
      { reason: "broken", fault: "failure", source: "here" },
    ];
    expect(shapeOf(service(shapes({ "shardwright#streamEnds": ends })), "Stream")).toMatchObject({
      endName: "StreamEndShape",
      ends: [
        { reason: "complete", mark: { event: "event", member: "Kind" }, note: "all was read." },
        { reason: "broken", mark: { fault: "failure" } },
      ],
    });
  });
});

describe("the protocol of event streams", () => {
  it.each([
    [{ "aws.protocols#awsJson1_1": { http: ["http/1.1", "h2"], eventStreamHttp: ["h2"] } }, "h2"],
    [{ "aws.protocols#awsJson1_1": { http: ["h2", "http/1.1"] } }, "h2"],
    [{ "aws.protocols#awsJson1_1": { eventStreamHttp: ["http/1.1", "h2"] } }, "http/1.1"],
    [{ "aws.protocols#awsJson1_1": {} }, "http/1.1"],
    [{ "aws.protocols#awsJson1_1": {}, "aws.protocols#awsJson1_0": { eventStreamHttp: ["h2"] } }, "http/1.1"],
  ])("is the first that the protocol trait names: %j", (traits, protocol) => {
    expect(readShapes(exampleService([], {}, traits)).eventStreamProtocol).toBe(protocol);
  });
});
