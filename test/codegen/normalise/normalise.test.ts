import { describe, expect, it } from "vitest";
import type { MemberModel, OperationModel, ServiceModel, ShapeModel } from "../../../codegen/service-model.js";
import { exampleService, readShapes, type Shapes } from "../small-model.js";

const ref = (target: string, traits?: object): object => ({ target, ...(traits === undefined ? {} : { traits }) });
const structure = (members: object, traits: object = {}): object => ({ type: "structure", members, traits });

/** A service with the operation `Do`; shapes it needs may be overridden. */
function service(shapes: Shapes, operation: object = {}): ServiceModel {
  return readShapes({
    ...exampleService(["Do"]),
    "example#Do": { type: "operation", input: ref("example#In"), output: ref("example#Out"), ...operation },
    "example#In": structure({}),
    "example#Out": structure({}),
    ...shapes,
  });
}

function only(model: ServiceModel): OperationModel {
  const [operation] = model.operations;
  if (operation === undefined) throw new Error("there is no operation");
  return operation;
}

function shapeOf(model: ServiceModel, name: string): ShapeModel {
  const shape = model.shapes.get(name);
  if (shape === undefined) throw new Error(`there is no ${name} among ${[...model.shapes.keys()].join(", ")}`);
  return shape;
}

function memberOf(model: ServiceModel, shape: string, name: string): MemberModel {
  const found = shapeOf(model, shape);
  const member = "members" in found ? found.members.find((candidate) => candidate.name === name) : undefined;
  if (member === undefined) throw new Error(`${shape} has no ${name}`);
  return member;
}

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

describe("faults", () => {
  it("are told by side, status, retry and wire names, their message apart from their members", () => {
    const error = { "smithy.api#error": "server" };
    const model = service(
      {
        "example#Slow": structure(
          { Message: ref("smithy.api#String"), After: ref("smithy.api#Integer") },
          { ...error, "smithy.api#httpError": 503, "smithy.api#retryable": { throttling: true } },
        ),
        "example#Query": structure(
          {},
          {
            "smithy.api#error": "client",
            "aws.protocols#awsQueryError": { code: "Old.Code", httpResponseCode: 400 },
            "shardwright#retryable": { classification: "transient", source: "s" },
          },
        ),
      },
      { errors: [ref("example#Slow"), ref("example#Query")] },
    );
    expect(model.faults).toMatchObject([
      { name: "Query", side: "client", httpStatus: 400, queryCode: "Old.Code", retryable: true, throttling: false },
      {
        name: "Slow",
        side: "server",
        httpStatus: 503,
        retryable: true,
        throttling: true,
        messageMember: "Message",
        structure: { members: [{ name: "After" }] },
      },
    ]);
  });

  it("that another structure holds as a value have a type besides their class", () => {
    const model = service(
      {
        "example#Out": structure({ Last: ref("example#Failure") }),
        "example#Failure": structure({ Code: ref("smithy.api#String") }, { "smithy.api#error": "client" }),
      },
      { errors: [ref("example#Failure")] },
    );
    expect(model.faults[0]?.name).toBe("Failure");
    const { type } = memberOf(model, "Out", "Last");
    expect(type).toMatchObject({ kind: "structure", name: "ExampleFailure" });
    expect(shapeOf(model, "ExampleFailure")).toMatchObject({ shapeName: "Failure" });
  });
});

describe("directions", () => {
  const both = (members: object, shapes: Shapes = {}): ServiceModel =>
    service({
      "example#In": structure({ S: ref("example#S") }),
      "example#Out": structure({ S: ref("example#S") }),
      "example#S": structure(members),
      ...shapes,
    });

  it("a shape that looks the same both ways is there once, in its output's form", () => {
    const model = both({ Text: ref("smithy.api#String"), When: ref("smithy.api#Timestamp") });
    expect([...model.shapes.keys()]).toEqual(["In", "Out", "S"]);
    expect(shapeOf(model, "S")).toMatchObject({ direction: "output" });
  });

  it.each<[string, object, Shapes]>([
    ["a blob", { X: ref("smithy.api#Blob") }, {}],
    [
      "an enum in a list",
      { X: ref("example#L") },
      {
        "example#L": { type: "list", member: ref("example#E") },
        "example#E": { type: "enum", members: { A: ref("smithy.api#Unit") } },
      },
    ],
    ["a union", { X: ref("example#U") }, { "example#U": { type: "union", members: { A: ref("smithy.api#String") } } }],
    ["a default", { X: ref("smithy.api#Integer", { "smithy.api#default": 0 }) }, {}],
    ["an idempotency token", { X: ref("smithy.api#String", { "smithy.api#idempotencyToken": {} }) }, {}],
    ["a blob further down", { X: ref("example#T") }, { "example#T": structure({ Y: ref("smithy.api#Blob") }) }],
  ])("a shape with %s is there twice", (_, members, shapes) => {
    const model = both(members, shapes);
    expect(shapeOf(model, "S")).toMatchObject({ direction: "input", shapeName: "S" });
    expect(shapeOf(model, "SOutput")).toMatchObject({ direction: "output", shapeName: "S" });
    expect(memberOf(model, "In", "S").type).toMatchObject({ name: "S" });
    expect(memberOf(model, "Out", "S").type).toMatchObject({ name: "SOutput" });
  });

  it("a recursive union is there twice, each referring to itself", () => {
    const model = both(
      { V: ref("example#V") },
      {
        "example#V": { type: "union", members: { L: ref("example#Vs"), B: ref("smithy.api#Blob") } },
        "example#Vs": { type: "list", member: ref("example#V") },
      },
    );
    expect(memberOf(model, "V", "L").type).toMatchObject({ kind: "list", element: { kind: "union", name: "V" } });
    expect(memberOf(model, "VOutput", "L").type).toMatchObject({
      kind: "list",
      element: { kind: "union", name: "VOutput" },
    });
  });

  it("a default named <Name>Output does not take the name of a shape of the model", () => {
    const model = both(
      { X: ref("smithy.api#Blob") },
      {
        "example#Out": structure({ S: ref("example#S"), T: ref("example#SOutput") }),
        "example#SOutput": structure({}),
      },
    );
    expect(shapeOf(model, "SOutput")).toMatchObject({ shapeName: "SOutput" });
    expect(shapeOf(model, "SOutputShape")).toMatchObject({ shapeName: "S", direction: "output" });
  });
});

describe("members", () => {
  it("merge the constraints of member and target, the member's first", () => {
    const model = service({
      "example#In": structure({
        A: ref("example#Text"),
        B: ref("example#Text", { "smithy.api#length": { max: 5 }, "smithy.api#sensitive": {} }),
        C: ref("example#Tags"),
      }),
      "example#Text": { type: "string", traits: { "smithy.api#length": { min: 1 }, "smithy.api#pattern": "^a" } },
      "example#Tags": { type: "set", member: ref("example#Text") },
    });
    expect(memberOf(model, "In", "A").type).toEqual({
      kind: "string",
      sensitive: false,
      constraints: { length: { min: 1 }, pattern: "^a" },
    });
    expect(memberOf(model, "In", "B").type).toEqual({
      kind: "string",
      sensitive: true,
      constraints: { length: { max: 5 }, pattern: "^a" },
    });
    expect(memberOf(model, "In", "C").type).toMatchObject({
      kind: "list",
      sparse: false,
      constraints: { uniqueItems: true },
    });
  });

  it("are required or optional as each direction needs them", () => {
    const required = { "smithy.api#required": {} };
    const members = {
      Plain: ref("smithy.api#String", required),
      Token: ref("smithy.api#String", { ...required, "smithy.api#idempotencyToken": {} }),
      Client: ref("smithy.api#String", { ...required, "smithy.api#clientOptional": {} }),
      Optional: ref("smithy.api#String"),
    };
    const model = service({ "example#In": structure(members), "example#Out": structure(members) });
    const required2 = (shape: string): string[] =>
      Object.keys(members).filter((name) => memberOf(model, shape, name).required);
    expect(required2("In")).toEqual(["Plain", "Client"]);
    expect(required2("Out")).toEqual(["Plain", "Token"]);
  });

  it("have the defaults that a client fills in, and no others", () => {
    const withDefault = (value: unknown, more: object = {}): object =>
      ref("smithy.api#Integer", { "smithy.api#default": value, ...more });
    const members = {
      Zero: withDefault(0),
      None: withDefault(null),
      Later: withDefault(1, { "smithy.api#addedDefault": {} }),
      Client: withDefault(2, { "smithy.api#clientOptional": {} }),
    };
    const model = service({
      "example#In": structure({ ...members, S: ref("example#S") }, { "smithy.api#input": {} }),
      "example#Out": structure(members),
      "example#S": structure(members),
    });
    const defaults = (shape: string): unknown[] =>
      Object.keys(members).map((name) => memberOf(model, shape, name).default);
    expect(defaults("In")).toEqual([undefined, undefined, undefined, undefined]);
    expect(defaults("S")).toEqual([0, undefined, undefined, undefined]);
    expect(defaults("Out")).toEqual([0, undefined, undefined, undefined]);
  });

  it("have the timestamp format of member, shape or protocol", () => {
    const format = (value: string): object => ({ "smithy.api#timestampFormat": value });
    const model = service({
      "example#In": structure({
        A: ref("smithy.api#Timestamp"),
        B: ref("example#When"),
        C: ref("example#When", format("http-date")),
      }),
      "example#When": { type: "timestamp", traits: format("date-time") },
    });
    expect(["A", "B", "C"].map((name) => memberOf(model, "In", name).type)).toMatchObject([
      { format: "epoch-seconds" },
      { format: "date-time" },
      { format: "http-date" },
    ]);
  });
});
