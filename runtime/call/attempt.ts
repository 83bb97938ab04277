import type { ClientContext } from "../client-context.js";
import type { Credentials } from "../credentials/credentials.js";
import type { CredentialsSource } from "../credentials/credentials-source.js";
import { CredentialsError } from "../errors/credentials-error.js";
import type { CallEvent } from "../observe/hooks.js";
import type { BodyLease } from "../platform/platform.js";
import type { ReadContext } from "../protocol/json.js";
import { parseResponse } from "../protocol/parse-response.js";
import { requestHeaders } from "../protocol/request-headers.js";
import type { ResponseHead } from "../protocol/response-headers.js";
import type { AttemptContext } from "../retry/retry-policy.js";
import type { Operation } from "../service.js";
import { signRequest } from "../signing/sign.js";
import { type BodyInPieces, requestOf, type TransportRequest, type TransportResponse } from "../transport/transport.js";
import type { StreamLimits } from "./begin-stream.js";
import { targetOf } from "./endpoint-of.js";
import { observedExchange } from "./observed-exchange.js";
import { redactSecrets } from "./redact-secrets.js";

/** What the attempts of a call have in common. */
export interface PreparedCall<Input, Output> {
  readonly operation: Operation<Input, Output>;
  readonly input: Input;
  /** As it goes out: compressed, if it is to be. */
  readonly body: Uint8Array | BodyInPieces;
  /** What the headers tell of the body: its encoding, its checksum. */
  readonly bodyHeaders: Readonly<Record<string, string>>;
  readonly read: ReadContext;
  readonly signal: AbortSignal | undefined;
  /** What goes on to hold for an event stream when the call is done. */
  readonly stream: StreamLimits;
  /** What every event of the call tells. */
  readonly event: CallEvent;
  /** Told that a request goes out. */
  readonly onSend: () => void;
  /** Who is told that the network has taken the body; nobody where the transport is the caller's own. */
  readonly lease: BodyLease | undefined;
}

/** What an attempt that succeeded brought. */
export interface Answer<Output> {
  readonly output: Output;
  readonly response: ResponseHead;
}

/**
 * One attempt: endpoint, sign, send, parse. Everything is found anew, since each of it may have changed. A discovered
 * endpoint that turns out to be the wrong one is discovered anew within the attempt, once.
 *
 * @param moved whether that has happened
 */
export async function attempt<Input, Output>(
  context: ClientContext,
  call: PreparedCall<Input, Output>,
  turn: AttemptContext,
  moved = false,
): Promise<Answer<Output>> {
  const { operation, body } = call;
  // Here and below: what is at hand is not awaited. Each turn of the promise queue takes a small call's hundredth.
  const found = credentialsFor(context, operation, turn.refreshCredentials);
  const credentials = found instanceof Promise ? await found : found;
  let request: TransportRequest | undefined;
  try {
    request = await signedRequest(context, call, turn, credentials);
    call.signal?.throwIfAborted();
    const { eventStream } = operation;
    if (eventStream !== undefined) {
      return await eventStream.open(context, { call, description: eventStream, turn, request, credentials });
    }
    const response = await send(context, call, turn, request);
    const parsing = {
      blobs: call.read.blobs,
      responseBytes: response.body.byteLength,
      attempt: turn.attempt,
      requestBytes: body.byteLength,
    };
    const output = parseResponse(operation, response, parsing);
    response.release?.();
    return { output, response };
  } catch (error) {
    redactSecrets(error, credentials);
    if (operation.discovery?.by.forget(context, error, request?.url) !== true || moved) throw error;
    return attempt(context, call, turn, true);
  }
}

function credentialsFor<Input, Output>(
  { credentials }: ClientContext,
  operation: Operation<Input, Output>,
  forceRefresh: boolean,
): Credentials | undefined | Promise<Credentials | undefined> {
  if (operation.unsigned === true) return undefined;
  if (operation.optionalAuth === true) return optionalCredentials(credentials, forceRefresh);
  if (credentials !== undefined) return credentials.get({ forceRefresh });
  throw new CredentialsError(
    `${operation.name}: there are no credentials. Give the client the option credentials: ` +
      "{ accessKeyId, secretAccessKey, sessionToken? } or a function that fetches them.",
  );
}

/** For an operation that anybody may call: without credentials, and without those that cannot be had, it goes unsigned. */
async function optionalCredentials(
  credentials: CredentialsSource | undefined,
  forceRefresh: boolean,
): Promise<Credentials | undefined> {
  try {
    return await credentials?.get({ forceRefresh });
  } catch {
    return undefined;
  }
}

async function signedRequest<Input, Output>(
  context: ClientContext,
  { operation, input, body, bodyHeaders, event }: PreparedCall<Input, Output>,
  { attempt, maxAttempts }: AttemptContext,
  credentials: Credentials | undefined,
): Promise<TransportRequest> {
  const { service, settings, retryPolicy } = context;
  const found = targetOf(context, operation, input, credentials);
  const target = found instanceof Promise ? await found : found;
  const { url, headers, signingRegion, signingName, refuseSignature } = target;
  const allHeaders = {
    ...requestHeaders(service, operation.name, { invocationId: event.invocationId, attempt, maxAttempts }),
    ...headers,
    ...bodyHeaders,
  };
  const request = requestOf({ method: "POST", url, headers: allHeaders }, body);
  if (credentials === undefined) return request;
  refuseSignature?.(operation.name, url);
  const date = new Date(settings.clock.now() + retryPolicy.clockOffset());
  return await signRequest(request, { credentials, region: signingRegion, signingName, date });
}

function send<Input, Output>(
  context: ClientContext,
  call: PreparedCall<Input, Output>,
  turn: AttemptContext,
  request: TransportRequest,
): Promise<TransportResponse> {
  const { transport, settings } = context;
  const { requestTimeout, connectTimeout } = settings;
  const limits = { signal: call.signal, requestTimeout, connectTimeout, onRequestTaken: call.lease?.onRequestTaken };
  const bodyBytes = ({ body }: TransportResponse): number => body.byteLength;
  return observedExchange(context, call, turn, request, () => transport.send(request, limits), bodyBytes);
}
