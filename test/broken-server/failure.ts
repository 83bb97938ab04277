import { expect } from "vitest";
import { ShardwrightError } from "../../generated/kinesis/index.js";

/**
 * What a call rejects with. Whatever it is, it must be an error of ours with a message for people: never a bare
 * SyntaxError or TypeError from inside.
 */
export async function failureOf(call: Promise<unknown>): Promise<ShardwrightError> {
  const error: unknown = await call.then(
    (output) => {
      throw new Error(`The call should have failed but returned ${JSON.stringify(output)}.`);
    },
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ShardwrightError);
  const failure = error as ShardwrightError;
  expect(failure.message).not.toMatch(/\bundefined\b|\bNaN\b|\[object /);
  return failure;
}
