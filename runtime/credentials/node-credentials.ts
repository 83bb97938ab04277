import { CredentialsError } from "../errors/credentials-error.js";
import type { CredentialsProvider } from "./credentials.js";

/** The part of `@aws-sdk/credential-provider-node` that is used. */
interface ProviderPackage {
  defaultProvider(): CredentialsProvider;
}

/**
 * The standard Node chain: environment, shared config and credentials files, SSO, process, web identity, container and
 * instance metadata. The package that knows them all is loaded when credentials are first needed, so it costs nothing
 * when they are given. `load` is a seam for tests.
 * @throws CredentialsError when nothing in the chain has credentials, or the optional package is not installed
 */
export function nodeCredentials(
  load: () => Promise<ProviderPackage> = () => import("@aws-sdk/credential-provider-node"),
): CredentialsProvider {
  let chain: Promise<CredentialsProvider> | undefined;
  return async () => {
    chain ??= loadChain(load);
    const provider = await chain;
    try {
      return await provider();
    } catch (cause) {
      throw new CredentialsError(
        "No credentials found where Node clients look: environment, shared config files, SSO, web identity, container and instance metadata. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or give the option credentials",
        { cause },
      );
    }
  };
}

async function loadChain(load: () => Promise<ProviderPackage>): Promise<CredentialsProvider> {
  try {
    return (await load()).defaultProvider();
  } catch (cause) {
    throw new CredentialsError(
      "The optional package @aws-sdk/credential-provider-node cannot be loaded: install it to have credentials found, or give the option credentials",
      { cause },
    );
  }
}
