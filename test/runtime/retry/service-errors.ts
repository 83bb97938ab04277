import { ServiceError } from "../../../runtime/errors/service-error.js";
import { attachResponse } from "../../../runtime/retry/response-of.js";

/** What {@link serviceError} takes. */
export interface ServiceErrorOptions {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly retryable?: boolean;
  readonly throttling?: boolean;
  readonly code?: string;
}

/** A service error as the protocol layer makes it, with its response attached. */
export function serviceError(name: string, options: ServiceErrorOptions = {}): ServiceError {
  const { status = 400, headers = {}, retryable = false, throttling = false, code } = options;
  const $metadata = {
    requestId: "r-1",
    extendedRequestId: undefined,
    httpStatusCode: status,
    attempts: 1,
    totalRetryDelay: 0,
  };
  const error = new ServiceError(
    { message: `${name} happened`, $metadata, code },
    { name, fault: status < 500 ? "client" : "server", retryable, throttling },
  );
  return attachResponse(error, { status, headers });
}
