import type { ClientContext } from "../client-context.js";
import { systemClock } from "../clock.js";
import type { Credentials } from "../credentials/credentials.js";
import { ConfigError } from "../errors/config-error.js";
import { ConnectionError } from "../errors/connection-error.js";
import { attachMetadata, metadataOf } from "../errors/response-metadata.js";
import type { EventStreamDescription } from "../event-stream/description.js";
import type { StreamSource } from "../event-stream/stream-source.js";
import { parseResponse } from "../protocol/parse-response.js";
import { isEventStreamContentType, metadataOfResponse } from "../protocol/response-headers.js";
import type { AttemptContext } from "../retry/retry-policy.js";
import { holdAttemptLimits } from "../transport/attempt-limits.js";
import { truncatedResponse } from "../transport/connection-failure.js";
import type { StreamingResponse, TransportRequest, TransportResponse } from "../transport/transport.js";
import type { Answer, PreparedCall } from "./attempt.js";
import { prefixOperation } from "./complete-error.js";
import { knownFailure, observedExchange } from "./observed-exchange.js";
import { redactSecrets } from "./redact-secrets.js";

/** What holds for an event stream, also when the call that began it is done. */
export interface StreamLimits {
  /** The caller's own signal. */
  readonly signal: AbortSignal | undefined;
  /** Milliseconds; 0 for none. */
  readonly inactivityTimeout: number;
}

/** An attempt at an operation with an event stream. */
export interface StreamAttempt<Input, Output> {
  readonly call: PreparedCall<Input, Output>;
  readonly description: EventStreamDescription;
  readonly turn: AttemptContext;
  readonly request: TransportRequest;
  readonly credentials: Credentials | undefined;
}

/**
 * Sends the request and succeeds when the stream has begun. What the service answers in place of a stream is parsed as
 * for any operation.
 *
 * @throws ConfigError when the client's transport cannot stream
 */
export async function beginStream<Input, Output>(
  context: ClientContext,
  attempt: StreamAttempt<Input, Output>,
): Promise<Answer<Output>> {
  const { call, description, turn, request } = attempt;
  const { operation, signal, read } = call;
  const sent = context.settings.clock.now();
  const response = await startStream(context, attempt);
  if (!bringsEvents(response)) {
    const parsing = { ...read, attempt: turn.attempt, requestBytes: request.body.byteLength };
    return { output: parseResponse(operation, await whole(context, response, request), parsing), response };
  }
  const { initial, events } = await description.open(sourceOf(context, attempt, response, sent));
  // The call may have been given up meanwhile, and then nobody would ever close this stream.
  if (signal?.aborted) events.close();
  signal?.throwIfAborted();
  return { output: operation.read(initial, { ...read, eventStream: events }), response };
}

function startStream<Input, Output>(
  context: ClientContext,
  { call, turn, request }: StreamAttempt<Input, Output>,
): Promise<StreamingResponse> {
  const { transport, settings, service } = context;
  const { requestTimeout, connectTimeout } = settings;
  const { stream } = transport;
  if (stream === undefined) {
    const message = `${call.operation.name} answers with an event stream, which this client's transport cannot receive: it has no method stream.`;
    throw new ConfigError(message, { option: "transport" });
  }
  const options = {
    signal: call.signal,
    requestTimeout,
    connectTimeout,
    protocol: service.eventStreamProtocol ?? "http/1.1",
    now: systemClock.now,
  };
  return observedExchange(
    context,
    call,
    turn,
    request,
    () => stream.call(transport, request, options),
    () => 0,
  );
}

/** Errors come with their own status, and as JSON. */
function bringsEvents({ status, headers }: StreamingResponse): boolean {
  return status >= 200 && status < 300 && isEventStreamContentType(headers["content-type"]);
}

function sourceOf<Input, Output>(
  { service, settings: { clock }, observer }: ClientContext,
  { call, description, turn, request, credentials }: StreamAttempt<Input, Output>,
  response: StreamingResponse,
  sent: number,
): StreamSource {
  const { operation, event, read, stream } = call;
  const { name, exactNumbers } = operation;
  const { status, headers } = response;
  const { host } = new URL(request.url);
  return {
    response,
    stream: { service, operation: name, description, status, headers, attempt: turn.attempt, read, exactNumbers },
    signal: stream.signal,
    inactivityTimeout: stream.inactivityTimeout,
    lasted: () => clock.now() - sent,
    brokenOff: (where) =>
      new ConnectionError(`${name}: the stream from ${host} ended ${where} (${truncatedResponse})`, {
        code: truncatedResponse,
        host,
      }),
    complete: (error) => {
      const failure = knownFailure(error, name, request.url, "read from");
      if (metadataOf(failure) === undefined) attachMetadata(failure, metadataOfResponse(response, turn.attempt));
      prefixOperation(failure, name);
      redactSecrets(failure, credentials);
      return failure;
    },
    onUnknown: ({ messageType, eventType, bytes }) =>
      observer.unknownEvent(() => ({ ...event, messageType, eventType, payloadBytes: bytes })),
  };
}

/** An answer that is no event stream says what is wrong, which is short. */
const longestAnswer = 1_048_576;

/** Reads a response to its end. The time for it is that of a whole request, in which other operations get theirs. */
async function whole(
  { settings: { requestTimeout } }: ClientContext,
  response: StreamingResponse,
  { url }: TransportRequest,
): Promise<TransportResponse> {
  const { status, headers } = response;
  const limits = holdAttemptLimits({ host: new URL(url).host, requestTimeout }, (reason) => response.cancel(reason));
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body) {
      chunks.push(chunk);
      length += chunk.byteLength;
      // What is left out is no part of a fault; the loop's early end closes the stream.
      if (length > longestAnswer) break;
    }
  } finally {
    limits.release();
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return { status, headers, body };
}
