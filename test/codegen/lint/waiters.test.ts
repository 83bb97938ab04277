import { describe, expect, it } from "vitest";
import { doc, example, type Json, lintShapes, operation } from "./lint-shapes.js";

describe("waiters", () => {
  const waiter = (...acceptors: Json[]): string[] =>
    lintShapes(
      operation({
        "smithy.api#examples": [example],
        "smithy.waiters#waitable": { ThingOn: { acceptors } },
      }),
    ).map((line) =>
      line.replace(/^.*\/smithy\.waiters#waitable\/ThingOn\/acceptors(.*) endless-waiter: ThingOn: /, "$1 "),
    );
  const output = (path: string, expected: string, comparator = "stringEquals", state = "success"): Json => ({
    state,
    matcher: { output: { path, expected, comparator } },
  });
  const never = " no acceptor ever lets the waiter succeed; give it one of state success that can match";

  it("that can end are in order", () => {
    expect(waiter(output("State", "ON"))).toEqual([]);
    expect(waiter(output("State", "off"), output("State", "ON", "stringEquals", "failure"))).toEqual([]);
    expect(waiter(output("Things", "x", "anyStringEquals"))).toEqual([]);
    expect(waiter(output("Things[]", "x", "allStringEquals"))).toEqual([]);
    expect(waiter(output("Done", "true", "booleanEquals"))).toEqual([]);
    expect(waiter(output("length(Things) == `0`", "true", "booleanEquals"))).toEqual([]);
    expect(waiter({ state: "success", matcher: { errorType: "Bad" } })).toEqual([]);
    expect(waiter({ state: "success", matcher: { errorType: "Unmodelled" } })).toEqual([]);
  });

  it("without an acceptor of success never end", () => {
    expect(waiter(output("State", "ON", "stringEquals", "failure"))).toEqual([never]);
  });

  it.each([
    [output("State", "OFF"), "State never is OFF, which the enum does not have"],
    [output("Done", "maybe", "booleanEquals"), '"maybe" is neither true nor false'],
    [output("State", "true", "booleanEquals"), "State is no boolean"],
    [output("Things", "x"), "Things is of type list, which stringEquals never equals"],
    [output("Things[]", "x"), "Things[] is of type list, which stringEquals never equals"],
    [output("State", "ON", "allStringEquals"), "State is of type enum, which allStringEquals never equals"],
    [output("Done", "true"), "Done is of type boolean and no string"],
  ])("whose success can never match never end: %j", (acceptor, problem) => {
    expect(waiter(acceptor)).toEqual([never, `/0 ${problem}; mend or remove the acceptor`]);
  });

  it("have no acceptors in the shadow of others", () => {
    const success = { state: "success", matcher: { success: true } };
    const failed = { state: "failure", matcher: { success: false } };
    const bad = { state: "retry", matcher: { errorType: "Bad" } };
    const shadow = (at: number, by: number): string =>
      `/${at} never decides, the acceptor ${by} matches first; mend or remove the acceptor`;
    expect(waiter(success, output("State", "ON", "stringEquals", "failure"))).toEqual([shadow(1, 0)]);
    expect(waiter(success, failed, bad)).toEqual([shadow(2, 1)]);
    expect(waiter(success, bad, { ...bad, state: "failure" })).toEqual([shadow(2, 1)]);
    expect(waiter(bad, success, failed)).toEqual([]);
  });

  it("wait for no fault that the operation does not raise", () => {
    const other = { "example#Other": { type: "structure", traits: { ...doc, "smithy.api#error": "server" } } };
    const acceptors = [{ state: "success", matcher: { errorType: "Other" } }];
    const shapes = operation({ "smithy.api#examples": [example], "smithy.waiters#waitable": { X: { acceptors } } });
    expect(lintShapes({ ...shapes, ...other }).join("\n")).toContain("X: the operation does not raise Other;");
  });
});
