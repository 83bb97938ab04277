import { describe, expect, it } from "vitest";
import { redactSecrets } from "../../../runtime/call/redact-secrets.js";
import { credentials } from "../sample-client.js";

describe("redactSecrets", () => {
  it("takes every part of the credentials out of message and stack, however often", () => {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    const error = new Error(`${accessKeyId} ${secretAccessKey} ${sessionToken} ${sessionToken}`);
    redactSecrets(error, credentials);
    expect(error.message).toBe("[redacted] [redacted] [redacted] [redacted]");
    expect(error.stack).toMatch(/^Error: \[redacted\] \[redacted\]/);
    expect(Object.keys(error)).toEqual([]);
  });

  it("leaves alone what holds none, what is too short to be one, and what is no error", () => {
    const error = new Error("a message with an x");
    redactSecrets(error, { accessKeyId: "x", secretAccessKey: "message" });
    redactSecrets(error, undefined);
    expect(error.message).toBe("a message with an x");
    for (const reason of ["text", undefined, null, { message: credentials.secretAccessKey }]) {
      redactSecrets(reason, credentials);
    }
  });
});
