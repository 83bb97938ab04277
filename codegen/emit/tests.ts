import type { Emitter } from "../emitter.js";
import { endpointTest } from "./tests/endpoint-test.js";
import { operationTest } from "./tests/operation-test.js";
import { protocolTest } from "./tests/protocol-test.js";

/**
 * Emits the tests: one file an operation, one for the endpoint rules and one for protocol test cases. They hold literals that are worked out from the
 * model, not by the code they test; what is done with them is hand-written in `test/support/generated-test.ts`.
 */
export const emitTests: Emitter = (model, options) => {
  const tests = [
    ...model.operations.map((operation) => operationTest(model, operation, options)),
    endpointTest(model, options),
    protocolTest(model, options),
  ];
  return tests.filter((test) => test !== undefined);
};
