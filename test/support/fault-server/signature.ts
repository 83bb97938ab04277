import { RequestSigner } from "aws4";
import type { FaultServerCredentials } from "./server.js";
import { ServiceFault } from "./service-fault.js";

/** What {@link verifySignature} looks at. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/** What the signature has to fit. */
export interface SignatureExpectations {
  readonly credentials: readonly FaultServerCredentials[];
  readonly region: string;
  readonly service: string;
  /** The server's clock, in milliseconds since the epoch. */
  readonly now: number;
  /** What a request from another time is refused with. */
  readonly skewFault: string;
}

/** How far a request's date may be from the server's clock: five minutes, as AWS. */
const tolerance = 300_000;

/** Headers that a signature must cover: whatever decides where the request goes, when, and what it means. */
const mustBeSigned = ["host", "x-amz-date", "x-amz-target", "x-amz-security-token"];

/**
 * Checks a Signature Version 4 by computing it again with `aws4`, which shares no code with the signer under test.
 * Throws the {@link ServiceFault} that AWS would answer with.
 */
export function verifySignature(request: SignedRequest, expected: SignatureExpectations): void {
  const { headers } = request;
  const authorization = headers.authorization;
  if (authorization === undefined) {
    throw new ServiceFault("MissingAuthenticationTokenException", "Request is missing Authentication Token");
  }
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  if (match === null) throw new ServiceFault("IncompleteSignatureException", "The Authorization header is malformed.");
  const [, accessKeyId, day, region, service, signedHeaders = "", signature] = match;

  const date = headers["x-amz-date"] ?? "";
  const credentials = expected.credentials.find((known) => known.accessKeyId === accessKeyId);
  if (credentials === undefined || credentials.sessionToken !== headers["x-amz-security-token"]) {
    throw new ServiceFault("UnrecognizedClientException", "The security token included in the request is invalid.");
  }
  checkDate(date, day ?? "", expected);
  if (region !== expected.region || service !== expected.service) {
    throw new ServiceFault(
      "InvalidSignatureException",
      `Credential should be scoped to a valid region and service, not ${region}/${service}.`,
    );
  }
  const names = signedHeaders.split(";");
  const unsigned = mustBeSigned.find((name) => headers[name] !== undefined && !names.includes(name));
  if (unsigned !== undefined) {
    throw new ServiceFault("InvalidSignatureException", `The header ${unsigned} is not signed.`);
  }
  if (recompute(request, names, date, { region, service }, credentials) !== signature) {
    throw new ServiceFault(
      "InvalidSignatureException",
      "The request signature we calculated does not match the signature you provided.",
    );
  }
}

function checkDate(date: string, day: string, { now, skewFault }: SignatureExpectations): void {
  const [, year, month, dayOfMonth, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const time = Date.parse(`${year}-${month}-${dayOfMonth}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time) || !date.startsWith(day)) {
    throw new ServiceFault(
      "InvalidSignatureException",
      `Date in Credential scope does not match YYYYMMDD from ${date}`,
    );
  }
  if (Math.abs(time - now) > tolerance) {
    const serverDate = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, "");
    throw new ServiceFault(
      skewFault,
      time < now
        ? `Signature expired: ${date} is now earlier than ${serverDate} - 5 min.`
        : `Signature not yet current: ${date} is still later than ${serverDate} + 5 min.`,
    );
  }
}

function recompute(
  request: SignedRequest,
  names: readonly string[],
  date: string,
  scope: { readonly region: string; readonly service: string },
  credentials: FaultServerCredentials,
): string | undefined {
  const signer = new RequestSigner(
    {
      method: request.method,
      path: request.path,
      // Only what the client says it signed, as it arrived: aws4 signs every header that it is given.
      headers: Object.fromEntries(names.map((name) => [name, request.headers[name] ?? ""])),
      body: request.bytes as unknown as string,
      ...scope,
      doNotModifyHeaders: true,
      extraHeadersToInclude: Object.fromEntries(names.map((name) => [name, true])),
    } as ConstructorParameters<typeof RequestSigner>[0],
    credentials,
  );
  Object.assign(signer, { datetime: date });
  const { headers } = signer.sign();
  return /Signature=([0-9a-f]{64})$/.exec(String(headers?.Authorization))?.[1];
}
