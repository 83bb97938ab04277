import { expect, it } from "vitest";
import { type ChangeClass, verdictOf } from "../../../codegen/diff/change.js";

it.each<[readonly ChangeClass[], string]>([
  [[], "none"],
  [["documentation"], "patch"],
  [["documentation", "behaviour"], "minor"],
  [["addition"], "minor"],
  [["documentation", "addition", "behaviour", "breaking"], "major"],
])("%j is %s", (classes, verdict) => {
  expect(verdictOf(classes.map((changeClass) => ({ class: changeClass })))).toBe(verdict);
});
