/** The same response bytes through our client and through the AWS SDK's become the same output. */

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { text } from "../support/fault-server/steps.js";
import { inputArbitrary, outputJsonArbitrary } from "../support/model-arbitraries.js";
import { modelOperations } from "../support/model-reader.js";
import { type BothClients, comparable, startBothClients } from "./both-clients.js";

const runs = { numRuns: 25 };
let both: BothClients;

beforeAll(async () => {
  both = await startBothClients();
});
afterAll(() => both[Symbol.asyncDispose]());

describe.each(modelOperations.filter(({ name }) => name !== "SubscribeToShard"))("$name", (operation) => {
  // Any valid input will do: what comes back does not depend on it. But a StreamId would send the request elsewhere.
  const [{ StreamId: _, ...input } = {}] = fc.sample(inputArbitrary(operation), { numRuns: 1, seed: 1 });

  test("same output", async () => {
    await fc.assert(
      fc.asyncProperty(outputJsonArbitrary(operation), fc.constantFrom(undefined, 2), async (body, indentation) => {
        both.server.plan.always("*", text(JSON.stringify(body, undefined, indentation)));
        const ours = await both.ours[operation.method]?.(input);
        const theirs = await both.sdk[operation.method]?.(input);
        expect(comparable(ours)).toEqual(comparable(theirs));
        expect(Object.keys(ours ?? {})).not.toContain("$metadata");
        expect(ours).toHaveProperty("$metadata.httpStatusCode", 200);
      }),
      runs,
    );
  });
});
