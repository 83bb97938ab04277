import type { ProtocolError } from "../errors/protocol-error.js";
import { type FaultTraits, ServiceError, type ServiceFaultClass } from "../errors/service-error.js";
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
  const body = readBody(response.body, context.exactNumbers);
  const json = body.kind === "json" ? unwrapped(body.json) : {};
  const query = context.service.queryErrors?.read(response.headers);
  const name = faultName(response.headers, json) ?? query?.code;
  if (name !== undefined) return namedFault(name, query, json, response, context);
  if (response.status === 413) return tooLarge(response, context);
  if (body.kind === "other") {
    const advice = "Something between the client and the service seems to have answered: check endpoint and proxies.";
    return brokenResponse(response, context, body.what, body.cause, advice);
  }
  const message = faultMessage(response.headers, json) ?? unnamed(response, context);
  return unmodelled("UnknownError", message, query, response, context);
}

function namedFault(
  name: string,
  query: QueryError | undefined,
  json: JsonObject,
  response: TransportResponse,
  context: FaultContext,
): ServiceError | ProtocolError {
  const Fault = modelledFault(context.service, name, query);
  const message = faultMessage(response.headers, json) ?? `${context.operation} failed (${responseFacts(response)}).`;
  if (Fault === undefined) return unmodelled(name, message, query, response, context);
  const { operation, attempt } = context;
  try {
    return new Fault({
      message,
      operation,
      code: query?.code,
      $metadata: metadataOfResponse(response, attempt),
      ...(Fault.fault.read !== undefined && { members: Fault.fault.read(json) }),
    });
  } catch (cause) {
    const { read } = Fault.fault;
    const where =
      cause instanceof MalformedValue && read !== undefined ? `: ${locateMalformed(cause, json, read)}` : "";
    return brokenResponse(response, context, `is a malformed ${name}${where}`, cause);
  }
}

/** By the fault's own name; services with a query past may send the code of their query days instead. */
function modelledFault(service: Service, name: string, query: QueryError | undefined): ServiceFaultClass | undefined {
  if (Object.hasOwn(service.faults, name)) return service.faults[name];
  return service.queryErrors?.find(service.faults, [name, query?.code]);
}

function unmodelled(
  name: string,
  message: string,
  query: QueryError | undefined,
  response: TransportResponse,
  { operation, attempt }: FaultContext,
): ServiceError {
  const throttling = throttlingCodes.has(name) || response.status === 429;
  const side = query?.fault ?? (response.status >= 500 ? "server" : "client");
  const traits: FaultTraits = { name, fault: side, retryable: throttling || response.status >= 500, throttling };
  const $metadata = metadataOfResponse(response, attempt);
  return new ServiceError({ message, operation, code: query?.code, $metadata }, traits);
}

/** Load balancers refuse large bodies before the service sees them, mostly with a page of their own. */
function tooLarge(response: TransportResponse, context: FaultContext): ProtocolError {
  const what = `refuses the request's body of ${context.requestBytes} bytes as too large`;
  return brokenResponse(response, context, what, undefined, "Send fewer or smaller entries.");
}

function unnamed(response: TransportResponse, { operation }: FaultContext): string {
  return `${operation} failed, and the service gave no reason (${responseFacts(response)}).`;
}

/** Some gateways wrap the error: `{ "Output": { "__type": … }, "Version": "1.0" }`. */
function unwrapped(json: JsonObject): JsonObject {
  const inner = json.Output;
  return json.__type === undefined && isRecord(inner) && typeof inner.__type === "string" ? inner : json;
}
