/** Calls of generated tests: made with fixed credentials, answered by nock, compared with what the model says. */
import { expect } from "vitest";
import { type EventStream, metadataOf, ServiceError } from "../../../runtime/for-generated.js";
import { type Answer, exchange, requestId } from "../exchange.js";
import { expectSigned, type SeenRequest } from "../expect-signed.js";
import { fakeClock } from "../fake-clock.js";
import { encodeEvent, encodeFrame } from "../fault-server/event-frames.js";
import { streamingTransport } from "../streaming-transport.js";
import type { EventCase, EventStreamCase, FaultCase, OperationCase } from "./cases.js";

const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  sessionToken: "session-token",
};
const region = "us-east-1";

export function call<Client, Input>(
  { client: Client, call: make, eventStream, discovered }: OperationCase<Client, Input>,
  input: Input,
  options: { readonly blobs?: "bytes" | "base64" } = {},
  config: object = {},
): Promise<object> {
  const transport = eventStream === undefined ? {} : { transport: streamingTransport() };
  const endpoint = discovered === true ? { endpoint: "https://discovered.example.com" } : {};
  const settings = { region, credentials, clock: fakeClock(), random: () => 0.5, ...transport, ...endpoint, ...config };
  const client = new Client(settings as never);
  return make(client, input, options);
}

export async function sent<Client, Input extends object>(
  operation: OperationCase<Client, Input>,
  input: Input,
  answers: readonly Answer[],
): Promise<readonly SeenRequest[]> {
  const { requests } = exchange(answers);
  await call(operation, input);
  return requests;
}

export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable("the call succeeded"),
    (error: unknown) => error,
  );
}

export function expectRequest<Client, Input>(
  { target, contentType, signingName }: OperationCase<Client, Input>,
  request: SeenRequest | undefined,
  body: object,
): void {
  if (request === undefined) throw new Error("nothing was sent");
  expect(JSON.parse(request.body)).toStrictEqual(body);
  expect(request.headers).toMatchObject({ "x-amz-target": target, "content-type": contentType });
  if (signingName === undefined) expect(request.headers.authorization).toBeUndefined();
  else expectSigned(request, { ...credentials, region, service: signingName });
}

export function expectFault(error: unknown, { type, name, status, fault, members = {} }: FaultCase): void {
  expect(error).toBeInstanceOf(type);
  expect(error).toBeInstanceOf(ServiceError);
  expect(error).toMatchObject({ name, fault, message: "what went wrong", ...members });
  expect(metadataOf(error)).toMatchObject({ requestId, httpStatusCode: status, attempts: 1 });
}

/** An answer with every member; of an event stream, its first event. */
export function success({
  response = {},
  eventStream,
}: {
  readonly response?: object;
  readonly eventStream?: EventStreamCase;
}): Answer {
  if (eventStream === undefined) return { status: 200, body: response };
  const events = eventStream.events.slice(0, 1).map(eventFrame);
  return { status: 200, body: Buffer.concat([initialResponse({ response }), ...events]) };
}

export function initialResponse({ response = {} }: { readonly response?: object }): Buffer {
  return encodeEvent("initial-response", response);
}

/** An event as it travels: its members in JSON, in headers, or as the payload itself. */
export function eventFrame({ name, headers = {}, payload }: EventCase): Buffer {
  const about = { ":message-type": "event", ":event-type": name };
  if (payload instanceof Uint8Array)
    return encodeFrame({ ...about, ":content-type": "application/octet-stream", ...headers }, payload);
  if (typeof payload === "string")
    return encodeFrame({ ...about, ":content-type": "text/plain", ...headers }, Buffer.from(payload));
  return encodeFrame(
    { ...about, ":content-type": "application/json", ...headers },
    Buffer.from(JSON.stringify(payload)),
  );
}

export async function allOf(events: EventStream<object>): Promise<object[]> {
  const all: object[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** An output with its event stream, if it has one, read to the end and in its place as a list. */
export async function withEvents<Client, Input>(
  { eventStream }: OperationCase<Client, Input>,
  output: object,
): Promise<object> {
  if (eventStream === undefined) return output;
  const stream = (output as { readonly [name: string]: EventStream<object> })[eventStream.member];
  return { ...output, [eventStream.member]: await allOf(stream as EventStream<object>) };
}

/** What {@link success} brings. */
export function expectedOutput<Client, Input>({
  output,
  eventStream,
}: OperationCase<Client, Input>): object | undefined {
  if (eventStream === undefined) return output;
  const events = eventStream.events.slice(0, 1).map(({ name, event }) => ({ [name]: event }));
  return { ...output, [eventStream.member]: events };
}
