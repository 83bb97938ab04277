import { expect, test } from "vitest";
import { docCommentText } from "../../../codegen/emit/doc-comment.js";
import { waiterDoc, waitersOf } from "../../../codegen/emit/waiters.js";
import { exampleService, readShapes } from "../small-model.js";

test.each([true, false])("a waiter that the model calls deprecated (%s) is so in TypeScript", (deprecated) => {
  const waiter = { acceptors: [{ state: "success", matcher: { success: true } }], deprecated };
  const model = readShapes({
    ...exampleService(["Do"]),
    "example#Do": { type: "operation", traits: { "smithy.waiters#waitable": { Done: waiter } } },
  });
  const [pair] = waitersOf(model);
  if (pair === undefined) throw new Error("the waiter is gone");
  expect(docCommentText(waiterDoc(pair)).includes("\n * @deprecated\n")).toBe(deprecated);
});
