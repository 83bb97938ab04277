import { ServiceError } from "../errors/service-error.js";

/**
 * Error codes by what they mean for a retry. Source: the AWS SDKs' standard retry mode as `@smithy/core/retry` and
 * botocore's `standard.py` list them.
 */

/** The service asked for fewer requests. */
export const throttlingCodes: ReadonlySet<string> = new Set([
  "BandwidthLimitExceeded",
  "EC2ThrottledException",
  "LimitExceededException",
  "PriorRequestNotComplete",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "TransactionInProgressException",
]);

/** The service gave up waiting for the request. */
export const transientCodes: ReadonlySet<string> = new Set(["RequestTimeout", "RequestTimeoutException"]);

/** Temporary credentials ran out. */
export const expiredCredentialsCodes: ReadonlySet<string> = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "TokenRefreshRequired",
]);

/** The request's time is wrong, and nothing else. */
export const clockSkewCodes: ReadonlySet<string> = new Set([
  "RequestExpired",
  "RequestInTheFuture",
  "RequestTimeTooSkewed",
]);

/** What services also say when the request's time is wrong, but not only then. */
export const possibleClockSkewCodes: ReadonlySet<string> = new Set([
  "AccessDeniedException",
  "AuthFailure",
  "InvalidSignatureException",
  "SignatureDoesNotMatch",
]);

/** HTTP statuses of servers that are in trouble for now. */
export const transientStatuses: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/** What sockets and resolvers fail with when the network, not the request, is at fault. TLS failures do not pass. */
export const transientConnectionCodes: ReadonlySet<string> = new Set([
  "EAI_AGAIN",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETDOWN",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ERR_HTTP2_GOAWAY_SESSION",
  "ERR_HTTP2_NO_ROOM",
  "ERR_HTTP2_SESSION_ERROR",
  "ERR_HTTP2_STREAM_CANCEL",
  "ERR_HTTP2_STREAM_ERROR",
  "ERR_NETWORK",
  "ERR_TRUNCATED_RESPONSE",
  "ETIMEDOUT",
]);

/** Whether a service error goes by one of those codes: by its name, or by the code of the service's query past. */
export function hasCode(error: unknown, codes: ReadonlySet<string>): error is ServiceError {
  return error instanceof ServiceError && (codes.has(error.name) || codes.has(error.code));
}
