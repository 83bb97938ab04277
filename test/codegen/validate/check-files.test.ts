import { describe, expect, it } from "vitest";
import { checkFiles } from "../../../codegen/validate/check-files.js";
import { faultsOf, file } from "../small-model.js";

/** Faults of shapes in one file, as `shape pointer-below-the-shape: message`. */
function shapeFaults(shapes: { [id: string]: unknown }): string[] {
  return faultsOf(() => checkFiles([file(shapes)])).map(({ shape, pointer, message }) => {
    const below = pointer.replace(`/shapes/${shape}`, "");
    return `${shape} ${below}: ${message}`;
  });
}

/** Faults of one trait value on a string shape. */
function traitFaults(traitId: string, value: unknown): string[] {
  return shapeFaults({ "a#S": { type: "string", traits: { [traitId]: value } } }).map((fault) =>
    fault.replace(`a#S /traits/${traitId}`, ""),
  );
}

describe("the JSON Schema of the AST", () => {
  it("tells every fault of every file at once, each with file, shape and pointer", () => {
    const faults = faultsOf(() =>
      checkFiles([
        file({ "a#S": { type: "structure", members: { X: { traits: {} }, Y: { target: "String" } } } }, "one.json"),
        { file: "two.json", json: { smithy: "1.0", shape: {} } },
        { file: "three.json", json: [] },
      ]),
    );
    expect(faults).toEqual([
      { file: "one.json", shape: "a#S", pointer: "/shapes/a#S/members/X", message: '"target" is missing' },
      {
        file: "one.json",
        shape: "a#S",
        pointer: "/shapes/a#S/members/Y/target",
        message: expect.stringContaining("must match pattern"),
      },
      { file: "three.json", pointer: "", message: "must be object" },
      { file: "two.json", pointer: "/shape", message: 'unknown property "shape"' },
      { file: "two.json", pointer: "/smithy", message: expect.stringContaining("must match pattern") },
    ]);
  });

  it.each([
    [{ type: "strin" }, ': unknown shape type "strin"'],
    [{ members: {} }, ': "type" is missing'],
    [{ type: "list" }, ': "member" is missing'],
    [{ type: "map", key: { target: "a#K" } }, ': "value" is missing'],
    [{ type: "list", member: { target: "a#K" }, members: {} }, '/members: unknown property "members"'],
    [{ type: "apply" }, ': "traits" is missing'],
    [{ type: "operation", errors: [{ target: "a#E" }, "a#F"] }, "/errors/1: must be object"],
    [{ type: "service", rename: { "a#B": "not a name" } }, "/rename/a#B: must match pattern"],
    [{ type: "structure", members: { "a-b": { target: "a#K" } } }, '/members/a-b: "a-b" is not a valid name'],
    [{ type: "string", traits: { documentation: "" } }, '/traits/documentation: "documentation" is not a valid name'],
  ])("refuses the shape %j", (shape, fault) => {
    expect(shapeFaults({ "a#S": shape })).toEqual([expect.stringContaining(`a#S ${fault}`)]);
  });

  it("refuses an id that is none", () => {
    expect(shapeFaults({ NoNamespace: { type: "string" } })).toEqual([
      'NoNamespace : "NoNamespace" is not a valid name',
    ]);
  });

  it.each([
    ["smithy.api#length", { minimum: 1 }, '/minimum: unknown property "minimum"'],
    ["smithy.api#length", {}, ": must NOT have fewer than 1 properties"],
    ["smithy.api#length", { min: -1 }, "/min: must be >= 0"],
    ["smithy.api#pattern", 1, ": must be string"],
    ["smithy.api#range", { min: "1" }, "/min: must be number"],
    ["smithy.api#timestampFormat", "unix", ': must be one of "epoch-seconds", "date-time", "http-date"'],
    ["smithy.api#error", "servre", ': must be one of "client", "server"'],
    ["smithy.api#endpoint", {}, ': "hostPrefix" is missing'],
    ["smithy.api#paginated", { pageSize: "" }, "/pageSize: must NOT have fewer than 1 characters"],
    ["smithy.rules#contextParam", {}, ': "name" is missing'],
    ["smithy.waiters#waitable", { Done: { acceptors: [] } }, "/Done/acceptors: must NOT have fewer than 1 items"],
    [
      "smithy.waiters#waitable",
      { Done: { acceptors: [{ state: "done", matcher: { success: true } }] } },
      '/Done/acceptors/0/state: must be one of "success", "failure", "retry"',
    ],
    [
      "smithy.waiters#waitable",
      { Done: { acceptors: [{ state: "retry", matcher: { success: true, errorType: "X" } }] } },
      "/Done/acceptors/0/matcher: must NOT have more than 1 properties",
    ],
    [
      "shardwright#rateLimit",
      [{ per: "second", scope: "account", source: "s" }],
      "/0: needs at least one of requests, records, bytes",
    ],
    [
      "shardwright#rateLimit",
      [{ requests: 5, per: "hour", scope: "account", source: "s" }],
      '/0/per: must be one of "second", "day"',
    ],
    [
      "shardwright#rateLimit",
      [{ requests: 0, per: "day", scope: "account", source: "s" }],
      "/0/requests: must be >= 1",
    ],
    [
      "shardwright#retry",
      { repeat: "harmles" },
      '/repeat: must be one of "harmless", "mayDuplicate", "mayReportError"',
    ],
    ["shardwright#retry", { repeat: "harmless", nota: "" }, '/nota: unknown property "nota"'],
    ["shardwright#payloadLimit", { counted: [], source: "s" }, "/counted: must NOT have fewer than 1 items"],
    ["shardwright#payloadLimit", { counted: ["Data"] }, ': "source" is missing'],
    ["shardwright#lifetime", { seconds: 0.5, source: "s" }, "/seconds: must be integer"],
    ["shardwright#settles", { through: "CREATING", source: "s" }, ': "waiter" is missing'],
    ["shardwright#pagination", { inputToken: "a", outputToken: "b", source: "s" }, ': "items" is missing'],
    [
      "shardwright#retryable",
      { classification: "slow", source: "s" },
      '/classification: must be one of "throttling", "transient"',
    ],
  ])("refuses %s of %j", (traitId, value, fault) => {
    expect(traitFaults(traitId, value)).toContain(fault);
  });

  it("holds members' traits to the same schemas", () => {
    const member = { target: "smithy.api#String", traits: { "smithy.api#length": { max: "9" } } };
    expect(shapeFaults({ "a#S": { type: "structure", members: { X: member } } })).toEqual([
      "a#S /members/X/traits/smithy.api#length/max: must be integer",
    ]);
  });

  it("lets traits that it does not know have any value", () => {
    const shapes = { "a#S": { type: "string", traits: { "other#trait": [1, { a: null }] } } };
    expect(checkFiles([file(shapes)])).toHaveLength(1);
  });
});
