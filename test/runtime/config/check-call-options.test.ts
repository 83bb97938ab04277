import { describe, expect, it } from "vitest";
import { checkCallOptions } from "../../../runtime/config/check-call-options.js";

describe("checkCallOptions", () => {
  it("accepts every option there is", () => {
    const { signal } = new AbortController();
    checkCallOptions({ signal, timeout: 1, maxAttempts: 1, validation: "off", blobs: "base64" });
    checkCallOptions({ signal: undefined });
  });

  it.each([
    [{ signal: {} }, "The option signal must be an AbortSignal, but lacks addEventListener, throwIfAborted."],
    [{ timeout: 0 }, "The option timeout must be a number of milliseconds greater than 0, but is 0."],
    [{ timeout: Number.POSITIVE_INFINITY }, "The option timeout must be"],
    [{ maxAttempts: 0 }, "The option maxAttempts must be a whole number of at least 1, but is 0."],
    [{ validation: "none" }, "The option validation must be"],
    [{ blobs: "text" }, 'The option blobs must be "bytes" or "base64", but is "text".'],
    [{ abortSignal: 1 }, 'There is no option "abortSignal" of a call. Did you mean signal?'],
    [null, "The options of a call must be an object, but are null."],
  ])("refuses %j", (options, message) => {
    expect(() => checkCallOptions(options)).toThrow(message);
  });
});
