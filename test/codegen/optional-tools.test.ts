import { describe, expect, it } from "vitest";
import { UsageError } from "../../codegen/errors.js";
import { loadTools, missingPackage } from "../../codegen/optional-tools.js";

function notFound(message: string): Error {
  return Object.assign(new Error(message), { code: "ERR_MODULE_NOT_FOUND" });
}

describe("tools that are optional dependencies", () => {
  it("are handed on when they are there", async () => {
    expect(await loadTools(async () => ({ tool: 1 }))).toEqual({ tool: 1 });
  });

  it("are named when they are missing, with what to do", async () => {
    const cause = notFound("Cannot find package 'ts-morph' imported from /somewhere/cli.js");
    const loading = loadTools(() => Promise.reject(cause));
    await expect(loading).rejects.toThrow(UsageError);
    await expect(loading).rejects.toMatchObject({
      message: expect.stringMatching(/^the generator needs ts-morph, .*install shardwright without --omit=optional$/),
      cause,
    });
  });

  it("that fail for another reason fail with it", async () => {
    const cause = new TypeError("broken");
    await expect(loadTools(() => Promise.reject(cause))).rejects.toBe(cause);
  });
});

it("only a package that was not found is missing", () => {
  expect(missingPackage(notFound("Cannot find package 'ajv' imported from x"))).toBe("ajv");
  expect(missingPackage(notFound("Cannot find module './ajv.js'"))).toBeUndefined();
  expect(missingPackage(new Error("Cannot find package 'ajv'"))).toBeUndefined();
  expect(missingPackage("ajv")).toBeUndefined();
});
