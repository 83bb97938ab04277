/** The wire depends on the members of an input alone, not on what kind of object the caller has them in. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Kinesis } from "../../generated/kinesis/index.js";
import { inputArbitrary } from "../support/model-arbitraries.js";
import { modelOperations } from "../support/model-reader.js";
import { sentByUs } from "./captured-request.js";

type Members = Readonly<Record<string, unknown>>;

const forms: Readonly<Record<string, (input: Members) => object>> = {
  "a prototype": (input) => Object.create(input),
  "getters of a class": (input) => {
    class Input {}
    for (const [name, value] of Object.entries(input))
      Object.defineProperty(Input.prototype, name, { get: () => value });
    return new Input();
  },
  "a class with a toJSON of its own": (input) => {
    class Input {
      toJSON(): object {
        return { StreamName: "another" };
      }
    }
    return Object.assign(new Input(), input);
  },
};

describe.each(modelOperations.filter(({ name }) => name !== "SubscribeToShard"))("$name", (operation) => {
  test.each(Object.keys(forms))("sends the same from %s, checked or not", async (form) => {
    await fc.assert(
      fc.asyncProperty(inputArbitrary(operation), fc.constantFrom("strict", undefined), async (input, tier) => {
        const config = tier === undefined ? {} : { validation: tier };
        const plain = await sentByUs(config, operation.method, input);
        const other = await sentByUs(config, operation.method, forms[form]?.(input as Members) ?? {});
        expect(other.request?.body.toString()).toBe(plain.request?.body.toString());
      }),
      { numRuns: 10 },
    );
  });
});

test("nested structures too, and null counts as absent when nothing is checked", async () => {
  class Entry {
    get Data(): string {
      return "a";
    }
    get PartitionKey(): string {
      return "k";
    }
  }
  const Tags = { a: "b", c: null };
  expect(await body("putRecords", { StreamName: "s", Records: [new Entry()] })).toEqual({
    StreamName: "s",
    Records: [{ Data: "YQ==", PartitionKey: "k" }],
  });
  expect(await body("updateStreamMode", { StreamModeDetails: Object.create({ StreamMode: "ON_DEMAND" }) })).toEqual({
    StreamModeDetails: { StreamMode: "ON_DEMAND" },
  });
  expect(await body("deleteStream", { StreamName: null, StreamARN: undefined, Unknown: 1 })).toEqual({});
  expect(await body("addTagsToStream", { StreamName: null, Tags })).toEqual({ Tags: { a: "b" } });
});

test("what is no list is not taken apart", async () => {
  const { error } = await sentByUs({}, "untagResource", { ResourceARN: "arn", TagKeys: "ab" });
  expect(error).toMatchObject({ name: "ValidationError" });
});

test("every page of a listing is asked for with all members", async () => {
  const bodies: unknown[] = [];
  await using kinesis = new Kinesis({
    region: "us-east-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "w1dely/Un1ike+Any/W0rd" },
    transport: {
      send: async ({ body: sent }) => {
        bodies.push(JSON.parse(new TextDecoder().decode(sent)));
        const answer = { Tags: [{ Key: `k${bodies.length}` }], HasMoreTags: bodies.length < 2 };
        return {
          status: 200,
          headers: { "content-type": "application/x-amz-json-1.1" },
          body: new TextEncoder().encode(JSON.stringify(answer)),
        };
      },
      close() {},
    },
  });
  const input: object = Object.create({ StreamName: "s" });
  for await (const _ of kinesis.paginate.listTagsForStream(input, { pageSize: 1 }));
  expect(bodies).toEqual([
    { StreamName: "s", Limit: 1 },
    { StreamName: "s", Limit: 1, ExclusiveStartTagKey: "k1" },
  ]);
});

async function body(method: string, input: object): Promise<unknown> {
  const { request, error } = await sentByUs({}, method, input);
  if (request === undefined) throw error;
  return JSON.parse(request.body.toString());
}
