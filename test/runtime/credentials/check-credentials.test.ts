import { describe, expect, it } from "vitest";
import { checkCredentials } from "../../../runtime/credentials/check-credentials.js";
import { CredentialsError } from "../../../runtime/errors/credentials-error.js";

const good = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "top-secret-value" };

function messageFor(value: unknown): string {
  try {
    checkCredentials(value, "The option credentials");
  } catch (error) {
    expect(error).toBeInstanceOf(CredentialsError);
    return (error as Error).message;
  }
  return "accepted";
}

describe("checkCredentials", () => {
  it.each([
    good,
    { ...good, sessionToken: "t", expiration: new Date(0), accountId: "123456789012" },
    { ...good, sessionToken: undefined, expiration: null, accountId: undefined },
    { ...good, $source: { CREDENTIALS_ENV_VARS: "g" } },
  ])("accepts %j and returns the same object", (value) => {
    expect(checkCredentials(value, "x")).toBe(value);
  });

  it("names every fault", () => {
    expect(messageFor({ secretAccessKey: "", sessionToken: 7, expiration: "2026", accountId: {} })).toBe(
      "The option credentials gave unusable credentials: accessKeyId is missing; secretAccessKey is empty; sessionToken is no string; accountId is no string; expiration is no valid Date",
    );
  });

  it.each([
    [{ ...good, secretAccessKey: undefined }, "secretAccessKey is missing"],
    [{ ...good, accessKeyId: null }, "accessKeyId is missing"],
    [{ ...good, secretAccessKey: 7 }, "secretAccessKey is no string"],
    [{ ...good, accessKeyId: "AKID\n" }, "accessKeyId holds white space"],
    [{ ...good, sessionToken: "t t" }, "sessionToken holds white space"],
    [{ ...good, accessKeyId: "AKID\u00e9" }, "accessKeyId holds a character that no HTTP header can carry"],
    [{ ...good, secretAccessKey: "s\u0000" }, "secretAccessKey holds a character that no HTTP header can carry"],
    [{ ...good, sessionToken: "t\u{1f511}" }, "sessionToken holds a character that no HTTP header can carry"],
    [{ ...good, expiration: new Date(Number.NaN) }, "expiration is no valid Date"],
  ])("%j: %s", (value, fault) => {
    expect(messageFor(value)).toBe(`The option credentials gave unusable credentials: ${fault}`);
  });

  it.each([undefined, null, "key", 7])("says what it got instead: %s", (value) => {
    expect(messageFor(value)).toContain(`gave ${value === null ? "null" : typeof value} instead of`);
  });

  it("never shows a value", () => {
    const message = messageFor({
      accessKeyId: "AKIDEXAMPLE x",
      secretAccessKey: "top-secret-value ",
      sessionToken: 1234567,
    });
    for (const secret of ["AKIDEXAMPLE", "top-secret", "1234567"]) expect(message).not.toContain(secret);
  });
});
