/** One HTTP request, ready to go out: signed, its body complete. */
export interface TransportRequest {
  readonly method: "POST";
  /** An absolute `http:` or `https:` URL. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** One HTTP response, its body complete. */
export interface TransportResponse {
  readonly status: number;
  /** Header names in lower case; repeated headers joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The limits of one attempt. */
export interface TransportOptions {
  /** Ends the attempt: the promise rejects with `signal.reason`, the socket is given up. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds from sending to the response's last byte; 0 or absent is no limit. */
  readonly requestTimeout?: number | undefined;
  /** Milliseconds to get a connection, TLS handshake included; 0 or absent is no limit. */
  readonly connectTimeout?: number | undefined;
}

/**
 * Carries requests. Redirects are not followed and statuses are not judged: whatever arrived is the response.
 * Rejects with {@link ConnectionError} when no complete response arrived, with {@link TimeoutError} when a limit of
 * {@link TransportOptions} passed, with `signal.reason` when the signal ended it.
 */
export interface Transport {
  send(request: TransportRequest, options: TransportOptions): Promise<TransportResponse>;
  /** Releases idle sockets. Requests under way are not disturbed; a later `send` opens a new connection. */
  close(): void;
}
