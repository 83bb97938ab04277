import type { StreamingOptions, StreamingResponse, Transport, TransportRequest } from "../../runtime/for-generated.js";

/** What the transport does with a request for a stream. */
export type StreamStep =
  | StreamingResponse
  | Error
  | ((options: StreamingOptions, request: TransportRequest) => Promise<StreamingResponse>);

/** A transport that streams by a script, the last step again and again, and keeps what was sent. */
export interface FakeStreamingTransport extends Transport {
  readonly requests: readonly TransportRequest[];
  readonly options: readonly StreamingOptions[];
}

export function fakeStreamingTransport(...script: readonly StreamStep[]): FakeStreamingTransport {
  const requests: TransportRequest[] = [];
  const options: StreamingOptions[] = [];
  return {
    requests,
    options,
    send: () => Promise.reject(new Error("A stream was expected to be asked for")),
    async stream(request, given) {
      const step = script[Math.min(requests.length, script.length - 1)];
      requests.push(request);
      options.push(given);
      if (step === undefined || step instanceof Error) throw step ?? new Error("The script is empty");
      return typeof step === "function" ? step(given, request) : step;
    },
    close: () => {},
  };
}
