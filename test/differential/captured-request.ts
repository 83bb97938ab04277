import { Kinesis as SdkKinesis } from "@aws-sdk/client-kinesis";
import { Kinesis } from "../../generated/kinesis/index.js";

/** A request as a client handed it to its transport: nothing goes out, so that it may be meant for any host. */
export interface CapturedRequest {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What both clients are set up with. */
export interface CaptureConfig {
  readonly region?: string;
  readonly endpoint?: string | undefined;
  readonly accountId?: string | undefined;
  readonly useFipsEndpoint?: boolean;
  readonly useDualstackEndpoint?: boolean;
  readonly accountIdEndpointMode?: "preferred" | "required" | "disabled";
  /** @default "off" for ours; the SDK checks nothing */
  readonly validation?: "strict";
}

/** What came of a call: the request, or the error that kept it from being sent. */
export interface Captured {
  readonly request?: CapturedRequest;
  readonly error?: unknown;
}

/** The keys that captured requests are signed with; the secret is like no word, lest an error message hold it. */
export const captureCredentials = {
  accessKeyId: "AKIDCAPTURED",
  secretAccessKey: "w1dely/Un1ike+Any/W0rd/Of/A/Message",
} as const;

/** The request that our client makes of a call. */
export async function sentByUs(config: CaptureConfig, method: string, input: object): Promise<Captured> {
  const { accountId, ...rest } = config;
  let request: CapturedRequest | undefined;
  const client = new Kinesis({
    region: "us-east-1",
    validation: "off",
    ...rest,
    credentials: { ...captureCredentials, accountId },
    maxAttempts: 1,
    transport: {
      send: async ({ url, headers, body, ...sent }) => {
        request = capture(sent.method, new URL(url), headers, body);
        const answer = new TextEncoder().encode("{}");
        return { status: 200, headers: { "content-type": "application/x-amz-json-1.1" }, body: answer };
      },
      close() {},
    },
  });
  const error = await failureOf(client, method, input);
  // What comes after the request does not matter here: the answer may lack what the operation requires.
  return request === undefined ? { error } : { request };
}

/** The request that the AWS SDK's client makes of a call. */
export async function sentBySdk(config: CaptureConfig, method: string, input: object): Promise<Captured> {
  const { accountId, validation: _, endpoint, ...rest } = config;
  let request: CapturedRequest | undefined;
  const client = new SdkKinesis({
    region: "us-east-1",
    ...rest,
    ...(endpoint === undefined ? {} : { endpoint }),
    credentials: { ...captureCredentials, ...(accountId === undefined ? {} : { accountId }) },
    maxAttempts: 1,
    requestHandler: { handle: async (sent: SdkRequest) => Promise.reject(see(sent)) } as never,
  });
  const see = ({ method, protocol, hostname, port, path, headers, body }: SdkRequest): Error => {
    const url = new URL(`${protocol}//${hostname}${port === undefined ? "" : `:${port}`}${path}`);
    request = capture(method, url, headers, body ?? "");
    return new Error("Seen enough.");
  };
  const error = await failureOf(client, method, input);
  return request === undefined ? { error } : { request };
}

interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

function capture(
  method: string,
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): CapturedRequest {
  return {
    method,
    url: url.href,
    // The host header is what the connection would add where the client leaves it to it.
    headers: {
      host: url.host,
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    },
    body: Buffer.from(body as Uint8Array),
  };
}

async function failureOf(client: object, method: string, input: object): Promise<unknown> {
  const call = (client as Record<string, unknown>)[method];
  if (typeof call !== "function") throw new Error(`There is no method ${method}.`);
  try {
    await call.call(client, input);
    return undefined;
  } catch (error) {
    return error;
  }
}
