import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  ConfigError,
  ConnectionError,
  CredentialsError,
  EndpointError,
  metadataOf,
  ProtocolError,
  ServiceError,
  ShardwrightError,
  TimeoutError,
  ValidationError,
  type Violation,
  WaiterError,
} from "../../../runtime/for-generated.js";

const $metadata = {
  requestId: "r",
  extendedRequestId: undefined,
  httpStatusCode: 400,
  attempts: 1,
  totalRetryDelay: 0,
};
const cause = new Error("cause");
const traits = { name: "WireName", fault: "client", retryable: false, throttling: true } as const;

describe("errors", () => {
  it.each([
    [new ShardwrightError("m", { cause }), "ShardwrightError"],
    [new ConfigError("m", { option: "o", cause }), "ConfigError"],
    [new EndpointError("m", { cause }), "EndpointError"],
    [new CredentialsError("m", { cause }), "CredentialsError"],
    [new ConnectionError("m", { code: "c", host: "h", cause }), "ConnectionError"],
    [new TimeoutError("m", { kind: "call", milliseconds: 1, cause }), "TimeoutError"],
    [new ProtocolError("m", { $metadata, cause }), "ProtocolError"],
    [new ValidationError("Put", [], { cause }), "ValidationError"],
    [new WaiterError("m", { waiter: "w", state: "timeout", polls: 1, cause }), "WaiterError"],
  ])("have a name that is not enumerable, one root and their cause: %s", (error, name) => {
    expect(error).toBeInstanceOf(ShardwrightError);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe(name);
    expect(error.stack).toMatch(new RegExp(`^${name}: `));
    expect(Object.keys(error)).not.toContain("name");
    expect(Object.keys(error)).not.toContain("$metadata");
    expect(error.cause).toBe(cause);
    Object.assign(error, { name: "Renamed" });
    expect(String(error)).toMatch(/^Renamed: /);
  });

  it("have no cause where there is none", () => {
    expect("cause" in new ConnectionError("m")).toBe(false);
    expect("cause" in new ConfigError("m")).toBe(false);
  });
});

describe("ServiceError", () => {
  it("carries the wire's name, its traits and members", () => {
    const members = { Reason: "why", name: "not the name", fault: "no", message: "not it" };
    const error = new ServiceError({ message: "m", $metadata, operation: "Put", members }, traits);
    expect(error).toMatchObject({
      name: "WireName",
      fault: "client",
      throttling: true,
      Reason: "why",
      code: "WireName",
    });
    expect(String(error)).toBe("WireName: m");
    expect(inspect(error)).toMatch(/^WireName: m\n/);
    expect(metadataOf(error)).toBe($metadata);
    expect(Object.keys(error)).not.toContain("$metadata");
  });
});

describe("ValidationError", () => {
  const violation = (rule: Violation["rule"], index: number): Violation => ({
    path: `P${index}`,
    constraint: "length",
    rule,
    limit: 1,
    actual: 2,
    message: `P${index} is wrong`,
  });

  it("lists violations, twenty at most, and what to do about constraints", () => {
    const violations = Array.from({ length: 23 }, (_, index) => violation("constraint", index));
    const error = new ValidationError("Put", violations);
    const lines = error.message.split("\n");
    expect(lines[0]).toBe("The input of Put breaks the model (23 violations):");
    expect(lines[1]).toBe("  - P0 is wrong");
    expect(lines[20]).toBe("  - P19 is wrong");
    expect(lines[21]).toBe("  - and 3 more, all in `violations`");
    expect(lines[22]).toContain('regenerate the client or pass validation: "structure"');
    expect(error.violations).toBe(violations);
    expect(error.operation).toBe("Put");
  });

  it("advises nothing where nothing can be lifted", () => {
    const error = new ValidationError("Put", [violation("structure", 1)]);
    expect(error.message).toBe("The input of Put breaks the model (1 violation):\n  - P1 is wrong");
  });
});
