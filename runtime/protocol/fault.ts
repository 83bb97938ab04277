import type { ProtocolError } from "../errors/protocol-error.js";
import {
  type FaultTraits,
  ServiceError,
  type ServiceErrorDetails,
  type ServiceFaultClass,
} from "../errors/service-error.js";
import { isRecord } from "../is-object.js";
import { throttlingCodes } from "../retry/error-codes.js";
import type { Service } from "../service.js";
import type { TransportResponse } from "../transport/transport.js";
import { type Answered, brokenResponse, responseFacts } from "./broken-response.js";
import type { ParseJson } from "./exact-number.js";
import { faultMessage, faultName } from "./fault-name.js";
import type { JsonObject } from "./json.js";
import { locateMalformed } from "./malformed-path.js";
import { MalformedValue } from "./malformed-value.js";
import type { QueryError } from "./query-errors.js";
import { readBody } from "./response-body.js";
import { metadataOfResponse } from "./response-headers.js";

/** What the answer to a request was about. */
export interface FaultContext extends Answered {
  readonly service: Service;
  /** The length of the request's body, for the message of a 413. */
  readonly requestBytes: number;
  /** As {@link Operation.exactNumbers}. */
  readonly exactNumbers?: ParseJson | undefined;
}

/**
 * The error that a response with a status of 400 or more stands for: the modelled fault's class, or a plain
 * {@link ServiceError} with the wire's name; a {@link ProtocolError} when something other than the service spoke.
 */
export function faultOf(response: TransportResponse, context: FaultContext): ServiceError | ProtocolError {
  const { status, headers } = response;
  const body = readBody(response.body, context.exactNumbers);
  const json = body.kind === "json" ? unwrapped(body.json) : {};
  const query = context.service.queryErrors?.read(headers);
  const name = faultName(headers, json) ?? query?.code;
  if (name === undefined && status === 413) {
    // Load balancers refuse large bodies before the service sees them, mostly with a page of their own.
    const what = `refuses the request's body of ${context.requestBytes} bytes as too large`;
    return brokenResponse(response, context, what, undefined, "Send fewer or smaller entries.");
  }
  if (name === undefined && body.kind === "other") {
    const advice = "Something between the client and the service seems to have answered: check endpoint and proxies.";
    return brokenResponse(response, context, body.what, body.cause, advice);
  }
  return serviceError(name, query, json, response, context);
}

/** @param name undefined when the service gave none */
function serviceError(
  name: string | undefined,
  query: QueryError | undefined,
  json: JsonObject,
  response: TransportResponse,
  context: FaultContext,
): ServiceError | ProtocolError {
  const { operation, attempt, service } = context;
  const reason = name === undefined ? ", and the service gave no reason" : "";
  const details: ServiceErrorDetails = {
    message: faultMessage(response.headers, json) ?? `${operation} failed${reason} (${responseFacts(response)}).`,
    operation,
    code: query?.code,
    $metadata: metadataOfResponse(response, attempt),
  };
  const Fault = name === undefined ? undefined : modelledFault(service, name, query);
  if (Fault === undefined) return new ServiceError(details, traitsOf(name ?? "UnknownError", query, response));
  const { read } = Fault.fault;
  if (read === undefined) return new Fault(details);
  try {
    return new Fault({ ...details, members: read(json) });
  } catch (cause) {
    const where = cause instanceof MalformedValue ? `: ${locateMalformed(cause, json, read)}` : "";
    return brokenResponse(response, context, `is a malformed ${name}${where}`, cause);
  }
}

/** By the fault's own name; services with a query past may send the code of their query days instead. */
function modelledFault(service: Service, name: string, query: QueryError | undefined): ServiceFaultClass | undefined {
  if (Object.hasOwn(service.faults, name)) return service.faults[name];
  return service.queryErrors?.find(service.faults, [name, query?.code]);
}

/** What there is to say of a fault that the model does not know. */
function traitsOf(name: string, query: QueryError | undefined, { status }: TransportResponse): FaultTraits {
  const throttling = throttlingCodes.has(name) || status === 429;
  const fault = query?.fault ?? (status >= 500 ? "server" : "client");
  return { name, fault, retryable: throttling || status >= 500, throttling };
}

/** Some gateways wrap the error: `{ "Output": { "__type": … }, "Version": "1.0" }`. */
function unwrapped(json: JsonObject): JsonObject {
  const inner = json.Output;
  return json.__type === undefined && isRecord(inner) && typeof inner.__type === "string" ? inner : json;
}
