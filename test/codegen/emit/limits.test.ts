import { expect, test } from "vitest";
import { emitLimits, limitsNames } from "../../../codegen/emit/limits.js";
import type { MemberModel } from "../../../codegen/service-model.js";
import { member, operation, service, structure, text, type } from "../../support/service-model-builder.js";

const options = { runtime: "shardwright/runtime", command: "shardwright generate" };

/** As many limited members as are asked for. */
function names(count: number): MemberModel[] {
  return Array.from({ length: count }, (_, index) => member(`Name${index}`, text({ length: { max: 9 } })));
}

function holder(name: string, members: readonly MemberModel[]): MemberModel {
  const shape = structure(name, members);
  return member("Held", type({ kind: "structure", name: shape.name }));
}

test("a structure of up to fifty members is told in place, by paths", () => {
  const model = service([operation("Put", [holder("Tag", names(50))])], [structure("Tag", names(50))]);
  const [file] = emitLimits(model, options);
  expect(limitsNames(model)).toEqual(["putLimits", "limits"]);
  expect(file?.text).toContain('"Held.Name49": { maxLength: 9 },');
  expect(file?.text).not.toContain("shape:");
});

test("a larger one is told once, whatever leads to it, and where it is met its name stands", () => {
  const large = structure("Large", [
    ...names(51),
    member("Self", type({ kind: "structure", name: "Large" })),
    member("Many", type({ kind: "list", element: type({ kind: "structure", name: "Large" }) }, { length: { max: 3 } })),
  ]);
  const held = holder("Large", large.members);
  const model = service([operation("Get", [held]), operation("Put", [held]), operation("Stop", [])], [large]);
  const [file] = emitLimits(model, options);
  const lines = file?.text.split("\n") ?? [];
  expect(limitsNames(model)).toEqual(["getLimits", "putLimits", "limits", "limitsOfShapes"]);
  expect(lines.filter((line) => line === '    Held: { shape: "Large" },')).toHaveLength(2);
  expect(lines.filter((line) => line === '    Held: { readonly shape: "Large" };')).toHaveLength(2);
  expect(lines.filter((line) => line.includes("Name50:"))).toEqual([
    '    Name50: "maxLength";',
    "    Name50: { maxLength: 9 },",
  ]);
  expect(lines).toContain('    Self: { shape: "Large" },');
  expect(lines).toContain('    "Many[]": { shape: "Large" },');
  expect(lines).toContain("export const limitsOfShapes: {");
});

test("a large structure that nothing limits is not named", () => {
  const free = Array.from({ length: 60 }, (_, index) => member(`Free${index}`, text()));
  const model = service(
    [operation("Put", [holder("Free", free), ...names(1)]), operation("Stop", [holder("Free", free)])],
    [structure("Free", free)],
  );
  const [file] = emitLimits(model, options);
  expect(limitsNames(model)).toEqual(["putLimits", "limits"]);
  expect(file?.text).not.toContain("Free");
});

test("what members of one shape have in common is said once, and lifetimes with what comes after them", () => {
  const name = { ...text({ length: { min: 1, max: 9 }, pattern: "^[a-z]+$" }), shapeName: "KMSKey" };
  const further = { ...name, constraints: { length: { min: 1, max: 5 }, pattern: "^[a-z]+$" } };
  const token = member("Token", text({ length: { max: 9 } }), { lifetime: { seconds: 300, fault: "Expired" } });
  const model = service([
    operation("Get", [member("A", name), member("B", further), token]),
    operation("Put", [member("A", name), member("B", further)]),
    operation("Set", [member("C", { ...name, shapeName: "Alone" })]),
  ]);
  const lines = emitLimits(model, options)[0]?.text.split("\n") ?? [];
  expect(lines.filter((line) => line.startsWith("const "))).toEqual([
    'const kmsKeyConstraints = { minLength: 1, maxLength: 9, pattern: "^[a-z]+$" };',
    'const kmsKeyConstraints2 = { minLength: 1, maxLength: 5, pattern: "^[a-z]+$" };',
  ]);
  expect(lines.filter((line) => line === "    A: kmsKeyConstraints,")).toHaveLength(2);
  expect(lines.filter((line) => line === "    A: LengthPattern;")).toHaveLength(2);
  expect(lines).toContain('    C: { minLength: 1, maxLength: 9, pattern: "^[a-z]+$" },');
  expect(lines).toContain("    /** Good for 5 minutes; after that the service answers with {@link Expired}. */");
  expect(lines.join("\n")).not.toContain("characters");
});
