import { describe, expect, it } from "vitest";
import { checkModel } from "../../../codegen/validate/check-model.js";
import { exampleService, faultsOf, modelOf, type Shapes } from "../small-model.js";

const ref = (target: string, traits: object = {}): object => ({ target, traits });
const structure = (members: object, traits: object = {}): object => ({ type: "structure", members, traits });
const required = { "aws.api#clientDiscoveredEndpoint": { required: true } };
const optional = { "aws.api#clientDiscoveredEndpoint": { required: false } };

function model(discovery: object | undefined, doTraits: object, more: Shapes = {}): Shapes {
  return {
    ...exampleService(
      ["Do", "Tell"],
      {},
      discovery === undefined ? {} : { "aws.api#clientEndpointDiscovery": discovery },
    ),
    "example#Do": { type: "operation", input: ref("example#DoInput"), traits: doTraits },
    "example#DoInput": structure({}),
    "example#Tell": { type: "operation", input: ref("example#TellInput"), output: ref("example#TellOutput") },
    "example#TellInput": structure({ Operation: ref("smithy.api#String") }),
    "example#TellOutput": structure({ Endpoints: ref("example#Endpoints") }),
    "example#Endpoints": { type: "list", member: ref("example#Endpoint") },
    "example#Endpoint": structure({
      Address: ref("smithy.api#String"),
      CachePeriodInMinutes: ref("smithy.api#Long"),
    }),
    "example#Moved": structure({}, { "smithy.api#error": "client" }),
    ...more,
  };
}

function check(shapes: Shapes): string[] {
  return faultsOf(() => checkModel(modelOf(shapes))).map(
    ({ shape, pointer, message }) => `${shape} ${pointer.replace(`/shapes/${shape}`, "")}: ${message}`,
  );
}

const tell = { operation: "example#Tell", error: "example#Moved" };
const at = "example#Example /traits/aws.api#clientEndpointDiscovery";

describe("endpoint discovery", () => {
  it("passes where an operation tells endpoints", () => {
    expect(() => checkModel(modelOf(model(tell, required)))).not.toThrow();
  });

  it("is needed where an operation requires it, and only there", () => {
    expect(check(model(undefined, required))).toEqual([
      "example#Do /traits/aws.api#clientDiscoveredEndpoint: needs aws.api#clientEndpointDiscovery on the service",
    ]);
    expect(() => checkModel(modelOf(model(undefined, optional)))).not.toThrow();
    expect(() => checkModel(modelOf(model({ operation: "example#Gone" }, {})))).not.toThrow();
  });

  it("names an operation of the service and a fault", () => {
    expect(check(model({ operation: "example#Gone" }, optional))).toEqual([
      `${at}/operation: example#Gone is no operation of the service`,
    ]);
    expect(check(model({ ...tell, error: "example#Endpoint" }, required))).toEqual([
      `${at}/error: example#Endpoint is no fault of the model`,
    ]);
  });

  it("takes no more than clients know, and tells what they need", () => {
    const shapes = {
      "example#TellInput": structure({ Name: ref("smithy.api#String", { "smithy.api#required": {} }) }),
      "example#Endpoint": structure({ Address: ref("smithy.api#Integer") }),
    };
    expect(check(model(tell, required, shapes))).toEqual([
      `${at}/operation: example#Tell requires the input member Name, which a client that discovers cannot give`,
      `${at}/operation: example#Tell tells no Address, a string, of an endpoint`,
      `${at}/operation: example#Tell tells no CachePeriodInMinutes, a long, of an endpoint`,
    ]);
    expect(check(model(tell, required, { "example#TellOutput": structure({}) }))).toEqual([
      `${at}/operation: example#Tell has no list Endpoints in its output`,
    ]);
  });

  it("is not itself discovered", () => {
    const told = { type: "operation", output: ref("example#TellOutput"), traits: optional };
    expect(check(model(tell, required, { "example#Tell": told }))).toEqual([
      `${at}/operation: example#Tell would have to be discovered itself`,
    ]);
  });

  it("goes by members that are strings", () => {
    const id = { "aws.api#clientEndpointDiscoveryId": {} };
    const input = structure({ Name: ref("smithy.api#String", id), Count: ref("smithy.api#Integer", id) });
    expect(check(model(tell, required, { "example#DoInput": input }))).toEqual([
      "example#Do : the input member Count identifies an endpoint, but is no string",
    ]);
  });
});
