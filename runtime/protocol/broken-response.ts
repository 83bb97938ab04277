import { ProtocolError } from "../errors/protocol-error.js";
import type { TransportResponse } from "../transport/transport.js";
import { excerptOf } from "./response-body.js";
import { metadataOfResponse, requestIdOf } from "./response-headers.js";

/** Which attempt of which operation a response answers. */
export interface Answered {
  readonly operation: string;
  /** From 1. */
  readonly attempt: number;
}

/**
 * The error for a response that is no valid answer.
 *
 * @param what what follows "the response": `is not JSON`
 * @param advice what to do about it, a sentence
 */
export function brokenResponse(
  response: TransportResponse,
  { operation, attempt }: Answered,
  what: string,
  cause?: unknown,
  advice?: string,
): ProtocolError {
  const excerpt = excerptOf(response.body);
  const message = [
    `${operation}: the response (${responseFacts(response)}) ${what}.`,
    ...(excerpt === undefined ? [] : [`It begins: ${excerpt}`]),
    ...(advice === undefined ? [] : [advice]),
  ].join(" ");
  return new ProtocolError(message, { $metadata: metadataOfResponse(response, attempt), excerpt, cause });
}

/** Status and request id, as messages cite them. */
export function responseFacts({ status, headers }: TransportResponse): string {
  const requestId = requestIdOf(headers);
  return requestId === undefined ? `HTTP ${status}` : `HTTP ${status}, request id ${requestId}`;
}
