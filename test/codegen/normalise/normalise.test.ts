import { describe, expect, it } from "vitest";
import { exampleService, readShapes, type Shapes } from "../small-model.js";
import { only, ref, service, shapeOf, structure } from "./normalised.js";

describe("the service", () => {
  it("is described by its traits", () => {
    const traits = {
      "aws.api#service": { sdkId: "My Cloud Logs", arnNamespace: "logs", endpointPrefix: "prefix" },
      "aws.protocols#awsQueryCompatible": {},
      "smithy.api#title": "Logs of mine",
      "smithy.api#documentation": " What it does. ",
    };
    expect(readShapes(exampleService([], {}, traits))).toMatchObject({
      sdkId: "My Cloud Logs",
      className: "MyCloudLogs",
      instanceName: "myCloudLogs",
      title: "Logs of mine",
      version: "2020-01-01",
      shapeName: "Example",
      signingName: "example",
      endpointPrefix: "prefix",
      jsonVersion: "1.1",
      queryCompatible: true,
      documentation: "What it does.",
    });
  });

  it("speaks awsJson 1.0 when that is its protocol", () => {
    const { "example#Example": shape } = exampleService([]);
    const { "aws.protocols#awsJson1_1": _, ...traits } = (
      shape as { traits: object & { "aws.protocols#awsJson1_1": object } }
    ).traits;
    const model = readShapes({
      "example#Example": { type: "service", version: "1", traits: { ...traits, "aws.protocols#awsJson1_0": {} } },
    });
    expect(model.jsonVersion).toBe("1.0");
  });

  it("has a digest that tells models apart, but not the order in which they were written", () => {
    const text = { type: "string", traits: { "smithy.api#sensitive": {}, "smithy.api#pattern": "a" } };
    const turned = { traits: { "smithy.api#pattern": "a", "smithy.api#sensitive": {} }, type: "string" };
    const digest = (shapes: Shapes): string => readShapes(shapes).sha256;
    const one = digest({ ...exampleService([]), "example#T": text });
    expect(digest({ "example#T": turned, ...exampleService([]) })).toBe(one);
    expect(digest({ ...exampleService([]), "example#T": { ...text, type: "blob", traits: {} } })).not.toBe(one);
  });
});

describe("operations", () => {
  it("without input or output get empty types of their own", () => {
    const model = readShapes({
      ...exampleService(["Bare", "Void"]),
      "example#Bare": { type: "operation" },
      "example#Void": { type: "operation", input: ref("smithy.api#Unit"), output: ref("smithy.api#Unit") },
    });
    expect([...model.shapes.keys()]).toEqual(["BareInput", "BareOutput", "VoidInput", "VoidOutput"]);
    expect(model.operations[0]?.input).toBe(model.shapes.get("BareInput"));
    expect(shapeOf(model, "VoidOutput")).toMatchObject({ direction: "output", members: [] });
  });

  it("carry what their traits say", () => {
    const waitable = {
      Done: { acceptors: [{ state: "success", matcher: { errorType: "example#Gone" } }], minDelay: 300, maxDelay: 400 },
      AllDone: { acceptors: [{ state: "retry", matcher: { success: false } }] },
    };
    const model = service(
      {
        "example#In": structure({
          Name: ref("smithy.api#String", { "smithy.rules#contextParam": { name: "NameParam" } }),
        }),
        "example#Gone": structure({ message: ref("smithy.api#String") }, { "smithy.api#error": "client" }),
      },
      {
        errors: [ref("example#Gone")],
        traits: {
          "smithy.api#deprecated": { since: "2020-01-01", message: "Use Other." },
          "smithy.api#optionalAuth": {},
          "smithy.api#readonly": {},
          "smithy.rules#staticContextParams": { Kind: { value: "data" } },
          "smithy.rules#operationContextParams": { Names: { path: "Name" } },
          "smithy.waiters#waitable": waitable,
          "shardwright#rateLimit": [
            { requests: 5, per: "second", scope: "stream", key: ["Name", "Name + Name"], source: "s" },
          ],
          "smithy.api#examples": [
            { title: "Good", input: { Name: "a" } },
            {
              title: "Bad",
              input: {},
              error: { shapeId: "example#Gone", content: { message: "no" } },
              allowInvalidInput: true,
            },
          ],
        },
      },
    );
    expect(only(model)).toMatchObject({
      name: "Do",
      methodName: "doOperation",
      fileName: "do",
      deprecated: "since 2020-01-01: Use Other.",
      optionalAuth: true,
      repeat: "harmless",
      faults: ["Gone"],
      staticContextParams: { Kind: "data" },
      contextParams: { NameParam: "Name" },
      operationContextParams: { Names: "Name" },
      rateLimits: [{ requests: 5, key: [["Name"], ["Name", "Name"]] }],
      waiters: [
        {
          name: "AllDone",
          methodName: "allDone",
          minDelay: 2,
          maxDelay: 120,
          acceptors: [{ state: "retry", matcher: { kind: "success", value: false } }],
        },
        { name: "Done", minDelay: 300, maxDelay: 400, acceptors: [{ matcher: { kind: "errorType", fault: "Gone" } }] },
      ],
      examples: [
        { title: "Good", input: { Name: "a" }, output: {} },
        { title: "Bad", error: { fault: "Gone", content: { message: "no" } }, allowInvalidInput: true },
      ],
    });
  });

  it("may duplicate unless something says that they do not", () => {
    const repeat = (traits: object): string => only(service({}, { traits })).repeat;
    expect(repeat({})).toBe("mayDuplicate");
    expect(repeat({ "smithy.api#idempotent": {} })).toBe("harmless");
    expect(repeat({ "smithy.api#idempotent": {}, "shardwright#retry": { repeat: "mayReportError" } })).toBe(
      "mayReportError",
    );
  });

  it("page by Smithy's trait or by ours", () => {
    const members = { Token: ref("smithy.api#String"), More: ref("smithy.api#Boolean"), Items: ref("example#Items") };
    const shapes = {
      "example#In": structure(members),
      "example#Out": structure(members),
      "example#Items": { type: "list", member: ref("smithy.api#String") },
    };
    const smithy = { inputToken: "Token", outputToken: "Token", items: "Items" };
    expect(only(service(shapes, { traits: { "smithy.api#paginated": smithy } })).pagination).toEqual({
      ...smithy,
      firstPageOnly: [],
    });
    const ours = { ...smithy, more: "More", firstPageOnly: ["More"] };
    const traits = { "shardwright#pagination": { ...ours, source: "s", note: "n" } };
    expect(only(service(shapes, { traits })).pagination).toEqual(ours);
  });

  it("know the member of an event stream, whose faults are not among its events", () => {
    const model = service({
      "example#Out": structure({ Events: ref("example#Stream", { "smithy.api#required": {} }) }),
      "example#Stream": {
        type: "union",
        members: { event: ref("example#Event"), failure: ref("example#Failure") },
        traits: { "smithy.api#streaming": {} },
      },
      "example#Event": structure({}),
      "example#Failure": structure({ message: ref("smithy.api#String") }, { "smithy.api#error": "server" }),
    });
    expect(only(model).eventStream).toEqual({ member: "Events", events: "Stream", initialResponse: false });
    expect(shapeOf(model, "Stream")).toMatchObject({
      streaming: true,
      members: [{ name: "event" }],
      faults: [{ member: "failure", fault: "Failure" }],
      endName: "StreamEnd",
      ends: [],
    });
    expect(model.shapes.has("Failure")).toBe(false);
    expect(model.faults.map(({ name }) => name)).toEqual(["Failure"]);
  });
});
