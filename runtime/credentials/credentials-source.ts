import type { Clock } from "../clock.js";
import { CredentialsError } from "../errors/credentials-error.js";
import { ShardwrightError } from "../errors/shardwright-error.js";
import { checkCredentials } from "./check-credentials.js";
import type { Credentials, CredentialsProvider } from "./credentials.js";

/** Where a client gets its credentials from, again and again. */
export interface CredentialsSource {
  /**
   * The credentials to sign with now; a promise when they have to be fetched. `forceRefresh` fetches anew, because the
   * service said that they have expired; credentials that were given as an object stay what they are.
   * @throws CredentialsError when there are none or they are incomplete; a promise rejects with it
   */
  get(options?: { readonly forceRefresh?: boolean | undefined }): Credentials | Promise<Credentials>;
  /** Whether `forceRefresh` can bring others than before. */
  readonly refreshable: boolean;
}

/** How long before they expire credentials are fetched again: what other AWS clients use. */
const refreshBefore = 5 * 60_000;
/** How long a failed refresh is left alone while the credentials at hand still work. */
const pauseAfterFailure = 30_000;

/**
 * Makes a source of an object or of a provider. The provider is called when credentials are first asked for, again
 * from five minutes before what it gave expires, and never twice at a time. A refresh that fails does no harm until
 * the credentials at hand expire; a first fetch that fails is tried again by the next call.
 */
export function credentialsSource(config: Credentials | CredentialsProvider, clock: Clock): CredentialsSource {
  if (typeof config === "function") return providerSource(config, clock);
  // The caller may change the object afterwards; the client keeps to what it was given.
  const { accessKeyId, secretAccessKey, sessionToken, expiration, accountId, credentialScope } = config;
  const fixed: Credentials = { accessKeyId, secretAccessKey, sessionToken, expiration, accountId, credentialScope };
  let checked: Credentials | undefined;
  return { get: () => (checked ??= checkCredentials(fixed, "The option credentials")), refreshable: false };
}

function providerSource(provider: CredentialsProvider, clock: Clock): CredentialsSource {
  let current: Credentials | undefined;
  let refreshAt = Number.POSITIVE_INFINITY;
  let underWay: Promise<Credentials> | undefined;

  async function fetch(): Promise<Credentials> {
    try {
      current = checkCredentials(await callProvider(provider), "The credentials provider");
      refreshAt = refreshTime(current, clock.now());
      return current;
    } finally {
      underWay = undefined;
    }
  }

  async function refresh(forced: boolean): Promise<Credentials> {
    underWay ??= fetch();
    try {
      return await underWay;
    } catch (error) {
      if (current === undefined || forced || isExpired(current, clock.now())) throw error;
      refreshAt = clock.now() + pauseAfterFailure;
      return current;
    }
  }

  return {
    refreshable: true,
    get({ forceRefresh = false } = {}) {
      return current !== undefined && !forceRefresh && clock.now() < refreshAt ? current : refresh(forceRefresh);
    },
  };
}

async function callProvider(provider: CredentialsProvider): Promise<unknown> {
  try {
    return await provider();
  } catch (error) {
    if (error instanceof ShardwrightError) throw error;
    throw new CredentialsError("The credentials provider failed", { cause: error });
  }
}

/** Credentials that live for less than the usual margin are kept for half of what is left to them. */
function refreshTime({ expiration }: Credentials, now: number): number {
  if (expiration == null) return Number.POSITIVE_INFINITY;
  const left = expiration.getTime() - now;
  return now + (left > refreshBefore ? left - refreshBefore : Math.max(left / 2, 0));
}

function isExpired({ expiration }: Credentials, now: number): boolean {
  return expiration != null && expiration.getTime() <= now;
}
