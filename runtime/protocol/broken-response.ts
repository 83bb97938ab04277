import { ProtocolError } from "../errors/protocol-error.js";
import type { TransportResponse } from "../transport/transport.js";
import { excerptOf } from "./response-body.js";
import { metadataOfResponse, requestIdOf } from "./response-headers.js";

/** What a response broke, told in an error's message. */
export interface Breakage {
  readonly operation: string;
  /** Which attempt was answered so, from 1. */
  readonly attempt: number;
  /** What follows "the response": `is not JSON`. */
  readonly what: string;
  /** What to do about it, a sentence. */
  readonly advice?: string;
  readonly cause?: unknown;
}

/** The error for a response that is no valid answer. */
export function brokenResponse(response: TransportResponse, breakage: Breakage): ProtocolError {
  const { operation, attempt, what, advice, cause } = breakage;
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
