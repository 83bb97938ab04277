/** The same error response through our client and through the AWS SDK's becomes an error of the same name. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as generated from "../../generated/kinesis/index.js";
import type { FaultSpelling } from "../support/fault-server/service-fault.js";
import { fault, text } from "../support/fault-server/steps.js";
import { modelFaults } from "../support/model-reader.js";
import { type BothClients, startBothClients } from "./both-clients.js";

interface Failure {
  readonly name: string;
  readonly message: string;
  readonly side: unknown;
  readonly status: unknown;
  readonly requestId: unknown;
}

const spellings: readonly FaultSpelling[] = [
  "plain",
  "namespace",
  "uri",
  "namespace-uri",
  "code",
  "header",
  "header-uri",
];
let both: BothClients;

beforeAll(async () => {
  both = await startBothClients();
});
afterAll(() => both[Symbol.asyncDispose]());

test("the model has faults to compare", () => {
  expect(modelFaults.length).toBeGreaterThanOrEqual(17);
});

describe.each(modelFaults)("$name", ({ name, side }) => {
  test.each(spellings)("spelt %s", async (spelling) => {
    const status = side === "server" ? 500 : 400;
    both.server.plan.always("*", fault(name, { spelling, status, message: `What ${name} says.` }));
    const { error, ...ours } = await failure("ours");
    const { error: _, ...theirs } = await failure("sdk");
    expect({ ...ours, message: undefined, requestId: undefined }).toEqual({
      ...theirs,
      message: undefined,
      requestId: undefined,
    });
    expect(ours).toMatchObject({ name, side, status });
    expect(ours.message).toContain(theirs.message);
    expect(ours.requestId).toMatch(/^[0-9a-f-]{36}$/);
    const faultClass = (generated as unknown as Record<string, unknown>)[name];
    expect(error).toBeInstanceOf(faultClass);
    expect(error).toBeInstanceOf(generated.ServiceError);
  });
});

test.each(["message", "Message"] as const)("the text comes from %s", async (messageKey) => {
  both.server.plan.always("*", fault("ResourceNotFoundException", { messageKey, message: "Stream orders not found." }));
  const { error: _, ...ours } = await failure("ours");
  const theirs = await failure("sdk");
  expect(theirs.message).toBe("Stream orders not found.");
  expect(ours.message).toContain(theirs.message);
});

test.each(["NotInTheModelException", "ThrottlingException", "ServiceUnavailable"])(
  "a fault that no model knows keeps its name: %s",
  async (name) => {
    both.server.plan.always("*", fault(name, { message: "Unheard of." }));
    const { error, ...ours } = await failure("ours");
    const { error: _, ...theirs } = await failure("sdk");
    expect(ours).toMatchObject({ name, status: 400 });
    expect(ours.name).toBe(theirs.name);
    expect(ours.message).toContain("Unheard of.");
    expect(error).toBeInstanceOf(generated.ServiceError);
    expect((error as object).constructor).toBe(generated.ServiceError);
  },
);

test("a fault without a message still says which it is", async () => {
  both.server.plan.always("*", text('{"__type":"LimitExceededException"}', { status: 400 }));
  const { error: _, ...ours } = await failure("ours");
  expect(ours.name).toBe("LimitExceededException");
  expect(ours.message).not.toBe("");
});

async function failure(client: "ours" | "sdk"): Promise<Failure & { readonly error: unknown }> {
  try {
    await both[client].putRecord?.({ StreamName: "orders", PartitionKey: "a", Data: new Uint8Array([1]) });
  } catch (error) {
    const details = error as Record<string, unknown> & {
      $metadata?: { httpStatusCode?: unknown; requestId?: unknown };
    };
    return {
      error,
      name: String(details.name),
      message: String(details.message),
      side: client === "ours" ? details.fault : details.$fault,
      status: details.$metadata?.httpStatusCode,
      requestId: details.$metadata?.requestId,
    };
  }
  throw new Error(`${client} did not fail.`);
}
