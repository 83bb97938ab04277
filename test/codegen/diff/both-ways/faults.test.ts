import { doing, member } from "../diff-shapes.js";
import { judge } from "./both-ways.js";

const string = member("String");

/** A service whose operation raises one fault. */
function raising(members: object, traits: object = {}) {
  return doing({
    operation: { errors: [{ target: "example#Gone" }] },
    shapes: { "example#Gone": { type: "structure", members, traits: { "smithy.api#error": "client", ...traits } } },
  });
}

/** The same fault, named by the service for all its operations. */
function raisedByAll() {
  const shapes = raising({});
  const service = shapes["example#Example"] as object;
  const operation = shapes["example#Do"] as object;
  return {
    ...shapes,
    "example#Example": { ...service, errors: [{ target: "example#Gone" }] },
    "example#Do": { ...operation, errors: [] },
  };
}

const changed = ["behaviour fault-changed"];
const plain = raising({});

judge([
  ["a message, which every error has", plain, raising({ message: string }), [], []],
  ["another spelling of the message", raising({ message: string }), raising({ Message: string }), [], []],
  [
    "a message that must be there",
    raising({ message: string }),
    raising({ message: member("String", { "smithy.api#required": {} }) }),
    [],
    [],
  ],
  [
    "a member more",
    plain,
    raising({ Code: string }),
    ["addition member-added output"],
    ["breaking member-removed output"],
  ],
  ["retried", plain, raising({}, { "smithy.api#retryable": {} }), changed, changed],
  [
    "throttling",
    raising({}, { "smithy.api#retryable": {} }),
    raising({}, { "smithy.api#retryable": { throttling: true } }),
    changed,
    changed,
  ],
  ["another status", plain, raising({}, { "smithy.api#httpError": 404 }), changed, changed],
  ["the status that its side means anyway", plain, raising({}, { "smithy.api#httpError": 400 }), [], []],
  ["the other side at fault", plain, raising({}, { "smithy.api#error": "server" }), changed, changed],
  [
    "a code of the query protocol",
    plain,
    raising({}, { "aws.protocols#awsQueryError": { code: "x", httpResponseCode: 400 } }),
    changed,
    changed,
  ],
  [
    "words",
    plain,
    raising({}, { "smithy.api#documentation": "Gone." }),
    ["documentation documentation-changed"],
    ["documentation documentation-changed"],
  ],
  [
    "deprecation",
    plain,
    raising({}, { "smithy.api#deprecated": {} }),
    ["behaviour deprecation-added"],
    ["documentation deprecation-removed"],
  ],
  ["told by the service instead of the operation", plain, raisedByAll(), [], []],
]);
