import { hmacSha256 } from "#platform";
import type { Credentials } from "../credentials/credentials.js";

/** What a signing key is good for. */
export interface KeyScope {
  readonly day: string;
  readonly region: string;
  readonly signingName: string;
}

/** A key that was derived from a secret. */
export interface SigningKey extends KeyScope {
  /** What it is good for, as signatures write it: `20260131/us-east-1/kinesis/aws4_request`. */
  readonly scope: string;
  readonly bytes: Uint8Array;
}

/** The keys derived from one secret. */
interface DerivedKeys {
  readonly secretAccessKey: string;
  readonly keys: SigningKey[];
}

/** By the credentials object, so that keys go when the credentials go, and no secret becomes a map's key. */
const derived: WeakMap<Credentials, DerivedKeys> = /* @__PURE__ */ new WeakMap();

/** More scopes than a client has in use at a time; a long-lived one meets a new scope each day. */
const most = 16;

/** The key for a scope, if it was derived before. Looked for part by part: a text to look it up by costs more to write. */
export function knownSigningKey(
  credentials: Credentials,
  { day, region, signingName }: KeyScope,
): SigningKey | undefined {
  const known = derived.get(credentials);
  // A provider may give the same object again with another secret in it.
  if (known?.secretAccessKey !== credentials.secretAccessKey) return undefined;
  return known.keys.find((key) => key.day === day && key.region === region && key.signingName === signingName);
}

/** Derives the key that signs for a day, a region and a service, by four HMACs, and keeps it. */
export async function deriveSigningKey(
  credentials: Credentials,
  { day, region, signingName }: KeyScope,
): Promise<SigningKey> {
  const { secretAccessKey } = credentials;
  const ofDay = await hmacSha256(`AWS4${secretAccessKey}`, day);
  const ofRegion = await hmacSha256(ofDay, region);
  const ofService = await hmacSha256(ofRegion, signingName);
  const bytes = await hmacSha256(ofService, "aws4_request");
  const key = { day, region, signingName, scope: `${day}/${region}/${signingName}/aws4_request`, bytes };
  const known = derived.get(credentials);
  const keys = known?.secretAccessKey === secretAccessKey ? known.keys : [];
  // The newest first: it is the one that will be asked for.
  keys.unshift(key);
  if (keys.length > most) keys.pop();
  derived.set(credentials, { secretAccessKey, keys });
  return key;
}
