import { encodeBase64, readLargeJson } from "#platform";
import type { ProtocolError } from "../errors/protocol-error.js";
import type { ServiceError } from "../errors/service-error.js";

import { brokenResponse } from "../protocol/broken-response.js";
import type { ParseJson } from "../protocol/exact-number.js";
import { faultOf } from "../protocol/fault.js";
import type { JsonObject, ReadContext } from "../protocol/json.js";
import { locateMalformed } from "../protocol/malformed-path.js";
import { MalformedValue } from "../protocol/malformed-value.js";
import { readBody } from "../protocol/response-body.js";
import type { Service } from "../service.js";
import type { Frame } from "./decode-frame.js";
import type { EventDescription, EventStreamDescription } from "./description.js";

/** The stream that a frame belongs to. */
export interface StreamIdentity {
  readonly service: Service;
  /** The operation's name on the wire. */
  readonly operation: string;
  readonly description: EventStreamDescription;
  /** Status and headers of the response, for errors to cite. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Which attempt was answered, from 1. */
  readonly attempt: number;
  readonly read: ReadContext;
  /** As {@link Operation.exactNumbers}. */
  readonly exactNumbers?: ParseJson | undefined;
}

/** What a frame said. */
export type Message =
  | { readonly kind: "initial"; readonly json: JsonObject }
  | { readonly kind: "event"; readonly name: string; readonly value: unknown }
  /** `name` as the stream has it. */
  | { readonly kind: "fault"; readonly name: string; readonly error: ServiceError | ProtocolError }
  /** Something that the model does not know. */
  | { readonly kind: "unknown"; readonly messageType: string; readonly eventType: string; readonly bytes: number };

/**
 * Reads a frame: an event by its reader, an exception or error as the fault that it stands for.
 *
 * @throws ProtocolError for an event that is not what the model says
 */
export function readFrame(frame: Frame, stream: StreamIdentity): Message {
  const messageType = header(frame, ":message-type");
  if (messageType === "event") return readEvent(frame, stream);
  if (messageType === "exception") return exception(frame, stream);
  if (messageType === "error") return unmodelledError(frame, stream);
  if (messageType === undefined) throw brokenStream(stream, "has a frame without :message-type");
  return { kind: "unknown", messageType, eventType: eventType(frame), bytes: frame.payload.byteLength };
}

/** The error for a stream that is no valid answer. `what` follows "the response". */
export function brokenStream(
  stream: StreamIdentity,
  what: string,
  cause?: unknown,
  excerpt?: Uint8Array,
): ProtocolError {
  const { status, headers } = stream;
  const response = { status, headers, body: excerpt ?? new Uint8Array(0) };
  return brokenResponse(response, stream, what, cause);
}

function readEvent(frame: Frame, stream: StreamIdentity): Message {
  const name = eventType(frame);
  if (name === "initial-response") return { kind: "initial", json: jsonOf(frame, name, stream) };
  const { events } = stream.description;
  const event = Object.hasOwn(events, name) ? events[name] : undefined;
  if (event === undefined) {
    return { kind: "unknown", messageType: "event", eventType: name, bytes: frame.payload.byteLength };
  }
  const context = { ...stream.read, responseBytes: frame.payload.byteLength };
  if (event.payload === undefined && stream.exactNumbers === undefined) {
    const value = readLargeJson(frame.payload, (json) => event.read(withHeaders(json, frame, event), context));
    if (value !== undefined) return { kind: "event", name, value: { [name]: value } };
  }
  const json = membersOf(frame, name, event, stream);
  try {
    return { kind: "event", name, value: { [name]: event.read(json, context) } };
  } catch (cause) {
    const fault =
      cause instanceof MalformedValue
        ? `holds a malformed value: ${locateMalformed(cause, json, (again) => event.read(again, context))}`
        : "cannot be read";
    throw brokenStream(stream, `has an event ${name} that ${fault}`, cause, frame.payload);
  }
}

/** The event's JSON: its payload, or the payload as one member; and what its headers hold. */
function membersOf(frame: Frame, name: string, event: EventDescription, stream: StreamIdentity): JsonObject {
  const { payload } = event;
  const json = payload === undefined ? jsonOf(frame, name, stream) : payloadMember(frame, name, payload, stream);
  return withHeaders(json, frame, event);
}

function withHeaders(json: JsonObject, frame: Frame, { headers = [] }: EventDescription): JsonObject {
  for (const member of headers) json[member] = frame.headers[member];
  return json;
}

function payloadMember(
  frame: Frame,
  name: string,
  { member, as }: NonNullable<EventDescription["payload"]>,
  stream: StreamIdentity,
): JsonObject {
  if (as === "bytes") return { [member]: encodeBase64(frame.payload) };
  if (as === "text") return { [member]: utf8.decode(frame.payload) };
  return { [member]: jsonOf(frame, name, stream) };
}

const utf8: TextDecoder = /* @__PURE__ */ new TextDecoder();

function jsonOf({ payload }: Frame, name: string, stream: StreamIdentity): JsonObject {
  const body = readBody(payload, stream.exactNumbers);
  if (body.kind === "json") return body.json;
  // An event without members in its payload has none.
  if (body.kind === "empty") return {};
  throw brokenStream(stream, `has an event ${name} that ${body.what}`, body.cause, payload);
}

/** A fault of the model comes as an exception. Its body is that of the same fault in a response of its own. */
function exception(frame: Frame, stream: StreamIdentity): Message {
  const name = header(frame, ":exception-type") ?? "";
  const { faults = {} } = stream.description;
  const wireName = Object.hasOwn(faults, name) ? faults[name] : name;
  return { kind: "fault", name, error: fault(stream, wireName ?? name, undefined, frame.payload) };
}

/** What goes wrong otherwise comes as an error: a code and a sentence. */
function unmodelledError(frame: Frame, stream: StreamIdentity): Message {
  const name = header(frame, ":error-code") ?? "UnknownError";
  return { kind: "fault", name, error: fault(stream, name, header(frame, ":error-message"), frame.payload) };
}

function fault(
  { service, operation, status, headers, attempt, exactNumbers }: StreamIdentity,
  name: string,
  message: string | undefined,
  body: Uint8Array,
): ServiceError | ProtocolError {
  const told = {
    ...headers,
    "x-amzn-errortype": name,
    ...(message !== undefined && { "x-amzn-errormessage": message }),
  };
  return faultOf({ status, headers: told, body }, { service, operation, attempt, requestBytes: 0, exactNumbers });
}

function eventType(frame: Frame): string {
  return header(frame, ":event-type") ?? "";
}

function header({ headers }: Frame, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : undefined;
}
