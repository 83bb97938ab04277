import { exampleService, type Shapes } from "../../small-model.js";
import { doing, member } from "../diff-shapes.js";
import { type Judgement, judge } from "./both-ways.js";

const string = member("String");
const required = member("String", { "smithy.api#required": {} });
const plain = doing({});

/** A trait that the operation gets. */
function trait(what: string, traits: object, forth: string[], back: string[] = forth): Judgement {
  return [what, plain, doing({ traits }), forth, back];
}

function service(more: object, traits: object = {}, shapes: Shapes = plain): Shapes {
  const original = shapes["example#Example"] as { readonly traits: object };
  return { ...shapes, "example#Example": { ...original, ...more, traits: { ...original.traits, ...traits } } };
}

function named(sdkId: string): Shapes {
  return service({}, { "aws.api#service": { sdkId, endpointPrefix: "example" }, "smithy.api#title": "Example" });
}

function without(shapes: Shapes, id: string): Shapes {
  return Object.fromEntries(Object.entries(shapes).filter(([name]) => name !== id));
}

function paging(paginated: object | undefined) {
  return {
    input: { Token: string, Max: member("Integer"), Other: member("Integer") },
    output: { Token: string, Items: member("example#Names"), Others: member("example#Names") },
    shapes: { "example#Names": { type: "list", member: string } },
    traits: paginated === undefined ? {} : { "smithy.api#paginated": paginated },
  };
}

function waiting(waiters: object) {
  return doing({ output: { State: string }, traits: { "smithy.waiters#waitable": waiters } });
}
const up = [{ state: "success", matcher: { output: { path: "State", expected: "up", comparator: "stringEquals" } } }];
const tokens = { inputToken: "Token", outputToken: "Token" };

judge([
  [
    "an operation more",
    plain,
    { ...plain, ...exampleService(["Do", "More"]), "example#More": { type: "operation" } },
    ["addition operation-added"],
    ["breaking operation-removed"],
  ],
  [
    "an operation of a resource",
    plain,
    {
      ...service({ operations: [], resources: [{ target: "example#Thing" }] }),
      "example#Thing": { type: "resource", operations: [{ target: "example#Do" }] },
    },
    [],
    [],
  ],
  [
    "an operation of another namespace",
    plain,
    { ...without(service({ operations: [{ target: "other#Do" }] }), "example#Do"), "other#Do": plain["example#Do"] },
    [],
    [],
  ],
  [
    "an input that becomes nothing",
    doing({ input: { A: string } }),
    doing({ input: { A: string }, operation: { input: { target: "smithy.api#Unit" } } }),
    ["breaking member-removed input"],
    ["addition member-added input"],
  ],
  [
    "an input with a required member where there was nothing",
    doing({ input: { A: required }, operation: { input: undefined } }),
    doing({ input: { A: required } }),
    ["breaking member-added input"],
    ["breaking member-removed input"],
  ],
  [
    "members by a mixin",
    doing({ input: { A: string } }),
    {
      ...plain,
      "example#DoInput": { type: "structure", members: {}, mixins: [{ target: "example#Mixin" }] },
      "example#Mixin": { type: "structure", members: { A: string }, traits: { "smithy.api#mixin": {} } },
    },
    [],
    [],
  ],
  trait("read only", { "smithy.api#readonly": {} }, ["behaviour repeat-changed"]),
  trait("idempotent", { "smithy.api#idempotent": {} }, ["behaviour repeat-changed"]),
  trait(
    "deprecated",
    { "smithy.api#deprecated": {} },
    ["behaviour deprecation-added"],
    ["documentation deprecation-removed"],
  ),
  trait("words", { "smithy.api#documentation": "Does." }, ["documentation documentation-changed"]),
  trait("an example", { "smithy.api#examples": [{ title: "One", input: {} }] }, ["documentation examples-changed"]),
  trait("an HTTP binding", { "smithy.api#http": { method: "POST", uri: "/x", code: 200 } }, []),
  trait("tags", { "smithy.api#tags": ["a"] }, []),
  trait("a suppression", { "smithy.api#suppress": ["x"] }, []),
  trait("compression", { "smithy.api#requestCompression": { encodings: ["gzip"] } }, ["behaviour compression-changed"]),
  trait("a checksum", { "smithy.api#httpChecksumRequired": {} }, ["behaviour checksum-changed"]),
  trait("a body that is not signed", { "aws.auth#unsignedPayload": {} }, ["behaviour payload-signing-changed"]),
  trait(
    "no need of credentials",
    { "smithy.api#auth": [] },
    ["behaviour authentication-changed"],
    ["breaking authentication-changed"],
  ),
  trait(
    "credentials at will",
    { "smithy.api#optionalAuth": {} },
    ["behaviour authentication-changed"],
    ["breaking authentication-changed"],
  ),
  trait("a host prefix", { "smithy.api#endpoint": { hostPrefix: "data." } }, ["behaviour host-prefix-changed"]),
  trait(
    "a rate limit",
    { "shardwright#rateLimit": [{ requests: 5, per: "second", scope: "account", source: "this test" }] },
    ["behaviour rate-limit-changed"],
  ),
  [
    "a version",
    plain,
    service({ version: "2021-01-01" }),
    ["breaking service-version-changed"],
    ["breaking service-version-changed"],
  ],
  [
    "a name that no class shows",
    named("Example"),
    named("Exam ple"),
    ["behaviour service-id-changed"],
    ["behaviour service-id-changed"],
  ],
  [
    "a name that the class shows",
    named("Example"),
    named("Sample"),
    ["breaking service-renamed"],
    ["breaking service-renamed"],
  ],
  ["another protocol besides", plain, service({}, { "smithy.protocols#rpcv2Cbor": {} }), [], []],
  [
    "codes of the query protocol",
    plain,
    service({}, { "aws.protocols#awsQueryCompatible": {} }),
    ["behaviour query-compatibility-changed"],
    ["behaviour query-compatibility-changed"],
  ],
  ["an XML namespace", plain, service({}, { "smithy.api#xmlNamespace": { uri: "http://x" } }), [], []],
  [
    "a paginator",
    doing(paging(undefined)),
    doing(paging(tokens)),
    ["addition pagination-added"],
    ["breaking pagination-removed"],
  ],
  [
    "items of a paginator",
    doing(paging(tokens)),
    doing(paging({ ...tokens, items: "Items" })),
    ["behaviour pagination-changed"],
    ["breaking pagination-changed"],
  ],
  [
    "other items",
    doing(paging({ ...tokens, items: "Items" })),
    doing(paging({ ...tokens, items: "Others" })),
    ["breaking pagination-changed"],
    ["breaking pagination-changed"],
  ],
  [
    "a page size",
    doing(paging(tokens)),
    doing(paging({ ...tokens, pageSize: "Max" })),
    ["behaviour pagination-changed"],
    ["behaviour pagination-changed"],
  ],
  [
    "tokens that the service tells for all",
    doing(paging(tokens)),
    service({}, { "smithy.api#paginated": tokens }, doing(paging({}))),
    [],
    [],
  ],
  [
    "a waiter",
    doing({ output: { State: string } }),
    waiting({ Up: { acceptors: up } }),
    ["addition waiter-added"],
    ["breaking waiter-removed"],
  ],
  [
    "a waiter's pauses, said or meant",
    waiting({ Up: { acceptors: up } }),
    waiting({ Up: { acceptors: up, minDelay: 2, maxDelay: 120 } }),
    [],
    [],
  ],
  [
    "a waiter that is deprecated",
    waiting({ Up: { acceptors: up } }),
    waiting({ Up: { acceptors: up, deprecated: true } }),
    ["behaviour deprecation-added"],
    ["documentation deprecation-removed"],
  ],
]);
