import { userAgent } from "#platform";
import type { Service } from "../service.js";

/** What tells one request of a call from the others. */
export interface RequestIdentity {
  /** The call's own id, which all its attempts have. */
  readonly invocationId: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly maxAttempts: number;
}

/**
 * The headers of an awsJson request, less those that go with its body, its endpoint and its signature. The two that begin
 * with `amz-sdk` are part of the AWS retry specification: by them a service recognises the attempts of one call.
 */
export function requestHeaders(
  service: Service,
  operation: string,
  { invocationId, attempt, maxAttempts }: RequestIdentity,
): Record<string, string> {
  const agent = userAgent();
  const headers: Record<string, string> = {
    "content-type": `application/x-amz-json-${service.jsonVersion}`,
    "x-amz-target": `${service.targetPrefix}.${operation}`,
    "amz-sdk-invocation-id": invocationId,
    "amz-sdk-request": `attempt=${attempt}; max=${maxAttempts}`,
    [agent.header]: agent.value,
  };
  // Asks services with a query past for the code that query clients knew (awsQueryCompatible).
  if (service.queryCompatible === true) headers["x-amzn-query-mode"] = "true";
  return headers;
}
