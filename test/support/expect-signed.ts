import { sign } from "aws4";
import { expect } from "vitest";

/** What the service sees of a request. */
export interface SeenRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the request should have been signed with. */
export interface ExpectedSigner {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region: string;
  readonly service: string;
}

/**
 * Expects a request to be signed with Signature Version 4: signs what arrived anew with `aws4`, an implementation that
 * shares nothing with the runtime's, and compares. Headers that were not signed are left out of the comparison, but the
 * ones that a proxy could do harm with must be signed.
 */
export function expectSigned(request: SeenRequest, signer: ExpectedSigner): void {
  const authorization = request.headers.authorization ?? "";
  const signed = /SignedHeaders=([^,]*)/.exec(authorization)?.[1]?.split(";") ?? [];
  const mustBeSigned = ["content-type", "host", "x-amz-date", "x-amz-target"];
  if (signer.sessionToken !== undefined) mustBeSigned.push("x-amz-security-token");
  expect(signed).toEqual(expect.arrayContaining(mustBeSigned));

  const headers = Object.fromEntries(
    signed.map((name) => [name, name === "host" ? request.host : request.headers[name]]),
  );
  const { sessionToken, accessKeyId, secretAccessKey, region, service } = signer;
  if (sessionToken !== undefined) expect(request.headers["x-amz-security-token"]).toBe(sessionToken);
  const expected = sign(
    { method: request.method, host: request.host, path: request.path, headers, body: request.body, region, service },
    { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
  );
  expect(authorization).toBe(expected.headers?.Authorization);
}
