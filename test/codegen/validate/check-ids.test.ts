import { expect, it } from "vitest";
import { checkIds } from "../../../codegen/validate/check-ids.js";
import { modelOf } from "../small-model.js";

const text = { type: "string" };

it("refuses shapes whose ids differ in case alone, also in their namespace", () => {
  const model = modelOf({ "example#Name": text, "example#name": text, "Example#NAME": text, "other#Name": text });
  expect(checkIds(model).map(({ shape, pointer, message }) => `${shape} ${pointer}: ${message}`)).toEqual([
    "example#Name /shapes/example#Name: differs from Example#NAME in case alone",
    "example#name /shapes/example#name: differs from Example#NAME in case alone",
  ]);
});
