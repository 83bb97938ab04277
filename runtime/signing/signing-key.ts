import { hmacSha256 } from "#platform";
import type { Credentials } from "../credentials/credentials.js";

/** What a signing key is good for. */
export interface KeyScope {
  readonly day: string;
  readonly region: string;
  readonly signingName: string;
  /** All of it in one string: `20260131/us-east-1/kinesis/aws4_request`. */
  readonly scope: string;
}

/** The keys derived from one secret, by scope. */
interface DerivedKeys {
  readonly secretAccessKey: string;
  readonly byScope: Map<string, Uint8Array>;
}

/** By the credentials object, so that keys go when the credentials go, and no secret becomes a map's key. */
const derived: WeakMap<Credentials, DerivedKeys> = /* @__PURE__ */ new WeakMap();

/** More scopes than a client has in use at a time; a long-lived one meets a new scope each day. */
const most = 16;

/** The key that signs for a day, a region and a service. It is derived once, by four HMACs, and kept. */
export async function signingKey(credentials: Credentials, scope: KeyScope): Promise<Uint8Array> {
  const { secretAccessKey } = credentials;
  let keys = derived.get(credentials);
  // A provider may give the same object again with another secret in it.
  if (keys?.secretAccessKey !== secretAccessKey) {
    keys = { secretAccessKey, byScope: new Map() };
    derived.set(credentials, keys);
  }
  const known = keys.byScope.get(scope.scope);
  if (known !== undefined) return known;
  const key = await derive(secretAccessKey, scope);
  if (keys.byScope.size >= most) keys.byScope.clear();
  keys.byScope.set(scope.scope, key);
  return key;
}

async function derive(secret: string, { day, region, signingName }: KeyScope): Promise<Uint8Array> {
  const ofDay = await hmacSha256(`AWS4${secret}`, day);
  const ofRegion = await hmacSha256(ofDay, region);
  const ofService = await hmacSha256(ofRegion, signingName);
  return hmacSha256(ofService, "aws4_request");
}
