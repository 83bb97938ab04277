import { SignatureV4 } from "@smithy/signature-v4";
import { Sha256 } from "#platform";
import type { Credentials } from "../credentials/credentials.js";
import type { TransportRequest } from "../transport/transport.js";

/** What a request is signed with and for. */
export interface SigningSettings {
  readonly credentials: Credentials;
  readonly region: string;
  /** The service's signing name, such as `kinesis`. */
  readonly signingName: string;
  /** The time to sign for: the clock's, corrected by what is known of its skew. */
  readonly date: Date;
}

/**
 * Signs a request with AWS Signature Version 4. The result is a new request with `host`, `content-length`,
 * `x-amz-date`, `authorization` and, for temporary credentials, `x-amz-security-token` set; whatever signature the
 * request held before is replaced. Every header is signed but those that proxies may change, such as `user-agent`.
 */
export async function signRequest(request: TransportRequest, settings: SigningSettings): Promise<TransportRequest> {
  const { protocol, hostname, port, host, pathname, searchParams } = new URL(request.url);
  const { "x-amz-security-token": _, ...headers } = request.headers;
  const signed = await createSigner(settings).sign(
    {
      method: request.method,
      protocol,
      hostname,
      ...(port === "" ? {} : { port: Number(port) }),
      path: pathname,
      query: queryOf(searchParams),
      headers: { ...headers, host, "content-length": String(request.body.byteLength) },
      body: request.body,
    },
    { signingDate: settings.date },
  );
  return { ...request, headers: signed.headers };
}

/** Cheap: what is worth remembering, the day's signing keys, `@smithy/signature-v4` remembers by itself. */
function createSigner({ credentials, region, signingName }: SigningSettings): SignatureV4 {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return new SignatureV4({
    service: signingName,
    region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken == null ? {} : { sessionToken }) },
    sha256: Sha256,
    // Only S3 wants the body's hash in a header of its own; the signature covers it anyway.
    applyChecksum: false,
  });
}

function queryOf(parameters: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return query;
}
