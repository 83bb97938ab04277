/** The same input through our client and through the AWS SDK's makes the same request. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EndpointError } from "../../generated/kinesis/index.js";
import { subscribeToShardOperation } from "../../generated/kinesis/operations/subscribe-to-shard.js";
import type { SubscribeToShardInput } from "../../generated/kinesis/types.js";
import { verifySignature } from "../support/fault-server/signature.js";
import { inputArbitrary } from "../support/model-arbitraries.js";
import { modelOperations } from "../support/model-reader.js";
import { writtenJson } from "../support/written-json.js";
import { type Captured, type CapturedRequest, captureCredentials, sentBySdk, sentByUs } from "./captured-request.js";

const runs = { numRuns: 50 };

test("the model has 45 operations", () => {
  expect(modelOperations).toHaveLength(45);
});

describe.each(modelOperations.filter(({ name }) => name !== "SubscribeToShard"))("$name", (operation) => {
  test("same method, address, target, content type and body; both signatures good", async () => {
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(inputArbitrary(operation), async (input) => {
        // Strict: the arbitrary inputs are valid by the model, so the validators must let them pass.
        const ours = await sentByUs({ validation: "strict" }, operation.method, input);
        const theirs = await sentBySdk({}, operation.method, input);
        if (theirs.request === undefined) {
          // An ARN that the model's pattern allows but the endpoint rules cannot place.
          expect(ours.error).toBeInstanceOf(EndpointError);
          expect((ours.error as Error).message).toContain((theirs.error as Error).message);
          return;
        }
        sent += 1;
        expect(essence(requestOf(ours))).toEqual(essence(theirs.request));
        expect(theirs.request.headers["x-amz-target"]).toBe(`Kinesis_20131202.${operation.name}`);
        for (const request of [requestOf(ours), theirs.request]) checkSignature(request);
      }),
      runs,
    );
    expect(sent).toBeGreaterThan(runs.numRuns / 3);
  });
});

test("SubscribeToShard, whose stream is not served yet, writes the same body", async () => {
  const operation = modelOperations.find(({ name }) => name === "SubscribeToShard");
  if (operation === undefined) throw new Error("The model has no SubscribeToShard.");
  let sent = 0;
  const { service, name, write } = subscribeToShardOperation;
  await fc.assert(
    fc.asyncProperty(inputArbitrary(operation), async (input) => {
      const { request: theirs } = await sentBySdk({}, operation.method, input);
      if (theirs === undefined) return;
      sent += 1;
      const ours = writtenJson((json) => write(input as unknown as SubscribeToShardInput, json));
      expect(sorted(JSON.parse(ours))).toEqual(sorted(JSON.parse(theirs.body.toString())));
      expect(`${service.targetPrefix}.${name}`).toBe(theirs.headers["x-amz-target"]);
      expect(`application/x-amz-json-${service.jsonVersion}`).toBe(theirs.headers["content-type"]);
    }),
    runs,
  );
  expect(sent).toBeGreaterThan(runs.numRuns / 3);
});

function requestOf({ request, error }: Captured): CapturedRequest {
  // Not sent at all: the reason is the finding.
  if (request === undefined) throw error;
  return request;
}

function essence({ method, url, headers, body }: CapturedRequest): object {
  return {
    method,
    url,
    host: headers.host,
    target: headers["x-amz-target"],
    contentType: headers["content-type"],
    // As text, so that a missing member and a null stay different; members sorted, since their order is free.
    body: JSON.stringify(sorted(JSON.parse(body.toString("utf8")))),
  };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return { list: value.map(sorted) };
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => [name, sorted(member)]);
}

function checkSignature({ method, url, headers, body }: CapturedRequest): void {
  verifySignature(
    { method, path: new URL(url).pathname, headers, bytes: body },
    {
      credentials: [captureCredentials],
      region: "us-east-1",
      service: "kinesis",
      now: Date.now(),
      skewFault: "RequestTimeTooSkewed",
    },
  );
}
