import { hmacSha256, sha256 } from "#platform";
import type { Credentials } from "../credentials/credentials.js";
import { locationOf } from "../transport/request-location.js";
import { type BodyInPieces, bodyOf, requestOf, type TransportRequest } from "../transport/transport.js";
import { canonicalRequest } from "./canonical-request.js";
import { signingDate } from "./signing-date.js";
import { deriveSigningKey, knownSigningKey } from "./signing-key.js";

/** What a request is signed with and for. */
export interface SigningSettings {
  readonly credentials: Credentials;
  readonly region: string;
  /** The service's signing name, such as `kinesis`. */
  readonly signingName: string;
  /** The time to sign for: the clock's, corrected by what is known of its skew. */
  readonly date: Date;
}

const algorithm = "AWS4-HMAC-SHA256";

/**
 * Signs a request with AWS Signature Version 4 (docs.aws.amazon.com, "Create a signed AWS API request"). The result is a
 * new request with `host`, `content-length`, `x-amz-date`, `authorization` and, for temporary credentials,
 * `x-amz-security-token` set; whatever signature the request held before is replaced. Every header is signed but those
 * that proxies may change, such as `user-agent`.
 *
 * Only what this client sends can be signed: a POST whose header names are in lower case and whose body is at hand. The
 * tests hold it against `@smithy/signature-v4` and aws4.
 */
export async function signRequest(request: TransportRequest, settings: SigningSettings): Promise<TransportRequest> {
  const { credentials, region, signingName, date } = settings;
  const { accessKeyId, sessionToken } = credentials;
  const { day, time } = signingDate(date);
  const body = bodyOf(request);
  const location = locationOf(request.url);
  const headers = unsignedCopy(request.headers);
  headers.host = location.host;
  headers["content-length"] = String(body.byteLength);
  headers["x-amz-date"] = time;
  if (sessionToken != null) headers["x-amz-security-token"] = sessionToken;

  // A header that names the hash stands for it: of a payload that is not to be signed it says so.
  const hash = headers["x-amz-content-sha256"] ?? hashOf(body);
  // What Node works out at once is not awaited: three turns of the promise queue in each call.
  const payloadHash = typeof hash === "string" ? hash : await hash;
  const { text, signedHeaders } = canonicalRequest(location.url, headers, payloadHash);
  const keyScope = { day, region, signingName };
  const key = knownSigningKey(credentials, keyScope) ?? (await deriveSigningKey(credentials, keyScope));
  const { scope } = key;
  const requestHash = sha256(text);
  const toSign = `${algorithm}\n${time}\n${scope}\n${typeof requestHash === "string" ? requestHash : await requestHash}`;
  const digits = hmacSha256(key.bytes, toSign, "hex");
  const signature = typeof digits === "string" ? digits : await digits;
  headers.authorization = `${algorithm} Credential=${accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  return requestOf({ method: request.method, url: request.url, headers }, body);
}

function hashOf(body: Uint8Array | BodyInPieces): string | Promise<string> {
  return "sha256" in body ? body.sha256 : sha256(body);
}

/**
 * A copy of the headers, with room for those that a signature sets and without the session token of an earlier one.
 *
 * The members to come are named before the spread: V8 takes 4 microseconds to add a few members to a copy that began
 * with a spread, and next to nothing to spread into an object that has members.
 */
function unsignedCopy(headers: Readonly<Record<string, string>>): Record<string, string> {
  const copy = { host: "", "content-length": "", "x-amz-date": "", authorization: "", ...headers };
  // To delete a member makes a slow object; only a request that is signed once more has a token already.
  if (headers["x-amz-security-token"] !== undefined) Reflect.deleteProperty(copy, "x-amz-security-token");
  return copy;
}
