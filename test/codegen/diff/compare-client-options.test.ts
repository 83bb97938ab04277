import { expect, it } from "vitest";
import { diffShapes, doing } from "./diff-shapes.js";

function service(clientContextParams: object): ReturnType<typeof doing> {
  const shapes = doing({});
  const original = shapes["example#Example"] as { readonly traits: object };
  const traits = { ...original.traits, "smithy.rules#clientContextParams": clientContextParams };
  return { ...shapes, "example#Example": { ...original, traits } };
}

it("tells options that come, go and change their type", () => {
  const before = service({ Gone: { type: "string" }, Kept: { type: "string" }, Turned: { type: "string" } });
  const after = service({
    Kept: { type: "string", documentation: "Words." },
    New: { type: "stringArray" },
    Turned: { type: "boolean" },
  });
  const { verdict, changes } = diffShapes(before, after);
  expect(verdict).toBe("major");
  expect(changes.map(({ class: of, kind, message }) => [of, kind, message])).toEqual([
    ["breaking", "client-option-removed", "Example: option gone removed"],
    ["breaking", "client-option-changed", "Example: option turned: string becomes boolean"],
    ["addition", "client-option-added", "Example: new option new"],
  ]);
});

it("tells nothing where they are the same", () => {
  const same = service({ Kept: { type: "boolean" } });
  expect(diffShapes(same, same).changes).toEqual([]);
});
