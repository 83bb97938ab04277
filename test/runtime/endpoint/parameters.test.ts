import { describe, expect, it } from "vitest";
import {
  booleanParameter,
  requiredParameter,
  stringListParameter,
  stringParameter,
} from "../../../runtime/endpoint/parameters.js";
import { EndpointError } from "../../../runtime/errors/config-error.js";

describe("endpoint parameters", () => {
  const parameters = { Region: "eu-west-1", UseFIPS: true, Names: ["a", "b"] };

  it("are read with their type", () => {
    expect(stringParameter(parameters, "Region")).toBe("eu-west-1");
    expect(booleanParameter(parameters, "UseFIPS")).toBe(true);
    expect(stringListParameter(parameters, "Names")).toEqual(["a", "b"]);
  });

  it("may be absent, and then take their default", () => {
    expect(stringParameter(parameters, "Other")).toBeUndefined();
    expect(booleanParameter(parameters, "Other")).toBeUndefined();
    expect(stringListParameter(parameters, "Other")).toBeUndefined();
    expect(stringParameter({ Region: undefined }, "Region", "x")).toBe("x");
    expect(booleanParameter(parameters, "Other", false)).toBe(false);
    expect(stringListParameter(parameters, "Other", ["z"])).toEqual(["z"]);
    expect(booleanParameter({ UseFIPS: false }, "UseFIPS", true)).toBe(false);
    expect(stringParameter({ Region: "" }, "Region", "x")).toBe("");
  });

  it("are refused by name when ill-typed", () => {
    expect(() => stringParameter(parameters, "UseFIPS")).toThrow(
      new EndpointError("The endpoint parameter UseFIPS must be a string."),
    );
    expect(() => booleanParameter(parameters, "Region")).toThrow(/Region must be true or false/);
    expect(() => stringListParameter(parameters, "Region")).toThrow(/Region must be a list of strings/);
    expect(() => stringListParameter({ Names: [1] as never }, "Names")).toThrow(EndpointError);
  });

  it("are insisted on where the rules need them", () => {
    expect(requiredParameter("x", "Bucket")).toBe("x");
    expect(() => requiredParameter(undefined, "Bucket")).toThrow(/parameter Bucket/);
  });
});
