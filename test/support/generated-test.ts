import { describe, expect, it } from "vitest";
import { metadataOf, violationsOf } from "../../runtime/for-generated.js";
import { asBase64, asBytes, withBlobs } from "./blob-forms.js";
import { exchange, requestId, useNock } from "./exchange.js";
import { fakeClock } from "./fake-clock.js";
import {
  call,
  expectedOutput,
  expectFault,
  expectRequest,
  rejection,
  sent,
  success,
  withEvents,
} from "./generated-test/calls.js";
import type { ExampleCase, OperationCase } from "./generated-test/cases.js";
import { edgeTitle, testEdge } from "./generated-test/edges.js";
import { testEventStream } from "./generated-test/event-stream.js";

export { bytes } from "./blob-forms.js";
export { testEndpoint } from "./generated-test/endpoint.js";

/**
 * The scaffolding of the generated tests: they give literals that are worked out from the model, this module sends,
 * answers and compares. Nothing leaves the process, nothing sleeps.
 */

/** Declares every test of one operation. */
export function testOperation<Client, Input extends object>(
  name: string,
  operation: OperationCase<Client, Input>,
): void {
  describe(name, () => {
    useNock();
    const { eventStream, edges, examples } = operation;
    testCalls(operation);
    if (eventStream !== undefined) testEventStream(operation, eventStream);

    describe("constraints", () => {
      for (const edge of edges) it(edgeTitle(edge), () => testEdge(name, operation, edge));
    });

    for (const example of examples) it(`example: ${example.title}`, () => testExample(operation, example));
  });
}

function testCalls<Client, Input extends object>(operation: OperationCase<Client, Input>): void {
  const { faults, leastInput, leastBody, base64Output } = operation;

  it("sends the exact body, target and content type, signed as aws4 signs", async () => {
    const [request] = await sent(operation, operation.input, [success(operation)]);
    expectRequest(operation, request, operation.body);
  });

  if (leastInput !== undefined && leastBody !== undefined) {
    it("leaves members out that are not given", async () => {
      const [request] = await sent(operation, leastInput, [success(operation)]);
      expectRequest(operation, request, leastBody);
    });
  }

  if (withBlobs(operation.input, operation.body, asBytes) !== operation.input) {
    it("writes blobs that come as text, as bytes and as base64 alike", async () => {
      for (const form of [asBytes, asBase64]) {
        const input = withBlobs(operation.input, operation.body, form) as Input;
        const [request] = await sent(operation, input, [success(operation)]);
        expect(JSON.parse(request?.body ?? "")).toStrictEqual(operation.body);
      }
    });
  }

  it("parses the answer", async () => {
    const answer = exchange([success(operation)]);
    const output = await call(operation, operation.input);
    expect(answer.requests).toHaveLength(1);
    expect(await withEvents(operation, output)).toStrictEqual(expectedOutput(operation));
    expect(metadataOf(output)).toMatchObject({ requestId, httpStatusCode: 200, attempts: 1 });
  });

  if (base64Output !== undefined) {
    it("leaves blobs as the wire's text when asked to", async () => {
      exchange([success(operation)]);
      expect(await call(operation, operation.input, { blobs: "base64" })).toStrictEqual(base64Output);
    });
  }

  it("retries a throttle and then succeeds", async () => {
    const throttled = { status: 400, body: { __type: operation.throttle, message: "slow down" } };
    const answer = exchange([throttled, success(operation)]);
    const clock = fakeClock();
    const output = await call(operation, operation.input, {}, { clock });
    expect(await withEvents(operation, output)).toStrictEqual(expectedOutput(operation));
    expect(metadataOf(output)?.attempts).toBe(2);
    expect(clock.sleeps.length).toBeGreaterThan(0);
    const [first, second] = answer.requests;
    expect(second?.body).toBe(first?.body);
  });

  for (const fault of faults) {
    it(`raises ${fault.name}`, async () => {
      const { status, messageMember = "message", content = {} } = fault;
      exchange([{ status, body: { __type: fault.name, [messageMember]: "what went wrong", ...content } }]);
      const error = await rejection(call(operation, operation.input, {}, { maxAttempts: 1 }));
      expectFault(error, fault);
    });
  }
}

async function testExample<Client, Input extends object>(
  operation: OperationCase<Client, Input>,
  { input, body, response, output, error }: ExampleCase,
): Promise<void> {
  expect(violationsOf(operation.validate, input)).toEqual([]);
  const good = operation.eventStream === undefined ? { status: 200, body: response ?? {} } : success(operation);
  const answer = exchange([error === undefined ? good : { status: error.status, body: error.response }]);
  if (error === undefined) {
    const given = await call(operation, input as Input);
    // The examples of an event stream show how to call; what comes then is the stream's.
    if (operation.eventStream === undefined) expect(given).toStrictEqual(output);
  } else expect(await rejection(call(operation, input as Input, {}, { maxAttempts: 1 }))).toBeInstanceOf(error.type);
  if (body !== undefined) expect(JSON.parse(answer.requests[0]?.body ?? "")).toStrictEqual(body);
}
