import { describe, expect, it } from "vitest";
import type { Edge } from "../../../../codegen/emit/tests/edge.js";
import { operationEdges } from "../../../../codegen/emit/tests/edges.js";
import { sampleStructure } from "../../../../codegen/emit/tests/sample.js";
import type { MemberModel, PayloadLimitModel, ShapeModel } from "../../../../codegen/service-model.js";
import { member, operation, service, structure, text, type, union } from "../../../support/service-model-builder.js";

function edgesOf(
  members: readonly MemberModel[],
  shapes: readonly ShapeModel[] = [],
  payloadLimit?: PayloadLimitModel,
): Edge[] {
  const call = operation("Call", members, payloadLimit === undefined ? {} : { payloadLimit });
  const model = service([call], shapes);
  const sample = sampleStructure(call.input, model);
  return sample === undefined ? [] : operationEdges(call, sample, model);
}

describe("operationEdges", () => {
  it("tries the last and the first length", () => {
    const edges = edgesOf([member("Name", text({ length: { min: 2, max: 4 } }))]);
    expect(edges).toContainEqual({ at: "Name", violates: "length", refuses: '"xxxxx"', accepts: '"xxxx"' });
    expect(edges).toContainEqual({ at: "Name", violates: "length", refuses: '"x"', accepts: '"xx"' });
  });

  it("leaves an edge without a last value where the pattern has none of that length", () => {
    const edges = edgesOf([member("Id", text({ length: { max: 9 }, pattern: "^[a-z]{3}$" }))]);
    expect(edges).toContainEqual({ at: "Id", violates: "length", refuses: '"xxxxxxxxxx"' });
    expect(edges).toContainEqual(expect.objectContaining({ at: "Id", violates: "pattern" }));
  });

  it("tries ranges and widths of numbers", () => {
    const ranged = edgesOf([member("N", type({ kind: "integer" }, { range: { min: 1, max: 5 } }))]);
    expect(ranged).toContainEqual({ at: "N", violates: "range", refuses: "6", accepts: "5" });
    expect(ranged).toContainEqual({ at: "N", violates: "range", refuses: "0", accepts: "1" });
    expect(ranged).toContainEqual({ at: "N", violates: "type", refuses: "2147483648" });
    const free = edgesOf([member("N", type({ kind: "short" }))]);
    expect(free).toContainEqual({ at: "N", violates: "type", refuses: "32768", accepts: "32767" });
    const fraction = edgesOf([member("N", type({ kind: "double" }, { range: { max: 1 } }))]);
    expect(fraction).toContainEqual({ at: "N", violates: "range", refuses: "1.5", accepts: "1" });
  });

  it("misses required members at any depth and adds unknown ones", () => {
    const inner = structure("Inner", [member("A", text(), { required: true }), member("Surprise", text())]);
    const edges = edgesOf([member("In", type({ kind: "structure", name: "Inner" }), { required: true })], [inner]);
    expect(edges).toContainEqual({ at: "In", violates: "required", removed: true });
    expect(edges).toContainEqual({ at: "In.A", violates: "required", removed: true });
    expect(edges).toContainEqual({ at: "Surprise", violates: "unknown member", refuses: '"unheard of"' });
    expect(edges).toContainEqual({ at: "In.Unexpected", violates: "unknown member", refuses: '"unheard of"' });
  });

  it("does not miss what the client fills in", () => {
    const edges = edgesOf([member("Token", text(), { required: true, idempotencyToken: true })]);
    expect(edges.filter(({ violates }) => violates === "required")).toEqual([]);
  });

  it("tries sizes of lists and maps, keys and nulls", () => {
    const list = edgesOf([member("L", type({ kind: "list", sparse: true, element: text() }, { length: { max: 2 } }))]);
    expect(list).toContainEqual({ at: "L[0]", violates: "", accepts: "null" });
    expect(list).toContainEqual({
      at: "L",
      violates: "list size",
      refuses: 'Array.from({ length: 3 }, () => "l")',
      accepts: 'Array.from({ length: 2 }, () => "l")',
    });
    const map = edgesOf([
      member(
        "M",
        type({ kind: "map", sparse: false, key: text({ length: { max: 3 } }), value: text() }, { length: { min: 1 } }),
      ),
    ]);
    expect(map).toContainEqual({ at: "M", violates: "length", refuses: '"xxxx"', accepts: '"xxx"', key: true });
    expect(map).toContainEqual({ at: "M", violates: "map size", refuses: "{}" });
    expect(map).toContainEqual({ at: "M.key", violates: "type", refuses: "null" });
    const sizes = edgesOf([
      member("M", type({ kind: "map", sparse: false, key: text(), value: text() }, { length: { min: 2, max: 3 } })),
    ]).filter(({ violates }) => violates === "map size");
    const ofSize = (size: number): unknown => expect.stringContaining(`Array.from({ length: ${size} }, `);
    expect(sizes).toEqual([
      { at: "M", violates: "map size", refuses: ofSize(4), accepts: ofSize(3) },
      { at: "M", violates: "map size", refuses: ofSize(1), accepts: ofSize(2) },
    ]);
  });

  it("gives a union nothing, and two things", () => {
    const value = union("Value", [member("S", text()), member("T", text())]);
    const edges = edgesOf([member("V", type({ kind: "union", name: "Value" }))], [value]);
    expect(edges).toContainEqual({ at: "V", violates: "union", refuses: "{}" });
    expect(edges).toContainEqual({ at: "V", violates: "union", refuses: '{ S: "s", T: "s" }' });
  });

  it("fills entries and calls to their last byte", () => {
    const entry = structure("Entry", [
      member("Data", type({ kind: "blob" }, { length: { max: 100 } }), { required: true }),
      member("Key", text(), { required: true }),
    ]);
    const records = member(
      "Records",
      type({ kind: "list", sparse: false, element: type({ kind: "structure", name: "Entry" }) }),
    );
    const limit = { entries: "Records", counted: ["Data", "Key"], entryBytes: 50, callBytes: 101, source: "" };
    const edges = edgesOf([records], [entry], limit);
    expect(edges).toContainEqual({
      at: "Records[0]",
      put: "Records[0].Data",
      violates: "payload size",
      refuses: "new Uint8Array(48)",
      accepts: "new Uint8Array(47)",
    });
    // Three entries of 33, 33 and 35 bytes are 101: the most of a call.
    const all = edges.find(({ at }) => at === "");
    expect(all?.accepts).toContain("index === 0 ? 32 : 30");
    expect(all?.refuses).toContain("index === 0 ? 33 : 30");
    // A blob of 100 bytes is more than its entry takes, so that edge has no last value of its own.
    expect(edges).toContainEqual({ at: "Records[0].Data", violates: "length", refuses: "new Uint8Array(101)" });
  });
});
