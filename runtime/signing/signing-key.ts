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

/** The key for a scope, if it was derived before. */
export function knownSigningKey(credentials: Credentials, scope: string): Uint8Array | undefined {
  const keys = derived.get(credentials);
  // A provider may give the same object again with another secret in it.
  return keys?.secretAccessKey === credentials.secretAccessKey ? keys.byScope.get(scope) : undefined;
}

/** Derives the key that signs for a day, a region and a service, by four HMACs, and keeps it. */
export async function deriveSigningKey(credentials: Credentials, scope: KeyScope): Promise<Uint8Array> {
  const { secretAccessKey } = credentials;
  const key = await derive(secretAccessKey, scope);
  const known = derived.get(credentials);
  const keys = known?.secretAccessKey === secretAccessKey ? known : { secretAccessKey, byScope: new Map() };
  if (keys.byScope.size >= most) keys.byScope.clear();
  keys.byScope.set(scope.scope, key);
  derived.set(credentials, keys);
  return key;
}

async function derive(secret: string, { day, region, signingName }: KeyScope): Promise<Uint8Array> {
  const ofDay = await hmacSha256(`AWS4${secret}`, day);
  const ofRegion = await hmacSha256(ofDay, region);
  const ofService = await hmacSha256(ofRegion, signingName);
  return hmacSha256(ofService, "aws4_request");
}
