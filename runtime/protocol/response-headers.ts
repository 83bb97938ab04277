import type { ResponseMetadata } from "../errors/response-metadata.js";
import type { TransportResponse } from "../transport/transport.js";

/** The request id under each of the names that services and gateways use. */
export function requestIdOf(headers: Readonly<Record<string, string>>): string | undefined {
  return headers["x-amzn-requestid"] ?? headers["x-amzn-request-id"] ?? headers["x-amz-request-id"];
}

/** What comes before a response's body. */
export type ResponseHead = Pick<TransportResponse, "status" | "headers">;

/** The metadata of a response to the given attempt. */
export function metadataOfResponse(
  { status, headers }: ResponseHead,
  attempt: number,
  totalRetryDelay = 0,
): ResponseMetadata {
  return {
    requestId: requestIdOf(headers),
    extendedRequestId: headers["x-amz-id-2"],
    httpStatusCode: status,
    attempts: attempt,
    totalRetryDelay,
  };
}

/** What services answer with, but for a few: to take a content type apart takes a hundredth of a small call. */
const usual = /^application\/x-amz-json-1\.[01]$/;

/** Whether a content type can be awsJson's. A response without one is given the benefit of the doubt. */
export function isJsonContentType(contentType: string | undefined): boolean {
  if (contentType === undefined || usual.test(contentType)) return true;
  const mediaType = (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
  return /^application\/(x-amz-json-1\.[01]|json|[\w.-]+\+json)$/.test(mediaType);
}

/** Whether a content type is that of event streams. A response without one is given the benefit of the doubt. */
export function isEventStreamContentType(contentType: string | undefined): boolean {
  return contentType === undefined || /^\s*application\/vnd\.amazon\.eventstream\s*(;|$)/i.test(contentType);
}
