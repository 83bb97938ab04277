import { expect, it } from "vitest";
import { completeError } from "../../../runtime/call/complete-error.js";
import { TimeoutError } from "../../../runtime/errors/timeout-error.js";

it("tells how often and how long it was tried, and nothing more where that says it all", () => {
  const error = new TimeoutError("Put was not done in time", { kind: "call", milliseconds: 2_000 });
  const end = { operation: "Put", attempts: 1, totalRetryDelay: 100, elapsed: 2_000, explanation: "" } as const;
  completeError(error, { ...end, stop: "deadline" });
  expect(error.message).toBe("Put was not done in time (1 attempt in 2.0 s)");
  completeError(error, { ...end, attempts: 3, stop: "attemptsUsedUp" });
  expect(error.message).toBe("Put was not done in time (3 attempts in 2.0 s)");
  completeError(error, { ...end, stop: "attemptsUsedUp" });
  expect(error.message).toBe("Put was not done in time");
});
