import type { Service } from "../service.js";

/** The headers of an awsJson request that do not depend on the attempt. */
export function requestHeaders(service: Service, operation: string): Record<string, string> {
  return {
    "content-type": `application/x-amz-json-${service.jsonVersion}`,
    "x-amz-target": `${service.targetPrefix}.${operation}`,
    // Asks services with a query past for the code that query clients knew (awsQueryCompatible).
    ...(service.queryCompatible === true && { "x-amzn-query-mode": "true" }),
  };
}

/**
 * The headers by which a service recognises the attempts of one call. They are part of the AWS retry specification; the
 * first tells the call, the second which attempt this is.
 */
export function attemptHeaders(invocationId: string, attempt: number, maxAttempts: number): Record<string, string> {
  return {
    "amz-sdk-invocation-id": invocationId,
    "amz-sdk-request": `attempt=${attempt}; max=${maxAttempts}`,
  };
}
