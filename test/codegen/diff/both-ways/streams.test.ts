import { doing, member } from "../diff-shapes.js";
import { judge } from "./both-ways.js";

const header = { "smithy.api#eventHeader": {} };
const payload = { "smithy.api#eventPayload": {} };
const string = member("String");

function event(members: object) {
  return { type: "structure", members };
}

/** A service whose operation answers with a stream of these events. */
function streaming(events: readonly string[], more: object = {}, traits: object = {}) {
  return doing({
    output: { Events: member("example#Events") },
    shapes: {
      "example#Events": {
        type: "union",
        members: Object.fromEntries(events.map((name) => [name, member(`example#${name}`)])),
        traits: { "smithy.api#streaming": {}, ...traits },
      },
      "example#Ship": event({ Name: string, Picture: member("Blob") }),
      "example#Whale": event({ Name: string }),
      "example#Fog": { ...event({ message: string }), traits: { "smithy.api#error": "client" } },
      ...more,
    },
  });
}

function ending(reason: string, mark: string) {
  return { "shardwright#streamEnds": [{ reason, event: "Ship", member: mark, source: "this test" }] };
}

function overHttp2(shapes: ReturnType<typeof doing>) {
  const service = shapes["example#Example"] as { readonly traits: object };
  const protocol = { "aws.protocols#awsJson1_1": { http: ["http/1.1", "h2"], eventStreamHttp: ["h2"] } };
  return { ...shapes, "example#Example": { ...service, traits: { ...service.traits, ...protocol } } };
}

const ship = streaming(["Ship"]);

judge([
  [
    "an event more",
    ship,
    streaming(["Ship", "Whale"]),
    ["behaviour member-added output"],
    ["breaking member-removed output"],
  ],
  [
    "a fault more, which is thrown and no event",
    ship,
    streaming(["Ship", "Fog"]),
    ["addition fault-class-added", "behaviour fault-added output"],
    ["behaviour fault-removed output", "breaking fault-class-removed"],
  ],
  [
    "a member that moves to a header, and one that becomes the payload",
    ship,
    streaming(["Ship"], {
      "example#Ship": event({ Name: member("String", header), Picture: member("Blob", payload) }),
    }),
    ["behaviour event-binding-changed output", "behaviour event-binding-changed output"],
    ["behaviour event-binding-changed output", "behaviour event-binding-changed output"],
  ],
  [
    "a word for an end",
    ship,
    streaming(["Ship"], {}, ending("dawn", "Name")),
    ["behaviour stream-end-added output"],
    ["breaking stream-end-removed output"],
  ],
  [
    "another mark of an end",
    streaming(["Ship"], {}, ending("dawn", "Name")),
    streaming(["Ship"], {}, ending("dawn", "Picture")),
    ["behaviour stream-end-changed output"],
    ["behaviour stream-end-changed output"],
  ],
  [
    "what carries the stream",
    ship,
    overHttp2(ship),
    ["behaviour event-stream-protocol-changed"],
    ["behaviour event-stream-protocol-changed"],
  ],
  ["what would carry streams, of a service without", doing({}), overHttp2(doing({})), [], []],
  [
    "a stream that becomes an ordinary union",
    ship,
    streaming(["Ship"], {
      "example#Events": { type: "union", members: { Ship: member("example#Ship") } },
    }),
    ["breaking required-removed output", "breaking type-changed output"],
    ["behaviour required-added output", "breaking type-changed output"],
  ],
]);
