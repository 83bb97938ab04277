import { describe, expect, it, vi } from "vitest";
import { nodeCredentials } from "../../../runtime/credentials/node-credentials.js";
import { CredentialsError } from "../../../runtime/errors/credentials-error.js";

const credentials = { accessKeyId: "a", secretAccessKey: "s" };

describe("nodeCredentials", () => {
  it("loads the chain when first called, and once", async () => {
    const load = vi.fn(async () => ({ defaultProvider: () => async () => credentials }));
    const provider = nodeCredentials(load);
    expect(load).not.toHaveBeenCalled();
    expect(await Promise.all([provider(), provider()])).toEqual([credentials, credentials]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("tells what to install when the optional package is not there", async () => {
    const missing = Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" });
    const error = await nodeCredentials(() => Promise.reject(missing))().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CredentialsError);
    expect((error as Error).message).toMatch(/@aws-sdk\/credential-provider-node.*install it.*option credentials/);
    expect((error as Error).cause).toBe(missing);
  });

  it("tells where it looked when nothing was found", async () => {
    const cause = new Error("Could not load credentials from any providers");
    const provider = nodeCredentials(async () => ({ defaultProvider: () => () => Promise.reject(cause) }));
    const error = await provider().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CredentialsError);
    expect((error as Error).message).toMatch(/environment, shared config files.*AWS_ACCESS_KEY_ID/);
    expect((error as Error).cause).toBe(cause);
  });

  it("finds credentials in the environment with the real chain", async () => {
    vi.stubEnv("AWS_PROFILE", undefined);
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDENV");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "from-the-environment");
    vi.stubEnv("AWS_SESSION_TOKEN", "token");
    expect(await nodeCredentials()()).toMatchObject({
      accessKeyId: "AKIDENV",
      secretAccessKey: "from-the-environment",
      sessionToken: "token",
    });
  });
});
