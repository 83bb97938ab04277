import type { ProtocolError } from "../errors/protocol-error.js";
import { attachResponse } from "../retry/response-of.js";
import type { Operation } from "../service.js";
import type { TransportResponse } from "../transport/transport.js";
import { type Answered, brokenResponse } from "./broken-response.js";
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
  if (status >= 200 && status < 300) return readOutput(operation, response, context);
  const { name, service, exactNumbers } = operation;
  const { attempt, requestBytes } = context;
  const answered = { service, operation: name, attempt, requestBytes, exactNumbers };
  throw attachResponse(status < 400 ? unanswered(response, answered) : faultOf(response, answered), response);
}

function readOutput<Input, Output>(
  operation: Operation<Input, Output>,
  response: TransportResponse,
  context: ParseContext,
): Output {
  const fail = (what: string, cause?: unknown, advice?: string): never => {
    const answered = { operation: operation.name, attempt: context.attempt };
    throw attachResponse(brokenResponse(response, answered, what, cause, advice), response);
  };
  const read = (json: JsonObject): Output => operation.read(json, context);
  const contentType = response.headers["content-type"];
  if (operation.readLarge !== undefined && isJsonContentType(contentType)) {
    const output = operation.readLarge(response.body, read);
    if (output !== undefined) return output;
  }
  const body = readBody(response.body, operation.exactNumbers);
  if (body.kind === "other") return fail(body.what, body.cause, checkEndpoint);
  if (body.kind === "empty") return readEmpty(operation, context) ?? fail("is empty", undefined, emptyAdvice);
  if (!isJsonContentType(contentType)) {
    return fail(`has the content type ${contentType}, not application/x-amz-json`, undefined, checkEndpoint);
  }
  try {
    return read(body.json);
  } catch (cause) {
    if (!(cause instanceof MalformedValue)) return fail("cannot be read", cause);
    const where = locateMalformed(cause, body.json, read);
    return fail(`holds a malformed value: ${where}`, cause);
  }
}

const checkEndpoint = "Check that the endpoint is the service's own and that no proxy answers in its place.";
const emptyAdvice = "The service may have acted on the request nevertheless.";

/**
 * An empty body is an output without members. Undefined when the model requires members: what `read` makes of nothing
 * then has them, filled in.
 */
function readEmpty<Input, Output>(operation: Operation<Input, Output>, context: ReadContext): Output | undefined {
  const nothing: JsonObject = {};
  const output = operation.read(nothing, context);
  return Object.keys(output as object).length === 0 ? output : undefined;
}

/** Redirects are not followed: the signature is made for one host. The query is cut off, it may carry a token. */
function unanswered(response: TransportResponse, answered: Answered): ProtocolError {
  if (response.status < 300) {
    return brokenResponse(response, answered, "is not final", undefined, checkEndpoint);
  }
  const target = response.headers.location?.split(/[?#]/, 1)[0];
  const what = target === undefined ? "is a redirect to nowhere" : `is a redirect to ${target}`;
  const advice = "Signed requests are not redirected: set region or endpoint to where the service is.";
  return brokenResponse(response, answered, what, undefined, advice);
}
