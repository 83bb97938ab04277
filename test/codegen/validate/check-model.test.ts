import { describe, expect, it } from "vitest";
import { checkModel } from "../../../codegen/validate/check-model.js";
import { exampleService, faultsOf, modelOf, type Shapes } from "../small-model.js";

const text = { type: "string" };
const ref = (target: string, traits?: object): object => ({ target, ...(traits === undefined ? {} : { traits }) });

/** Faults as `shape /pointer-below-the-shape: message`. */
function check(shapes: Shapes): string[] {
  return faultsOf(() => checkModel(modelOf(shapes))).map(({ file, shape, pointer, message }) => {
    expect(file).toBe("model.json");
    return `${shape ?? ""} ${pointer.replace(`/shapes/${shape}`, "")}: ${message}`;
  });
}

/** A service with one operation `Do` of the given traits. */
function operation(traits: object, input: object = {}, output: object = {}, more: Shapes = {}): Shapes {
  return {
    ...exampleService(["Do"]),
    "example#Do": { type: "operation", input: ref("example#In"), output: ref("example#Out"), traits },
    "example#In": { type: "structure", members: input },
    "example#Out": { type: "structure", members: output },
    "example#Text": text,
    "example#Flag": { type: "boolean" },
    "example#Count": { type: "integer" },
    "example#Texts": { type: "list", member: ref("example#Text") },
    ...more,
  };
}

it("passes a model without faults", () => {
  expect(() => checkModel(modelOf(operation({})))).not.toThrow();
});

describe("targets", () => {
  it("tells every reference that leads nowhere or to a shape of the wrong kind", () => {
    const faults = check({
      ...exampleService(["Do", "Gone"], { resources: [ref("example#Do")], errors: [ref("example#In")] }),
      "example#Do": {
        type: "operation",
        input: ref("example#Text"),
        output: ref("smithy.api#Strin"),
        errors: [ref("example#Text")],
      },
      "example#In": {
        type: "structure",
        members: { A: ref("example#B"), Do: ref("example#Do") },
        mixins: [ref("example#Text")],
      },
      "example#L": { type: "list", member: ref("example#Gone") },
      "example#M": { type: "map", key: ref("example#In"), value: ref("example#Gone") },
      "example#Text": text,
    });
    expect(faults).toEqual([
      "example#Do /errors/0/target: example#Text is a string, not a structure with the trait smithy.api#error",
      "example#Do /input/target: example#Text is a string, not a structure",
      "example#Do /output/target: no such shape: smithy.api#Strin",
      "example#Example /errors/0/target: example#In is a structure, not a structure with the trait smithy.api#error",
      "example#Example /operations/1/target: no such shape: example#Gone",
      "example#Example /resources/0/target: example#Do is an operation, not a resource",
      "example#In /members/A/target: no such shape: example#B",
      "example#In /members/Do/target: example#Do is an operation, not a shape for data",
      "example#In /mixins/0/target: example#Text is a string, not a mixin",
      "example#L /member/target: no such shape: example#Gone",
      "example#M /key/target: a map's key must be a string or an enum, which example#In is not",
      "example#M /value/target: no such shape: example#Gone",
    ]);
  });

  it("refuses a mixin of another type", () => {
    const mixin = { type: "union", members: { A: ref("smithy.api#String") }, traits: { "smithy.api#mixin": {} } };
    const shapes = {
      ...operation({}),
      "example#Mix": mixin,
      "example#S": { type: "structure", mixins: [ref("example#Mix")] },
    };
    expect(check(shapes)).toEqual(["example#S /mixins/0/target: example#Mix is a union, so no mixin of a structure"]);
  });

  it("refuses mixins that go in a circle", () => {
    const mixin = (of: string): object => ({
      type: "structure",
      mixins: [ref(of)],
      traits: { "smithy.api#mixin": {} },
    });
    const shapes = { ...operation({}), "example#A": mixin("example#B"), "example#B": mixin("example#A") };
    expect(check(shapes)).toEqual(["example#A /mixins: the mixins go in a circle"]);
  });
});

describe("traits", () => {
  it("refuses unknown traits by name, on shapes, members, elements, keys and values", () => {
    const faults = check({
      ...operation({ "other.place#strange": {} }),
      "example#L": { type: "list", member: ref("example#Text", { "shardwright#nonsense": {} }) },
      "example#M": {
        type: "map",
        key: ref("example#Text"),
        value: ref("example#Text", { "smithy.api#futureTrait": 1 }),
      },
      "example#S": { type: "structure", members: { X: ref("example#Text", { "aws.customizations#s3": {} }) } },
    });
    const because = "it may change the wire or the behaviour, so it is not passed over";
    expect(faults).toEqual([
      `example#Do /traits/other.place#strange: unknown trait other.place#strange: ${because}`,
      `example#L /member/traits/shardwright#nonsense: unknown trait shardwright#nonsense: ${because}`,
      `example#M /value/traits/smithy.api#futureTrait: unknown trait smithy.api#futureTrait: ${because}`,
      `example#S /members/X/traits/aws.customizations#s3: unknown trait aws.customizations#s3: ${because}`,
    ]);
  });

  it("passes over traits that mean nothing to a client that speaks awsJson", () => {
    const traits = {
      "aws.iam#actionName": "x",
      "aws.cloudformation#cfnResource": {},
      "smithy.api#xmlName": "x",
      "smithy.api#http": { method: "POST", uri: "/" },
      "smithy.test#httpRequestTests": [],
      "smithy.openapi#specificationExtension": {},
      "aws.api#controlPlane": {},
    };
    expect(() => checkModel(modelOf(operation(traits)))).not.toThrow();
  });
});

describe("members", () => {
  it("refuses empty unions, enums without values or with doubles, and names that differ in case alone", () => {
    const value = (enumValue: unknown): object => ref("smithy.api#Unit", { "smithy.api#enumValue": enumValue });
    const faults = check({
      ...operation({}),
      "example#E": { type: "enum", members: { A: value("a"), B: value("a"), C: value(3) } },
      "example#I": { type: "intEnum", members: { A: value(1), B: value("2"), C: ref("smithy.api#Unit") } },
      "example#None": { type: "enum", members: {} },
      "example#S": { type: "structure", members: { name: ref("example#Text"), Name: ref("example#Text") } },
      "example#U": { type: "union", members: {} },
    });
    expect(faults).toEqual([
      "example#E /members/B: has the same value as A",
      "example#E /members/C/traits/smithy.api#enumValue: must be a string",
      "example#I /members/B/traits/smithy.api#enumValue: must be a number",
      "example#I /members/C: a member of an intEnum needs the trait smithy.api#enumValue",
      "example#None /members: an enum needs at least one member",
      "example#S /members/Name: differs from the member name in case alone",
      "example#U /members: a union needs at least one member",
    ]);
  });
});

describe("constraints", () => {
  it("refuses those without a meaning, and bounds out of order", () => {
    const faults = check({
      ...operation({}),
      "example#A": { type: "boolean", traits: { "smithy.api#length": { min: 1 } } },
      "example#B": { type: "string", traits: { "smithy.api#length": { min: 2, max: 1 }, "smithy.api#pattern": "[" } },
      "example#C": { type: "structure", members: { N: ref("example#Text", { "smithy.api#range": { min: 1 } }) } },
      "example#D": { type: "double", traits: { "smithy.api#range": { min: 0.5, max: 0.25 } } },
    });
    expect(faults).toEqual([
      "example#A /traits/smithy.api#length: smithy.api#length has no meaning on a shape of type boolean",
      "example#B /traits/smithy.api#length: min 2 is greater than max 1",
      "example#C /members/N/traits/smithy.api#range: smithy.api#range has no meaning on a shape of type string",
      "example#D /traits/smithy.api#range: min 0.5 is greater than max 0.25",
    ]);
  });
});

describe("the service", () => {
  it("must be there, and be one", () => {
    expect(check({ "example#Text": text })).toEqual([" : the model has no service"]);
    const second = { "example#Second": exampleService([])["example#Example"] };
    expect(check({ ...exampleService([]), ...second })).toEqual([
      "example#Example : the model has several services: example#Example, example#Second; --service says which one is meant",
      "example#Second : the model has several services: example#Example, example#Second; --service says which one is meant",
    ]);
  });

  it("must have an sdkId, a protocol that is supported, and no signature but SigV4", () => {
    const traits = {
      "aws.protocols#restJson1": {},
      "aws.protocols#awsQueryCompatible": {},
      "smithy.api#httpBearerAuth": {},
    };
    expect(check({ "example#Example": { type: "service", traits } })).toEqual([
      "example#Example /traits: the service needs the trait aws.api#service, for its sdkId",
      "example#Example /traits: the service speaks aws.protocols#restJson1; this generator writes aws.protocols#awsJson1_0 and aws.protocols#awsJson1_1",
      "example#Example /traits: the service takes only smithy.api#httpBearerAuth; this generator's clients sign with SigV4 alone",
    ]);
  });

  it("may speak other protocols besides", () => {
    const shapes = exampleService([], {}, { "smithy.protocols#rpcv2Cbor": {}, "aws.protocols#awsQuery": {} });
    expect(() => checkModel(modelOf(shapes))).not.toThrow();
  });

  it("renames only shapes that are there", () => {
    expect(check(exampleService([], { rename: { "example#Gone": "Here" } }))).toEqual([
      "example#Example /rename/example#Gone: no such shape: example#Gone",
    ]);
  });
});

describe("operations", () => {
  it("refuses signatures other than SigV4", () => {
    expect(check(operation({ "smithy.api#auth": ["smithy.api#httpBearerAuth"] }))).toEqual([
      "example#Do /traits/smithy.api#auth: the operation takes only smithy.api#httpBearerAuth; clients sign with SigV4 alone",
    ]);
  });

  it("refuses streams of bytes, event streams in inputs, and several streams", () => {
    const streams = {
      "example#Bytes": { type: "blob", traits: { "smithy.api#streaming": {} } },
      "example#Events": { type: "union", members: { A: ref("example#In2") }, traits: { "smithy.api#streaming": {} } },
      "example#In2": { type: "structure", members: {} },
    };
    const faults = check(
      operation({}, { E: ref("example#Events") }, { B: ref("example#Bytes"), E: ref("example#Events") }, streams),
    );
    expect(faults).toEqual([
      "example#Do /input: E is an event stream in an input, which is not supported",
      "example#Do /output: B is a stream of bytes, which awsJson does not have",
      "example#Do /output: has several streams: B, E",
    ]);
    expect(() => checkModel(modelOf(operation({}, {}, { E: ref("example#Events") }, streams)))).not.toThrow();
  });

  it("checks the labels of a host prefix and the paths of endpoint parameters", () => {
    const traits = {
      "smithy.api#endpoint": { hostPrefix: "{Name}-{Other}." },
      "smithy.rules#operationContextParams": {
        A: { path: "Names[*].Gone" },
        B: { path: "Gone" },
        C: { path: "Names[0" },
      },
    };
    const faults = check(
      operation(traits, { Name: ref("example#Text", { "smithy.api#hostLabel": {} }), Names: ref("example#Texts") }),
    );
    expect(faults).toEqual([
      "example#Do /traits/smithy.api#endpoint/hostPrefix: {Other} is no member of the input with the trait smithy.api#hostLabel",
      "example#Do /traits/smithy.rules#operationContextParams/A/path: Names[*].Gone: there is no member Gone",
      "example#Do /traits/smithy.rules#operationContextParams/B/path: Gone: there is no member Gone",
      expect.stringContaining("/traits/smithy.rules#operationContextParams/C/path: Names[0 is no JMESPath expression"),
    ]);
  });
});

describe("pagination", () => {
  const input = { Token: ref("example#Text"), Size: ref("example#Count") };
  const output = { Token: ref("example#Text"), Items: ref("example#Texts") };

  it("follows every path, and wants both tokens", () => {
    const paginated = { inputToken: "Toke", items: "Token", pageSize: "Token" };
    expect(check(operation({ "smithy.api#paginated": paginated }, input, output))).toEqual([
      "example#Do /traits/smithy.api#paginated: outputToken is given neither by the operation nor by the service",
      "example#Do /traits/smithy.api#paginated/inputToken: Toke: there is no member Toke",
      "example#Do /traits/smithy.api#paginated/items: Token leads to a shape of type string; expected list, set, map",
      "example#Do /traits/smithy.api#paginated/pageSize: Token leads to a shape of type string; expected integer, short, byte, long",
    ]);
  });

  it("takes what is missing from the service", () => {
    const shapes = operation({ "smithy.api#paginated": { items: "Items" } }, input, output);
    const service = exampleService(
      ["Do"],
      {},
      { "smithy.api#paginated": { inputToken: "Token", outputToken: "Token" } },
    );
    expect(() => checkModel(modelOf({ ...shapes, ...service }))).not.toThrow();
  });

  it("holds our own trait to the same rules, and to being the only one", () => {
    const ours = {
      inputToken: "Token",
      outputToken: "Items[-1].Id",
      items: "Items",
      more: "Token",
      firstPageOnly: ["Gone"],
      source: "s",
    };
    const traits = {
      "smithy.api#paginated": { inputToken: "Token", outputToken: "Token" },
      "shardwright#pagination": ours,
    };
    expect(check(operation(traits, input, output))).toEqual([
      "example#Do /traits/shardwright#pagination: the operation already has smithy.api#paginated",
      "example#Do /traits/shardwright#pagination/firstPageOnly/0: there is no member Gone",
      "example#Do /traits/shardwright#pagination/more: Token leads to a shape of type string; expected boolean",
      "example#Do /traits/shardwright#pagination/outputToken: Items[-1].Id: there is no member Id",
    ]);
  });
});

describe("waiters", () => {
  it("checks names, delays and paths", () => {
    const acceptor = (matcher: object): object => ({ acceptors: [{ state: "success", matcher }] });
    const path = (text: string): object => ({ path: text, expected: "x", comparator: "stringEquals" });
    const waitable = {
      lower: acceptor({ success: true }),
      Delay: { ...acceptor({ success: true }), minDelay: 200 },
      Path: acceptor({ output: path("A.B") }),
      Slice: acceptor({ output: path("A[0:1]") }),
      Both: acceptor({ inputOutput: path("input.Name == output.Gone") }),
      Filter: acceptor({ output: path("A[?Gone == 'x']") }),
      Fine: acceptor({ inputOutput: path("length(output.A[?@ == 'x']) > `0` && input.Name == 'x'") }),
    };
    const prefix = "example#Do /traits/smithy.waiters#waitable";
    expect(
      check(
        operation({ "smithy.waiters#waitable": waitable }, { Name: ref("example#Text") }, { A: ref("example#Texts") }),
      ),
    ).toEqual([
      `${prefix}/Both/acceptors/0/matcher/inputOutput/path: input.Name == output.Gone: there is no member Gone`,
      `${prefix}/Delay: minDelay 200 is greater than maxDelay 120`,
      `${prefix}/Filter/acceptors/0/matcher/output/path: A[?Gone == 'x']: there is no member Gone`,
      `${prefix}/Path/acceptors/0/matcher/output/path: A.B: there is no member B`,
      `${prefix}/Slice/acceptors/0/matcher/output/path: A[0:1] uses Slice, which this generator does not support in paths`,
      `${prefix}/lower: a waiter's name is letters and digits with a capital first`,
    ]);
  });
});

describe("our own traits", () => {
  it("name members, faults and waiters that are there", () => {
    const traits = {
      "shardwright#rateLimit": [
        { requests: 5, per: "second", scope: "stream", key: ["Name", "Name+Gone"], source: "s" },
        { requests: 5, per: "second", scope: "account", key: ["Name"], source: "s" },
      ],
      "shardwright#payloadLimit": { entries: "Entries", counted: ["Data", "Count", "Gone"], source: "s" },
      "shardwright#settles": { waiter: "Never", source: "s" },
    };
    const more = {
      "example#Entries": { type: "list", member: ref("example#Entry") },
      "example#Entry": { type: "structure", members: { Data: ref("smithy.api#Blob"), Count: ref("example#Count") } },
    };
    const input = {
      Name: ref("example#Text", { "shardwright#lifetime": { seconds: 1, fault: "example#In", source: "s" } }),
      Entries: ref("example#Entries"),
    };
    const faults = check(operation(traits, input, {}, more));
    expect(faults).toEqual([
      "example#Do /traits/shardwright#payloadLimit/counted/1: Count has no bytes to count",
      "example#Do /traits/shardwright#payloadLimit/counted/2: there is no member Gone",
      "example#Do /traits/shardwright#rateLimit/0/key/1: there is no member Gone in the input",
      "example#Do /traits/shardwright#rateLimit/1/key: a limit of the whole account has no key",
      "example#Do /traits/shardwright#settles/waiter: the service has no waiter Never",
      "example#In /members/Name/traits/shardwright#lifetime/fault: example#In is no fault",
    ]);
  });

  it("stand where they mean something", () => {
    const shapes = {
      ...operation({ "shardwright#retryable": { classification: "transient", source: "s" } }),
      "example#Text": { type: "string", traits: { "shardwright#retry": { repeat: "harmless" } } },
    };
    expect(check(shapes)).toEqual([
      "example#Do /traits/shardwright#retryable: belongs to a fault",
      "example#Text /traits/shardwright#retry: belongs to an operation",
    ]);
  });

  it("wants the entries of a payload limit to be a list of structures", () => {
    const traits = { "shardwright#payloadLimit": { entries: "Names", counted: ["Data"], source: "s" } };
    expect(check(operation(traits, { Names: ref("example#Texts") }))).toEqual([
      "example#Do /traits/shardwright#payloadLimit/entries: Names is no list of structures in the input",
    ]);
  });
});
