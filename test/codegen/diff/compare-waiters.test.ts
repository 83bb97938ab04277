import { expect, it } from "vitest";
import { diffShapes, doing, onlyChange } from "./diff-shapes.js";

const waiting = (waiters: object) => doing({ traits: { "smithy.waiters#waitable": waiters } });
const succeeds = { state: "success", matcher: { success: true } };
const fails = { state: "failure", matcher: { errorType: "example#Gone" } };

it.each([
  [{}, { Done: { acceptors: [succeeds] } }, "addition", "waiter-added", "new waiter Done"],
  [{ Done: { acceptors: [succeeds] } }, {}, "breaking", "waiter-removed", "waiter Done removed"],
  [
    { Done: { acceptors: [succeeds] } },
    { Done: { acceptors: [succeeds], minDelay: 5 } },
    "behaviour",
    "waiter-changed",
    "waiter Done: minDelay 2 s becomes 5 s",
  ],
  [
    { Done: { acceptors: [succeeds], documentation: "One." } },
    { Done: { acceptors: [succeeds], documentation: "Two." } },
    "documentation",
    "documentation-changed",
    "documentation of waiter Done changed",
  ],
])("%j -> %j: %s", (before, after, expected, kind, words) => {
  const used = (waiters: object) => (Object.keys(waiters).length === 0 ? doing({}) : waiting(waiters));
  expect(onlyChange(used(before), used(after))).toMatchObject({ class: expected, kind, message: `Do: ${words}` });
});

it("acceptors are told by what they do", () => {
  const gone = { "example#Gone": { type: "structure", members: {}, traits: { "smithy.api#error": "client" } } };
  const erring = (waiters: object) => ({
    ...doing({ shapes: gone, operation: { errors: [{ target: "example#Gone" }] } }),
    "example#Do": {
      type: "operation",
      input: { target: "example#DoInput" },
      output: { target: "example#DoOutput" },
      errors: [{ target: "example#Gone" }],
      traits: { "smithy.waiters#waitable": waiters },
    },
  });
  const before = erring({ Done: { acceptors: [succeeds] } });
  const after = erring({ Done: { acceptors: [{ ...fails }, succeeds] } });
  expect(onlyChange(before, after)).toMatchObject({
    class: "behaviour",
    message: "Do: waiter Done: now fails on Gone",
  });
  const swapped = erring({ Done: { acceptors: [succeeds, { ...fails }] } });
  expect(onlyChange(after, swapped).message).toBe("Do: waiter Done: acceptors in another order");
  expect(diffShapes(after, after).changes).toEqual([]);
});
