import { userAgent } from "#platform";
import type { ClientContext } from "../client-context.js";
import type { Credentials } from "../credentials/credentials.js";
import { ConnectionError } from "../errors/connection-error.js";
import { CredentialsError } from "../errors/credentials-error.js";
import { ShardwrightError } from "../errors/shardwright-error.js";
import type { CallEvent } from "../observe/hooks.js";
import { redactHeaders } from "../observe/redact-headers.js";
import type { ReadContext } from "../protocol/json.js";
import { parseResponse } from "../protocol/parse-response.js";
import { attemptHeaders, requestHeaders } from "../protocol/request-headers.js";
import { requestIdOf } from "../protocol/response-headers.js";
import type { AttemptContext } from "../retry/retry-policy.js";
import type { Operation } from "../service.js";
import { signRequest } from "../signing/sign.js";
import type { TransportRequest, TransportResponse } from "../transport/transport.js";
import { targetOf } from "./endpoint-of.js";
import { redactSecrets } from "./redact-secrets.js";

/** What the attempts of a call have in common. */
export interface PreparedCall<Input, Output> {
  readonly operation: Operation<Input, Output>;
  readonly input: Input;
  readonly body: Uint8Array;
  readonly read: ReadContext;
  readonly signal: AbortSignal | undefined;
  /** What every event of the call tells. */
  readonly event: CallEvent;
  /** Told that a request goes out. */
  readonly onSend: () => void;
}

/** What an attempt that succeeded brought. */
export interface Answer<Output> {
  readonly output: Output;
  readonly response: TransportResponse;
}

/** One attempt: endpoint, sign, send, parse. Everything is found anew, since each of it may have changed. */
export async function attempt<Input, Output>(
  context: ClientContext,
  call: PreparedCall<Input, Output>,
  turn: AttemptContext,
): Promise<Answer<Output>> {
  const { operation, body } = call;
  const credentials = await credentialsFor(context, operation, turn.refreshCredentials);
  try {
    const request = await signedRequest(context, call, turn, credentials);
    call.signal?.throwIfAborted();
    const response = await send(context, call, turn, request);
    const parsing = { ...call.read, attempt: turn.attempt, requestBytes: body.byteLength };
    return { output: parseResponse(operation, response, parsing), response };
  } catch (error) {
    redactSecrets(error, credentials);
    throw error;
  }
}

async function credentialsFor<Input, Output>(
  { credentials }: ClientContext,
  operation: Operation<Input, Output>,
  forceRefresh: boolean,
): Promise<Credentials | undefined> {
  try {
    if (credentials !== undefined) return await credentials.get({ forceRefresh });
  } catch (error) {
    if (operation.optionalAuth !== true) throw error;
  }
  if (operation.optionalAuth === true) return undefined;
  throw new CredentialsError(
    `${operation.name}: there are no credentials. Give the client the option credentials: ` +
      "{ accessKeyId, secretAccessKey, sessionToken? } or a function that fetches them.",
  );
}

async function signedRequest<Input, Output>(
  context: ClientContext,
  { operation, input, body, event }: PreparedCall<Input, Output>,
  { attempt, maxAttempts }: AttemptContext,
  credentials: Credentials | undefined,
): Promise<TransportRequest> {
  const { service, settings, retryPolicy } = context;
  const { url, headers, signingRegion, signingName } = await targetOf(context, operation, input, credentials);
  const agent = userAgent();
  const request: TransportRequest = {
    method: "POST",
    url,
    headers: {
      ...headers,
      ...requestHeaders(service, operation.name),
      ...attemptHeaders(event.invocationId, attempt, maxAttempts),
      [agent.header]: agent.value,
    },
    body,
  };
  if (credentials === undefined) return request;
  const date = new Date(settings.clock.now() + retryPolicy.clockOffset());
  return signRequest(request, { credentials, region: signingRegion, signingName, date });
}

async function send<Input, Output>(
  { transport, settings, observer }: ClientContext,
  { operation, signal, event, body, onSend }: PreparedCall<Input, Output>,
  { attempt, maxAttempts }: AttemptContext,
  request: TransportRequest,
): Promise<TransportResponse> {
  const { requestTimeout, connectTimeout, clock } = settings;
  const { url } = request;
  observer.request(() => {
    const headers = redactHeaders(request.headers);
    return { ...event, attempt, maxAttempts, url, headers, bodyBytes: body.byteLength };
  });
  const sent = clock.now();
  onSend();
  let response: TransportResponse;
  try {
    response = await transport.send(request, { signal, requestTimeout, connectTimeout });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw error instanceof ShardwrightError ? error : foreign(error, operation.name, url);
  }
  observer.response(() => {
    const { status, headers, body: answer } = response;
    const duration = clock.now() - sent;
    const requestId = requestIdOf(headers);
    return {
      ...event,
      attempt,
      status,
      requestId,
      headers: redactHeaders(headers),
      bodyBytes: answer.byteLength,
      duration,
    };
  });
  return response;
}

/** A transport of the caller's own may fail in its own way. A system code is kept, since retrying goes by it. */
function foreign(cause: unknown, operation: string, url: string): ConnectionError {
  const code = (cause as { readonly code?: unknown } | null | undefined)?.code;
  const { host } = new URL(url);
  const details = { host, cause, ...(typeof code === "string" && { code }) };
  return new ConnectionError(`${operation}: the transport failed to reach ${host}`, details);
}
