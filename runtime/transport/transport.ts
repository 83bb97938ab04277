/** One HTTP request, ready to go out: signed, its body complete. */
export interface TransportRequest {
  readonly method: "POST";
  /** An absolute `http:` or `https:` URL. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** With {@link pieces}, made when it is asked for. */
  readonly body: Uint8Array;
  /** The same body for a transport that can send it piece by piece, which takes less memory. Absent from most requests. */
  readonly pieces?: BodyInPieces | undefined;
}

/** A body that is made while it is sent. */
export interface BodyInPieces {
  readonly byteLength: number;
  /** Of the whole body, in hexadecimal digits. */
  readonly sha256: string;
  /**
   * The body from its beginning. A piece may be read until the next one is asked for.
   *
   * @throws ShardwrightError when its bytes are not there any more
   */
  pieces(): Iterable<Uint8Array>;
  /** All of it at once. */
  bytes(): Uint8Array;
}

/** A request's body as it was given: to ask for `body` itself would make all of one that comes in pieces. */
export function bodyOf(request: TransportRequest): Uint8Array | BodyInPieces {
  return request.pieces ?? request.body;
}

/** A request with its body, whichever it is. */
export function requestOf(
  { method, url, headers }: Omit<TransportRequest, "body" | "pieces">,
  body: Uint8Array | BodyInPieces,
): TransportRequest {
  if (!("pieces" in body)) return { method, url, headers, body };
  return {
    method,
    url,
    headers,
    pieces: body,
    get body() {
      return body.bytes();
    },
  };
}

/** One HTTP response, its body complete. */
export interface TransportResponse {
  readonly status: number;
  /** Header names in lower case; repeated headers joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /**
   * Called when the body was read and is not needed any more: the transport may use its memory again. Not called for a
   * response that is no success.
   */
  readonly release?: (() => void) | undefined;
}

/** The limits of one attempt. */
export interface TransportOptions {
  /** Ends the attempt: the promise rejects with `signal.reason`, the socket is given up. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds from sending to the response's last byte; 0 or absent is no limit. */
  readonly requestTimeout?: number | undefined;
  /** Milliseconds to get a connection, TLS handshake included; 0 or absent is no limit. */
  readonly connectTimeout?: number | undefined;
  /**
   * Called when the network has taken all of the request, before or after the response: the transport will not read the
   * body again. A transport that cannot tell never calls it.
   */
  readonly onRequestTaken?: (() => void) | undefined;
}

/** A response whose body arrives while it is read. */
export interface StreamingResponse {
  readonly status: number;
  /** Header names in lower case; repeated headers joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The body's bytes in chunks of any size, to be read once. A slow reader holds back the server. Ends when the server
   * ended the stream; throws {@link ConnectionError} when it broke off, and what the signal was aborted with. Leaving
   * the loop early cancels.
   */
  readonly body: AsyncIterable<Uint8Array>;
  /** Ends the stream at once, whether it is being read or not; a pending read rejects with `reason`. May be repeated. */
  cancel(reason?: unknown): void;
  /**
   * When the peer last gave a sign of life, by {@link StreamingOptions.now}: bytes of the body, or an answer to a ping.
   * Undefined, or absent, where the transport cannot tell.
   */
  lastActivity?(): number | undefined;
}

/**
 * The limits of one streaming attempt. `requestTimeout` ends with the response's headers; `signal` goes on to hold for
 * the body.
 */
export interface StreamingOptions extends TransportOptions {
  /** What to speak. */
  readonly protocol: "h2" | "http/1.1";
  /** The clock of {@link StreamingResponse.lastActivity}, which tells nothing without one. */
  readonly now?: (() => number) | undefined;
}

/** Carries requests whose responses are streams. */
export interface StreamTransport {
  /** As {@link Transport.send}, but resolves when the response's headers are there. */
  stream(request: TransportRequest, options: StreamingOptions): Promise<StreamingResponse>;
  /** As {@link Transport.close}. */
  close(): void;
}

/**
 * Carries requests. Redirects are not followed and statuses are not judged: whatever arrived is the response.
 * Rejects with {@link ConnectionError} when no complete response arrived, with {@link TimeoutError} when a limit of
 * {@link TransportOptions} passed, with `signal.reason` when the signal ended it.
 */
export interface Transport {
  send(request: TransportRequest, options: TransportOptions): Promise<TransportResponse>;
  /** As `send`, but resolves when the response's headers are there. Absent when this transport cannot stream. */
  stream?(request: TransportRequest, options: StreamingOptions): Promise<StreamingResponse>;
  /** Releases idle sockets. Requests under way are not disturbed; a later `send` opens a new connection. */
  close(): void;
}
