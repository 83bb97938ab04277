import type { Transport, TransportOptions, TransportRequest, TransportResponse } from "../../runtime/for-generated.js";

/** What the fake transport does with a request: answer, fail with an error, or whatever a function says. */
export type Step =
  | TransportResponse
  | Error
  | ((request: TransportRequest, options: TransportOptions) => Promise<TransportResponse>);

/** A transport that follows a script, the last step again and again, and keeps what was sent. */
export interface FakeTransport extends Transport {
  readonly requests: TransportRequest[];
  readonly options: TransportOptions[];
  closed: boolean;
}

export function fakeTransport(...script: readonly Step[]): FakeTransport {
  const transport: FakeTransport = {
    requests: [],
    options: [],
    closed: false,
    async send(request, options) {
      const step = script[Math.min(transport.requests.length, script.length - 1)];
      transport.requests.push(request);
      transport.options.push(options);
      if (step === undefined) throw new Error("The script of the fake transport is empty");
      if (step instanceof Error) throw step;
      return typeof step === "function" ? step(request, options) : step;
    },
    close() {
      transport.closed = true;
    },
  };
  return transport;
}

/** A response; an object becomes JSON of awsJson's content type, a string is sent as it is. */
export function answer(
  status: number,
  body: object | string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): TransportResponse {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  return {
    status,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "request-1", ...headers },
    body: new Uint8Array(bytes),
  };
}

/** The JSON of a request's body. */
export function sentJson(request: TransportRequest | undefined): unknown {
  return JSON.parse(Buffer.from(request?.body ?? []).toString());
}
