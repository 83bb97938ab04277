import { describe, expect, it } from "vitest";
import { checkModel } from "../../../codegen/validate/check-model.js";
import { exampleService, modelOf } from "../small-model.js";
import { check, operation, ref, text } from "./check-shapes.js";

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
