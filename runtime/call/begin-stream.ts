import { defaultStreams } from "#platform";
import type { ClientContext } from "../client-context.js";
import { systemClock } from "../clock.js";
import type { Credentials } from "../credentials/credentials.js";
import { ConfigError } from "../errors/config-error.js";
import { ConnectionError } from "../errors/connection-error.js";
import { attachMetadata, metadataOf } from "../errors/response-metadata.js";
import type { EventStreamDescription } from "../event-stream/description.js";
import { openEvents } from "../event-stream/open-events.js";
import type { StreamSource } from "../event-stream/stream-source.js";
import { observeUnknownEvent } from "../observe/unknown-event.js";
import { parseResponse } from "../protocol/parse-response.js";
import { isEventStreamContentType, metadataOfResponse } from "../protocol/response-headers.js";
import type { AttemptContext } from "../retry/retry-policy.js";
import { holdAttemptLimits } from "../transport/attempt-limits.js";
import { truncatedResponse } from "../transport/connection-failure.js";
import type { StreamingResponse, Transport, TransportRequest, TransportResponse } from "../transport/transport.js";
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
  /** @internal */
  readonly call: PreparedCall<Input, Output>;
  /** @internal */
  readonly description: EventStreamDescription;
  /** @internal */
  readonly turn: AttemptContext;
  /** @internal */
  readonly request: TransportRequest;
  /** @internal */
  readonly credentials: Credentials | undefined;
}

/** Sends the request of an attempt and succeeds when the stream has begun. */
export type OpenEventStream = <Input, Output>(
  context: ClientContext,
  attempt: StreamAttempt<Input, Output>,
) => Promise<Answer<Output>>;

/**
 * Opens an event stream. What the service answers in place of a stream is parsed as for any operation.
 *
 * Operations with a stream bring this function along, and nothing else imports it: a program that calls none of them
 * bundles neither the reading of streams nor what carries them.
 *
 * @throws ConfigError when the client's transport cannot stream
 */
export const openEventStream: OpenEventStream = async <Input, Output>(
  context: ClientContext,
  attempt: StreamAttempt<Input, Output>,
): Promise<Answer<Output>> => {
  const { call, turn, request } = attempt;
  const { operation, signal, read } = call;
  const sent = context.settings.clock.now();
  const response = await startStream(context, attempt);
  if (!bringsEvents(response)) {
    const parsing = { ...read, attempt: turn.attempt, requestBytes: request.body.byteLength };
    return { output: parseResponse(operation, await whole(context, response, request), parsing), response };
  }
  const { initial, events } = await openEvents(sourceOf(context, attempt, response, sent));
  // The call may have been given up meanwhile, and then nobody would ever close this stream.
  if (signal?.aborted) events.close();
  signal?.throwIfAborted();
  return { output: operation.read(initial, { ...read, eventStream: events }), response };
};

function startStream<Input, Output>(
  context: ClientContext,
  { call, turn, request }: StreamAttempt<Input, Output>,
): Promise<StreamingResponse> {
  const { settings, service } = context;
  const { requestTimeout, connectTimeout } = settings;
  const transport = streamTransportOf(context);
  const stream = transport?.stream?.bind(transport);
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
    () => stream(request, options),
    () => 0,
  );
}

/** The client's own transport; beside the default one, which carries calls alone, what carries streams. */
function streamTransportOf(context: ClientContext): Pick<Transport, "stream"> | undefined {
  if (!context.ownsTransport) return context.transport;
  if (context.streams === undefined) {
    context.streams = defaultStreams();
    // For a call that was under way when the client was closed: its connection is not kept when it becomes idle.
    if (context.closed) context.streams?.close();
  }
  return context.streams;
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
      observeUnknownEvent(observer, () => ({ ...event, messageType, eventType, payloadBytes: bytes })),
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
