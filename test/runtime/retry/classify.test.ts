import { describe, expect, it } from "vitest";
import { ConnectionError } from "../../../runtime/errors/connection-error.js";
import { CredentialsError } from "../../../runtime/errors/credentials-error.js";
import { ProtocolError } from "../../../runtime/errors/protocol-error.js";
import { TimeoutError } from "../../../runtime/errors/timeout-error.js";
import { type Circumstances, classify } from "../../../runtime/retry/classify.js";
import { attachResponse } from "../../../runtime/retry/response-of.js";
import { serviceError } from "./service-errors.js";

const usual: Circumstances = { clockCorrected: false, credentialsRefreshed: false };

function protocolError(status: number): ProtocolError {
  const $metadata = {
    requestId: undefined,
    extendedRequestId: undefined,
    httpStatusCode: status,
    attempts: 1,
    totalRetryDelay: 0,
  };
  return attachResponse(new ProtocolError("a page", { $metadata }), { status, headers: {} });
}

describe("classify", () => {
  it.each([
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
  ])("takes the code %s for throttling", (name) => {
    expect(classify(serviceError(name), usual)).toBe("throttling");
  });

  it.each(["RequestTimeout", "RequestTimeoutException"])("takes the code %s for transient", (name) => {
    expect(classify(serviceError(name), usual)).toBe("transient");
  });

  it.each([
    "ECONNRESET",
    "ECONNREFUSED",
    "EPIPE",
    "ETIMEDOUT",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ERR_TRUNCATED_RESPONSE",
    "ERR_NETWORK",
  ])("takes a connection that failed with %s for transient", (code) => {
    expect(classify(new ConnectionError("x", { code }), usual)).toBe("transient");
  });

  it.each(["CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_TLS_CERT_ALTNAME_INVALID", "ERR_REDIRECTED"])(
    "does not retry a connection that failed with %s",
    (code) => {
      expect(classify(new ConnectionError("x", { code }), usual)).toBeUndefined();
    },
  );

  it.each([500, 502, 503, 504])("takes status %i for transient, whether of the service or of a proxy", (status) => {
    expect(classify(serviceError("Whatever", { status }), usual)).toBe("transient");
    expect(classify(protocolError(status), usual)).toBe("transient");
  });

  it.each([200, 301, 400, 403, 404, 413, 501, 505])("does not retry status %i", (status) => {
    expect(classify(serviceError("Whatever", { status }), usual)).toBeUndefined();
    expect(classify(protocolError(status), usual)).toBeUndefined();
  });

  it("takes status 429 for throttling", () => {
    expect(classify(protocolError(429), usual)).toBe("throttling");
    expect(classify(serviceError("Whatever", { status: 429 }), usual)).toBe("throttling");
  });

  it("believes the model", () => {
    expect(classify(serviceError("Odd", { retryable: true }), usual)).toBe("transient");
    expect(classify(serviceError("Odd", { throttling: true, retryable: true }), usual)).toBe("throttling");
  });

  it("reads the code of a service with a query past as well as the name", () => {
    expect(classify(serviceError("Odd", { code: "Throttling" }), usual)).toBe("throttling");
  });

  it.each(["connect", "request"] as const)("takes a %s timeout for transient", (kind) => {
    expect(classify(new TimeoutError("x", { kind, milliseconds: 1 }), usual)).toBe("transient");
  });

  it("does not go on when the call's time is up", () => {
    expect(classify(new TimeoutError("x", { kind: "call", milliseconds: 1 }), usual)).toBeUndefined();
  });

  it("does not go on for a caller who aborted, whatever failed", () => {
    const signal = AbortSignal.abort();
    expect(classify(serviceError("ThrottlingException"), { ...usual, signal })).toBeUndefined();
  });

  it.each(["ExpiredToken", "ExpiredTokenException"])("gives fresh credentials one chance after %s", (name) => {
    expect(classify(serviceError(name), usual)).toBe("expiredCredentials");
    expect(classify(serviceError(name), { ...usual, credentialsRefreshed: true })).toBeUndefined();
  });

  it("retries a wrong time only when the next attempt has another", () => {
    expect(classify(serviceError("RequestTimeTooSkewed"), usual)).toBeUndefined();
    expect(classify(serviceError("RequestTimeTooSkewed"), { ...usual, clockCorrected: true })).toBe("clockSkew");
  });

  it.each([
    new Error("x"),
    new TypeError("x"),
    new CredentialsError("x"),
    "text",
    undefined,
    serviceError("ValidationException"),
    serviceError("ResourceNotFoundException"),
  ])("does not retry what it does not know: %s", (error) => {
    expect(classify(error, usual)).toBeUndefined();
  });
});
