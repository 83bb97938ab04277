import http2 from "node:http2";
import { afterEach } from "vitest";
import { type Http2Options, nodeHttp2Streams } from "../../../runtime/transport/node-http2-streams.js";
import type { StreamingOptions, StreamingResponse, TransportRequest } from "../../../runtime/transport/transport.js";

export const bytes: Buffer = Buffer.from("some bytes, no frames");

let made: { close(): void }[] = [];

/** Hands something to {@link closeAfterEach}. */
export function closing<Made extends { close(): void }>(transport: Made): Made {
  made.push(transport);
  return transport;
}

/** How a test asks for a stream. */
export type OpenStream = (request: TransportRequest, limits?: Partial<StreamingOptions>) => Promise<StreamingResponse>;

export function streams(options: Http2Options = {}, tls?: { ca: string }): OpenStream {
  const transport = closing(nodeHttp2Streams(http2.connect, options, tls));
  return (request: TransportRequest, limits = {}) => transport.stream(request, { protocol: "h2", ...limits });
}

/** Closes what the tests of a file opened. */
export function closeAfterEach(): void {
  afterEach(() => {
    for (const each of made) each.close();
    made = [];
  });
}
