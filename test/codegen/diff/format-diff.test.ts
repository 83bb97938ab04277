import { expect, it } from "vitest";
import type { Change, ModelDiff } from "../../../codegen/diff/change.js";
import { formatDiff } from "../../../codegen/diff/format-diff.js";

function added(place: string): Change {
  const change = {
    class: "addition",
    kind: "member-added",
    member: "Id",
    direction: "input",
    after: "string",
  } as const;
  return { ...change, operation: place, place: `\`${place}\``, what: "new optional input member `Id` (string)" };
}

const diff: ModelDiff = {
  verdict: "major",
  changes: [
    {
      class: "breaking",
      kind: "operation-removed",
      operation: "Gone",
      before: "Gone",
      place: "`Gone`",
      what: "operation removed",
    },
    {
      class: "behaviour",
      kind: "fault-added",
      operation: "Get",
      shape: "F",
      after: "F",
      place: "`Get`",
      what: "may now fail with `F`",
    },
    ...["One", "Two"].map(
      (name): Change => ({
        class: "addition",
        kind: "operation-added",
        operation: name,
        place: `\`${name}\``,
        what: "new operation",
      }),
    ),
    ...["A", "B", "C", "D", "E", "F", "G"].map(added),
    {
      class: "documentation",
      kind: "documentation-changed",
      shape: "Tag",
      place: "`Tag`",
      what: "documentation added",
    },
  ],
};

it("text groups by class, and the same change in many places is one line", () => {
  expect(formatDiff(diff, "text")).toBe(
    [
      "Major: something breaks. 1 breaking change, 1 change of behaviour, 9 additions, 1 change of documentation.",
      "",
      "Breaking changes",
      "  - Gone: operation removed",
      "",
      "Changes of behaviour",
      "  - Get: may now fail with F",
      "",
      "Additions",
      "  - 2 new operations: One, Two",
      "  - new optional input member Id (string) in 7 places: A, B, C, D and 3 more",
      "",
      "Documentation and facts that the client only tells",
      "  - Tag: documentation added",
    ].join("\n"),
  );
});

it("shapes that change alike are named without their paths, one by itself with them", () => {
  const changed = (shape: string): Change => {
    const change = {
      class: "behaviour",
      kind: "length-changed",
      direction: "input",
      before: {},
      after: { max: 5 },
    } as const;
    return { ...change, shape, place: `\`${shape}\` (\`Do.${shape}\`)`, what: "as input: length changed" };
  };
  const text = (...shapes: readonly string[]): string =>
    formatDiff({ verdict: "minor", changes: shapes.map(changed) }, "text");
  expect(text("A")).toContain("- A (Do.A): as input: length changed");
  expect(text("A", "B")).toContain("- as input: length changed in 2 places: A, B");
});

it("markdown marks names and has headings", () => {
  const text = formatDiff(diff, "markdown");
  expect(text).toContain("\n\n### Breaking changes\n\n- `Gone`: operation removed\n\n### Changes of behaviour\n\n");
  expect(text).toContain("- 2 new operations: `One`, `Two`\n");
});

it("json has every change by itself, and nothing beyond the contract", () => {
  const document = JSON.parse(formatDiff(diff, "json")) as { verdict: string; changes: Record<string, unknown>[] };
  expect(Object.keys(document)).toEqual(["verdict", "changes"]);
  expect(document.changes).toHaveLength(diff.changes.length);
  expect(document.changes[1]).toEqual({
    class: "behaviour",
    kind: "fault-added",
    operation: "Get",
    shape: "F",
    after: "F",
    message: "Get: may now fail with F",
  });
  const contract = ["class", "kind", "operation", "shape", "member", "direction", "before", "after", "message"];
  for (const change of document.changes) for (const key of Object.keys(change)) expect(contract).toContain(key);
});

it.each([
  ["text", "No change for users of the client."],
  ["markdown", "No change for users of the client."],
  ["json", '{\n  "verdict": "none",\n  "changes": []\n}'],
] as const)("nothing as %s", (format, text) => expect(formatDiff({ verdict: "none", changes: [] }, format)).toBe(text));
