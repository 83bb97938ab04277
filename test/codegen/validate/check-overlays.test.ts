import { describe, expect, it } from "vitest";
import { check, operation, ref } from "./check-shapes.js";

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
