import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import { RequestSigner } from "aws4";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Credentials } from "../../../runtime/credentials/credentials.js";
import { signRequest } from "../../../runtime/signing/sign.js";
import type { TransportRequest } from "../../../runtime/transport/transport.js";

const example: Credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
};
const exampleDate = new Date("2015-08-30T12:36:00Z");

function request(changes: Partial<TransportRequest> = {}): TransportRequest {
  return {
    method: "POST",
    url: "https://kinesis.us-east-1.amazonaws.com/",
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "Kinesis_20131202.ListStreams" },
    body: new TextEncoder().encode("{}"),
    ...changes,
  };
}

interface Case {
  readonly request: TransportRequest;
  readonly credentials: Credentials;
  readonly region: string;
  readonly signingName: string;
  readonly date: Date;
}

/** The Authorization header by an implementation that shares no line with ours. */
function byAws4({ request, credentials, region, signingName, date }: Case): string {
  const { host, pathname, search } = new URL(request.url);
  const signer = new RequestSigner(
    {
      method: request.method,
      host,
      path: pathname + search,
      service: signingName,
      region,
      headers: { ...request.headers, "X-Amz-Date": date.toISOString().replace(/[-:]|\.\d{3}/g, "") },
      // aws4 would give even an empty body a content type.
      ...(request.body.length === 0 ? {} : { body: Buffer.from(request.body) }),
    } as never,
    {
      accessKeyId: credentials.accessKeyId,
      secretAccessKey: credentials.secretAccessKey,
      ...(credentials.sessionToken == null ? {} : { sessionToken: credentials.sessionToken }),
    },
  );
  return String((signer.sign().headers as Record<string, string>).Authorization);
}

/** The same by the library that AWS's own SDK signs with. */
async function byLibrary({ request, credentials, region, signingName, date }: Case): Promise<string | undefined> {
  const { protocol, host, hostname, port, pathname, searchParams } = new URL(request.url);
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const signer = new SignatureV4({
    service: signingName,
    region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken == null ? {} : { sessionToken }) },
    sha256: LibraryHash,
    applyChecksum: false,
  });
  const query: Record<string, string[]> = {};
  for (const [name, value] of searchParams) query[name] = [...(query[name] ?? []), value];
  const signed = await signer.sign(
    {
      method: request.method,
      protocol,
      hostname,
      ...(port === "" ? {} : { port: Number(port) }),
      path: pathname,
      query,
      headers: { ...request.headers, host, "content-length": String(request.body.byteLength) },
      body: request.body,
    },
    { signingDate: date },
  );
  return signed.headers.authorization;
}

/** SHA-256, or HMAC-SHA-256 with a secret, as the library takes it. */
class LibraryHash {
  readonly #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret as Uint8Array);
  }
  update(data: Uint8Array): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    throw new Error("The signer starts a hash only once");
  }
}

const word = fc.stringMatching(/^[A-Za-z0-9/+=]{1,64}$/);
const anyCase: fc.Arbitrary<Case> = fc.record({
  credentials: fc.record({
    accessKeyId: fc.stringMatching(/^[A-Z0-9]{16,32}$/),
    secretAccessKey: word,
    sessionToken: fc.option(word, { nil: undefined }),
  }),
  region: fc.constantFrom("us-east-1", "eu-central-2", "cn-north-1"),
  signingName: fc.constantFrom("kinesis", "dynamodb", "logs"),
  date: fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }),
  request: fc.record({
    method: fc.constant("POST" as const),
    url: fc
      .tuple(
        fc.constantFrom("https://kinesis.us-east-1.amazonaws.com", "http://127.0.0.1:4567", "https://[::1]:8443"),
        fc.constantFrom("/", "/a", "/a/b/", "/stage/v1", "/a%20b", "/~x-y_z.0", "/a//b", "/(x)*'!", "/ż", "/$&+,;=:@"),
      )
      .map((parts) => parts.join("")),
    headers: fc.record({
      "content-type": fc.constantFrom("application/x-amz-json-1.0", "application/x-amz-json-1.1"),
      "x-amz-target": fc.stringMatching(/^[A-Za-z0-9_.]{1,40}$/),
      "user-agent": fc.constant("shardwright/1"),
      "amz-sdk-invocation-id": fc.uuid(),
      "amz-sdk-request": fc.constantFrom("attempt=1; max=3", "attempt=2;  max=3", " attempt=3; max=3 "),
    }),
    body: fc.uint8Array({ maxLength: 300 }).filter((bytes) => bytes.length > 0),
  }),
});

describe("signRequest", () => {
  it("agrees with aws4 on any request", async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (anything) => {
        const signed = await signRequest(anything.request, anything);
        expect(signed.headers.authorization).toBe(byAws4(anything));
      }),
      { numRuns: 300 },
    );
  });

  it("agrees with the library that AWS's own SDK signs with, on any request", async () => {
    const header = fc.tuple(
      fc.stringMatching(
        /^(x-[a-z0-9-]{1,12}|proxy-[a-z]{1,6}|sec-[a-z]{1,6}|via|expect|te|connection|x-amzn-trace-id)$/,
      ),
      fc.stringMatching(/^[\x20-\x7e\t]{0,24}$/),
    );
    const anyHeaders = fc.array(header, { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
    await fc.assert(
      fc.asyncProperty(anyCase, anyHeaders, async (anything, more) => {
        const request = { ...anything.request, headers: { ...anything.request.headers, ...more } };
        const signed = await signRequest(request, anything);
        expect(signed.headers.authorization).toBe(await byLibrary({ ...anything, request }));
      }),
      { numRuns: 500 },
    );
  });

  it("takes the payload's hash from the header that names it", async () => {
    const settings = { credentials: example, region: "us-east-1", signingName: "kinesis", date: exampleDate };
    const headers = { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
    const signed = await signRequest(request({ headers }), settings);
    expect(signed.headers.authorization).toBe(await byLibrary({ request: request({ headers }), ...settings }));
    const other = await signRequest(request({ headers, body: new Uint8Array([1, 2]) }), settings);
    expect(other.headers.authorization).toBe(signed.headers.authorization);
  });

  it("derives a new key when the secret of the same credentials object changes, and on another day", async () => {
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "first" };
    const settings = { credentials, region: "us-east-1", signingName: "kinesis", date: exampleDate };
    await signRequest(request(), settings);
    credentials.secretAccessKey = "second";
    for (let day = 0; day < 40; day++) {
      const later = { ...settings, date: new Date(exampleDate.getTime() + day * 86_400_000) };
      const signed = await signRequest(request(), later);
      expect(signed.headers.authorization).toBe(byAws4({ request: request(), ...later }));
    }
  });

  /** AWS's published test suite signs no `content-length`, which ours always does: so it vouches for the oracle. */
  it("agrees with an implementation that signs as AWS's published example does", async () => {
    const vanilla = {
      request: request({ url: "https://example.amazonaws.com/", headers: {}, body: new Uint8Array() }),
      credentials: example,
      region: "us-east-1",
      signingName: "service",
      date: exampleDate,
    };
    expect(byAws4(vanilla)).toBe(
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    );
    const { headers } = await signRequest(vanilla.request, vanilla);
    const counted = { ...vanilla.request, headers: { "content-length": "0" } };
    expect(headers.authorization).toBe(byAws4({ ...vanilla, request: counted }));
  });

  it("signs what decides where the request goes, when, for whom and what it means", async () => {
    const signed = await signRequest(request(), {
      credentials: { ...example, sessionToken: "token" },
      region: "us-east-1",
      signingName: "kinesis",
      date: exampleDate,
    });
    expect(signed.headers["x-amz-security-token"]).toBe("token");
    expect(signed.headers.authorization).toContain(
      "SignedHeaders=content-length;content-type;host;x-amz-date;x-amz-security-token;x-amz-target,",
    );
    expect(signed.headers.authorization).toContain("Credential=AKIDEXAMPLE/20150830/us-east-1/kinesis/aws4_request");
    expect(signed.url).toBe(request().url);
    expect(signed.body).toEqual(request().body);
  });

  it("keeps a port that is not the default in the host, and drops one that is", async () => {
    const settings = { credentials: example, region: "r", signingName: "s", date: exampleDate };
    expect((await signRequest(request({ url: "http://h.test:8080/" }), settings)).headers.host).toBe("h.test:8080");
    expect((await signRequest(request({ url: "https://h.test:443/" }), settings)).headers.host).toBe("h.test");
  });

  it("signs a signed request anew: nothing of the first signature is left", async () => {
    const first = await signRequest(request(), {
      credentials: { ...example, sessionToken: "old" },
      region: "us-east-1",
      signingName: "kinesis",
      date: exampleDate,
    });
    const settings = { credentials: example, region: "us-east-1", signingName: "kinesis", date: new Date() };
    expect(await signRequest(first, settings)).toEqual(await signRequest(request(), settings));
  });

  it("leaves the request that it was given alone", async () => {
    const given = request();
    await signRequest(given, { credentials: example, region: "r", signingName: "s", date: exampleDate });
    expect(given).toEqual(request());
  });

  it("does not mix up regions, services and credentials that it has signed for before", async () => {
    const other = { accessKeyId: "AKIDOTHER", secretAccessKey: "another" };
    for (const credentials of [example, other, example]) {
      for (const region of ["us-east-1", "eu-west-1", "us-east-1"]) {
        for (const signingName of ["kinesis", "dynamodb"]) {
          const settings = { credentials, region, signingName, date: exampleDate };
          const signed = await signRequest(request(), settings);
          expect(signed.headers.authorization).toBe(byAws4({ request: request(), ...settings }));
        }
      }
    }
  });

  it("signs a query", async () => {
    const settings = { credentials: example, region: "us-east-1", signingName: "service", date: exampleDate };
    const asked = request({ url: "https://example.amazonaws.com/?b=2&a=1&a=0&c=x%20y" });
    const signed = await signRequest(asked, settings);
    expect(signed.headers.authorization).toBe(byAws4({ request: asked, ...settings }));
  });
});
