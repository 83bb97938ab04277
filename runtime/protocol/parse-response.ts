import type { ProtocolError } from "../errors/protocol-error.js";
import { attachResponse } from "../retry/response-of.js";
import type { Operation } from "../service.js";
import type { TransportResponse } from "../transport/transport.js";
import { brokenResponse } from "./broken-response.js";
import { faultOf } from "./fault.js";
import type { JsonObject, ReadContext } from "./json.js";
import { locateMalformed } from "./malformed-path.js";
import { MalformedValue } from "./malformed-value.js";
import { readBody } from "./response-body.js";
import { isJsonContentType } from "./response-headers.js";

/** The attempt that a response answers. */
export interface ParseContext extends ReadContext {
  /** Which attempt, from 1. */
  readonly attempt: number;
  /** The length of the request's body. */
  readonly requestBytes: number;
}

/** Makes the error for a response that is no valid answer, as {@link brokenResponse} does. */
type Broken = (what: string, cause?: unknown, advice?: string) => ProtocolError;

/**
 * Reads the output from a response.
 *
 * @throws ServiceError for an error of the service
 * @throws ProtocolError for what is no valid answer of it
 */
export function parseResponse<Input, Output>(
  operation: Operation<Input, Output>,
  response: TransportResponse,
  context: ParseContext,
): Output {
  const { status } = response;
  const { service, exactNumbers } = operation;
  const { attempt, requestBytes } = context;
  const answered = { operation: operation.name, attempt };
  const broken: Broken = (what, cause, advice) => brokenResponse(response, answered, what, cause, advice);
  try {
    if (status >= 200 && status < 300) return readOutput(operation, response, context, broken);
    throw status < 400
      ? unanswered(response, broken)
      : faultOf(response, { ...answered, service, requestBytes, exactNumbers });
  } catch (error) {
    throw attachResponse(error as Error, response);
  }
}

function readOutput<Input, Output>(
  operation: Operation<Input, Output>,
  response: TransportResponse,
  context: ReadContext,
  broken: Broken,
): Output {
  const read = (json: JsonObject): Output => operation.read(json, context);
  const contentType = response.headers["content-type"];
  const isJson = isJsonContentType(contentType);
  const large = isJson ? operation.readLarge?.(response.body, read) : undefined;
  if (large !== undefined) return large;
  const body = readBody(response.body, operation.exactNumbers);
  if (body.kind === "other") throw broken(body.what, body.cause, checkEndpoint);
  if (body.kind === "empty") {
    // An output without members; where the model requires some, what `read` makes of nothing has them, filled in.
    const output = read({});
    if (Object.keys(output as object).length === 0) return output;
    throw broken("is empty", undefined, "The service may have acted on the request nevertheless.");
  }
  if (!isJson) {
    throw broken(`has the content type ${contentType}, not application/x-amz-json`, undefined, checkEndpoint);
  }
  try {
    return read(body.json);
  } catch (cause) {
    if (!(cause instanceof MalformedValue)) throw broken("cannot be read", cause);
    throw broken(`holds a malformed value: ${locateMalformed(cause, body.json, read)}`, cause);
  }
}

const checkEndpoint = "Check that the endpoint is the service's own and that no proxy answers in its place.";

/** Redirects are not followed: the signature is made for one host. The query is cut off, it may carry a token. */
function unanswered({ status, headers }: TransportResponse, broken: Broken): ProtocolError {
  if (status < 300) return broken("is not final", undefined, checkEndpoint);
  const target = headers.location?.split(/[?#]/, 1)[0] ?? "nowhere";
  const advice = "Signed requests are not redirected: set region or endpoint to where the service is.";
  return broken(`is a redirect to ${target}`, undefined, advice);
}
