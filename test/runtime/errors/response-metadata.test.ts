import { describe, expect, it } from "vitest";
import { attachMetadata } from "../../../runtime/errors/response-metadata.js";
import { metadataOf } from "../../../runtime/for-generated.js";

const metadata = {
  requestId: "r",
  extendedRequestId: undefined,
  httpStatusCode: 200,
  attempts: 1,
  totalRetryDelay: 0,
};

describe("$metadata", () => {
  it("is attached out of sight, and can be replaced", () => {
    const output = attachMetadata({ Id: "1" }, metadata);
    expect(output).toEqual({ Id: "1" });
    expect({ ...output }).not.toHaveProperty("$metadata");
    expect(JSON.stringify(output)).toBe('{"Id":"1"}');
    expect(output.$metadata).toBe(metadata);
    attachMetadata(output, { ...metadata, attempts: 2 });
    expect(metadataOf(output)?.attempts).toBe(2);
  });

  it("is undefined for what has none", () => {
    for (const value of [undefined, null, "text", 5, {}]) expect(metadataOf(value)).toBeUndefined();
  });
});
