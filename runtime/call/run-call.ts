import { randomUUID } from "#platform";
import type { ClientContext } from "../client-context.js";
import type { CallOptions, StreamCallOptions } from "../config/call-options.js";
import { checkCallOptions, checkStreamCallOptions } from "../config/check-call-options.js";
import { ConfigError } from "../errors/config-error.js";
import { attachMetadata } from "../errors/response-metadata.js";
import { ShardwrightError } from "../errors/shardwright-error.js";
import { ValidationError } from "../errors/validation-error.js";
import type { BodyLease } from "../platform/platform.js";
import { requestBody } from "../protocol/request-body.js";
import { metadataOfResponse } from "../protocol/response-headers.js";
import type { Operation } from "../service.js";
import { untilAborted } from "../signal/until-aborted.js";
import type { BodyInPieces } from "../transport/transport.js";
import { violationsIn } from "../validation/report.js";
import { attempt, type PreparedCall } from "./attempt.js";
import { limitCall } from "./call-limit.js";
import { completeError } from "./complete-error.js";

/** One call, from its input to its output: check, write, limit the rate, then attempt until it is done. */
export async function runCall<Input, Output>(
  context: ClientContext,
  operation: Operation<Input, Output>,
  input: Input,
  options: StreamCallOptions,
): Promise<Output> {
  const { observer, rateLimiter, retryPolicy, settings } = context;
  const event = { service: context.service.sdkId, operation: operation.name, invocationId: randomUUID() };
  const started = settings.clock.now();
  let requests = 0;
  const onSend = (): void => {
    requests += 1;
  };
  try {
    const written = prepare(context, operation, input, options);
    const { encode } = operation;
    let body = written;
    let bodyHeaders: PreparedCall<Input, Output>["bodyHeaders"] = {};
    let lease: BodyLease | undefined;
    if (!("pieces" in written)) {
      if (encode !== undefined) ({ body, headers: bodyHeaders } = await encode(operation, written, settings));
      if (context.ownsTransport) lease = context.bodyMemory.lease(written);
    }
    const { signal, deadline, end } = limitCall(operation.name, options, settings.clock);
    const call: PreparedCall<Input, Output> = {
      operation,
      input,
      body,
      bodyHeaders,
      event,
      onSend,
      lease,
      signal,
      read: { blobs: options.blobs ?? "bytes" },
      stream: { signal: options.signal, inactivityTimeout: options.inactivityTimeout ?? 20_000 },
    };
    try {
      const admission = rateLimiter.acquire(operation, input, signal);
      if (admission !== undefined) await untilAborted(admission, signal);
      const result = await retryPolicy.run((turn) => untilAborted(attempt(context, call, turn), signal), {
        operation: operation.name,
        repeat: operation.repeat,
        signal,
        deadline,
        maxAttempts: options.maxAttempts,
        credentialsRefreshable: context.credentials?.refreshable,
        onRetry: (retry) => observer.retry(() => ({ ...event, ...retry })),
        annotate: (error, outcome) => {
          const elapsed = settings.clock.now() - started;
          completeError(error, { ...outcome, operation: operation.name, elapsed });
        },
      });
      const { output, response } = result.value;
      // A request that failed may hold the body yet.
      if (result.attempts === 1) lease?.end();
      const metadata = metadataOfResponse(response, result.attempts, result.totalRetryDelay);
      return attachMetadata(output as Output & object, metadata);
    } finally {
      end();
    }
  } catch (error) {
    const duration = settings.clock.now() - started;
    observer.error(() => ({ ...event, error, attempts: requests, duration }));
    throw error;
  }
}

/** Everything that can be wrong before a request goes out. Returns the request's body. */
function prepare<Input, Output>(
  { service, settings, bodyMemory, closed }: ClientContext,
  operation: Operation<Input, Output>,
  input: Input,
  options: CallOptions,
): Uint8Array | BodyInPieces {
  if (operation.eventStream === undefined) checkCallOptions(options);
  else checkStreamCallOptions(options);
  options.signal?.throwIfAborted();
  if (closed) throw new ShardwrightError(`${operation.name}: this client is closed. Make a new one.`);
  if (operation.service.sdkId !== service.sdkId) {
    throw new ConfigError(
      `${operation.name} is an operation of ${operation.service.sdkId}; this client is for ${service.sdkId}.`,
    );
  }
  const tier = options.validation ?? settings.validation;
  const violations = violationsIn(operation.validate, input, tier, operation.sensitiveInput);
  if (violations.length > 0) throw new ValidationError(operation.name, violations);
  return requestBody(operation, input, bodyMemory);
}
