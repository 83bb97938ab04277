import { describe, expect, it } from "vitest";
import {
  EndpointError,
  type EndpointParameters,
  type EventStream,
  metadataOf,
  type ResolvedEndpoint,
  ServiceError,
  ValidationError,
  type Validator,
  violationsOf,
} from "../../runtime/for-generated.js";
import { asBase64, asBytes, withBlobs } from "./blob-forms.js";
import { type Answer, exchange, requestId, useNock } from "./exchange.js";
import { expectSigned, type SeenRequest } from "./expect-signed.js";
import { fakeClock } from "./fake-clock.js";
import { encodeEvent, encodeFrame } from "./fault-server/event-frames.js";
import { atPath, removed, renamedKey, replaced } from "./input-path.js";
import { streamingTransport } from "./streaming-transport.js";

export { bytes } from "./blob-forms.js";

/**
 * The scaffolding of the generated tests: they give literals that are worked out from the model, this module sends,
 * answers and compares. Nothing leaves the process, nothing sleeps.
 */

const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  sessionToken: "session-token",
};
const region = "us-east-1";

/** One rule of the model at its edge; see `codegen/emit/tests/edges.ts`. */
interface EdgeCase {
  readonly at: string;
  readonly put?: string;
  readonly key?: boolean;
  readonly violates?: string;
  readonly removed?: boolean;
  readonly refuses?: unknown;
  readonly accepts?: unknown;
}

interface FaultCase {
  readonly type: new (...details: never[]) => ServiceError;
  readonly name: string;
  readonly status: number;
  readonly fault: string;
  readonly messageMember?: string;
  readonly content?: object;
  readonly members?: object;
}

interface ExampleCase {
  readonly title: string;
  readonly input: object;
  readonly body?: object;
  readonly response?: object;
  readonly output?: object;
  readonly error?: {
    readonly type: new (...details: never[]) => ServiceError;
    readonly status: number;
    readonly response: object;
  };
}

/** One kind of event: its JSON, and what a reader gets. */
interface EventCase {
  readonly name: string;
  readonly payload: object;
  readonly event: object;
  /** When blobs are asked for as the wire's text. */
  readonly base64Event?: object;
}

/** The event stream in an operation's output. */
interface EventStreamCase {
  /** The output member that holds it. */
  readonly member: string;
  readonly events: readonly EventCase[];
  /** The faults that may come in the stream, by the names that it has for them. */
  readonly faults: readonly (FaultCase & { readonly event: string })[];
}

/** What a generated test knows of an operation. */
interface OperationCase<Client, Input> {
  readonly client: new (config: never) => Client;
  readonly call: (client: Client, input: Input, options: { readonly blobs?: "bytes" | "base64" }) => Promise<object>;
  readonly validate: Validator;
  readonly target: string;
  readonly contentType: string;
  /** Absent when requests go out unsigned. */
  readonly signingName?: string;
  /** Every member; and its JSON. */
  readonly input: Input;
  readonly body: object;
  /** The required members alone; and their JSON. */
  readonly leastInput?: Input;
  readonly leastBody?: object;
  readonly response?: object;
  readonly output?: object;
  /** The output when blobs are asked for as the wire's text. */
  readonly base64Output?: object;
  readonly eventStream?: EventStreamCase;
  readonly faults: readonly FaultCase[];
  /** The fault that says too much was asked. */
  readonly throttle: string;
  readonly edges: readonly EdgeCase[];
  readonly examples: readonly ExampleCase[];
}

/** Declares every test of one operation. */
export function testOperation<Client, Input extends object>(
  name: string,
  operation: OperationCase<Client, Input>,
): void {
  describe(name, () => {
    useNock();
    const { eventStream, edges, examples } = operation;
    testCalls(operation);
    if (eventStream !== undefined) testEventStream(operation, eventStream);

    describe("constraints", () => {
      for (const edge of edges) it(edgeTitle(edge), () => testEdge(name, operation, edge));
    });

    for (const example of examples) it(`example: ${example.title}`, () => testExample(operation, example));
  });
}

function testCalls<Client, Input extends object>(operation: OperationCase<Client, Input>): void {
  const { faults, leastInput, leastBody, base64Output } = operation;

  it("sends the exact body, target and content type, signed as aws4 signs", async () => {
    const [request] = await sent(operation, operation.input, [success(operation)]);
    expectRequest(operation, request, operation.body);
  });

  if (leastInput !== undefined && leastBody !== undefined) {
    it("leaves members out that are not given", async () => {
      const [request] = await sent(operation, leastInput, [success(operation)]);
      expectRequest(operation, request, leastBody);
    });
  }

  if (withBlobs(operation.input, operation.body, asBytes) !== operation.input) {
    it("writes blobs that come as text, as bytes and as base64 alike", async () => {
      for (const form of [asBytes, asBase64]) {
        const input = withBlobs(operation.input, operation.body, form) as Input;
        const [request] = await sent(operation, input, [success(operation)]);
        expect(JSON.parse(request?.body ?? "")).toStrictEqual(operation.body);
      }
    });
  }

  it("parses the answer", async () => {
    const answer = exchange([success(operation)]);
    const output = await call(operation, operation.input);
    expect(answer.requests).toHaveLength(1);
    expect(await withEvents(operation, output)).toStrictEqual(expectedOutput(operation));
    expect(metadataOf(output)).toMatchObject({ requestId, httpStatusCode: 200, attempts: 1 });
  });

  if (base64Output !== undefined) {
    it("leaves blobs as the wire's text when asked to", async () => {
      exchange([success(operation)]);
      expect(await call(operation, operation.input, { blobs: "base64" })).toStrictEqual(base64Output);
    });
  }

  it("retries a throttle and then succeeds", async () => {
    const throttled = { status: 400, body: { __type: operation.throttle, message: "slow down" } };
    const answer = exchange([throttled, success(operation)]);
    const clock = fakeClock();
    const output = await call(operation, operation.input, {}, { clock });
    expect(await withEvents(operation, output)).toStrictEqual(expectedOutput(operation));
    expect(metadataOf(output)?.attempts).toBe(2);
    expect(clock.sleeps.length).toBeGreaterThan(0);
    const [first, second] = answer.requests;
    expect(second?.body).toBe(first?.body);
  });

  for (const fault of faults) {
    it(`raises ${fault.name}`, async () => {
      const { status, messageMember = "message", content = {} } = fault;
      exchange([{ status, body: { __type: fault.name, [messageMember]: "what went wrong", ...content } }]);
      const error = await rejection(call(operation, operation.input, {}, { maxAttempts: 1 }));
      expectFault(error, fault);
    });
  }
}

function expectFault(error: unknown, { type, name, status, fault, members = {} }: FaultCase): void {
  expect(error).toBeInstanceOf(type);
  expect(error).toBeInstanceOf(ServiceError);
  expect(error).toMatchObject({ name, fault, message: "what went wrong", ...members });
  expect(metadataOf(error)).toMatchObject({ requestId, httpStatusCode: status, attempts: 1 });
}

function testEventStream<Client, Input extends object>(
  operation: OperationCase<Client, Input>,
  { member, events, faults }: EventStreamCase,
): void {
  const stream = async (frame: Buffer, blobs?: "base64"): Promise<EventStream<object>> => {
    exchange([{ status: 200, body: Buffer.concat([initialResponse(operation), frame]) }]);
    const output = await call(operation, operation.input, blobs === undefined ? {} : { blobs });
    return (output as { readonly [name: string]: EventStream<object> })[member] as EventStream<object>;
  };

  for (const { name, payload, event, base64Event } of events) {
    it(`reads the event ${name}`, async () => {
      expect(await allOf(await stream(encodeEvent(name, payload)))).toStrictEqual([{ [name]: event }]);
    });
    if (base64Event === undefined) continue;
    it(`leaves blobs of the event ${name} as the wire's text when asked to`, async () => {
      expect(await allOf(await stream(encodeEvent(name, payload), "base64"))).toStrictEqual([{ [name]: base64Event }]);
    });
  }

  for (const fault of faults) {
    it(`raises ${fault.name} in the stream`, async () => {
      const { event, messageMember = "message", content = {} } = fault;
      const frame = encodeFrame(
        { ":message-type": "exception", ":exception-type": event, ":content-type": "application/json" },
        Buffer.from(JSON.stringify({ [messageMember]: "what went wrong", ...content })),
      );
      const begun = await stream(frame);
      const error = await rejection(allOf(begun));
      // The stream had begun in good order.
      expectFault(error, { ...fault, status: 200 });
      expect(await begun.ended).toHaveProperty("error", error);
    });
  }

  it("passes over events that the model does not know", async () => {
    expect(await allOf(await stream(encodeEvent("UnheardOf", { a: 1 })))).toEqual([]);
  });
}

function initialResponse({ response = {} }: { readonly response?: object }): Buffer {
  return encodeEvent("initial-response", response);
}

async function allOf(events: EventStream<object>): Promise<object[]> {
  const all: object[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** An output with its event stream, if it has one, read to the end and in its place as a list. */
async function withEvents<Client, Input>(
  { eventStream }: OperationCase<Client, Input>,
  output: object,
): Promise<object> {
  if (eventStream === undefined) return output;
  const stream = (output as { readonly [name: string]: EventStream<object> })[eventStream.member];
  return { ...output, [eventStream.member]: await allOf(stream as EventStream<object>) };
}

/** What {@link success} brings. */
function expectedOutput<Client, Input>({ output, eventStream }: OperationCase<Client, Input>): object | undefined {
  if (eventStream === undefined) return output;
  const events = eventStream.events.slice(0, 1).map(({ name, event }) => ({ [name]: event }));
  return { ...output, [eventStream.member]: events };
}

/** The last value passes the validator; the first beyond it is refused by the client before anything is sent. */
async function testEdge<Client, Input extends object>(
  name: string,
  operation: OperationCase<Client, Input>,
  edge: EdgeCase,
): Promise<void> {
  const { at, violates } = edge;
  if ("accepts" in edge) expect(violationsOf(operation.validate, put(operation.input, edge, edge.accepts))).toEqual([]);
  if (violates === undefined) return;
  const broken = put(operation.input, edge, edge.refuses) as Input;
  const path = edge.key === true ? atPath(at, String(edge.refuses)) : at;
  const answer = exchange([]);
  const error = await rejection(call(operation, broken));
  expect(error).toBeInstanceOf(ValidationError);
  const { operation: named, violations } = error as ValidationError;
  expect(named).toBe(name);
  expect(violations.map((violation) => [violation.path, violation.constraint])).toContainEqual([path, violates]);
  expect(answer.requests).toHaveLength(0);
}

function put(input: object, edge: EdgeCase, value: unknown): unknown {
  const place = edge.put ?? edge.at;
  if (edge.removed === true) return removed(input, place);
  return edge.key === true ? renamedKey(input, place, String(value)) : replaced(input, place, value);
}

function edgeTitle({ at, violates, removed: isRemoved, accepts, put: place }: EdgeCase): string {
  const where = at === "" ? "the input" : at;
  if (violates === undefined) return `${where}: may be ${shown(accepts)}`;
  if (isRemoved === true) return `${where}: ${violates}`;
  return `${where}: ${violates}${place === undefined ? "" : `, through ${place}`}`;
}

function shown(value: unknown): string {
  return value === null ? "null" : typeof value;
}

async function testExample<Client, Input extends object>(
  operation: OperationCase<Client, Input>,
  { input, body, response, output, error }: ExampleCase,
): Promise<void> {
  expect(violationsOf(operation.validate, input)).toEqual([]);
  const good = operation.eventStream === undefined ? { status: 200, body: response ?? {} } : success(operation);
  const answer = exchange([error === undefined ? good : { status: error.status, body: error.response }]);
  if (error === undefined) {
    const given = await call(operation, input as Input);
    // The examples of an event stream show how to call; what comes then is the stream's.
    if (operation.eventStream === undefined) expect(given).toStrictEqual(output);
  } else expect(await rejection(call(operation, input as Input, {}, { maxAttempts: 1 }))).toBeInstanceOf(error.type);
  if (body !== undefined) expect(JSON.parse(answer.requests[0]?.body ?? "")).toStrictEqual(body);
}

/** One case of the model's endpoint tests. */
interface EndpointCase {
  readonly title: string;
  readonly parameters: EndpointParameters;
  readonly endpoint?: ResolvedEndpoint;
  readonly error?: string;
}

/** Declares the tests of the endpoint rules. */
export function testEndpoint(
  resolve: (parameters: EndpointParameters) => ResolvedEndpoint,
  cases: readonly EndpointCase[],
): void {
  describe("resolveEndpoint", () => {
    for (const { title, parameters, endpoint, error } of cases) {
      it(title, () => {
        if (error === undefined) {
          expect(resolve(parameters)).toEqual(endpoint);
          return;
        }
        expect(() => resolve(parameters)).toThrow(EndpointError);
        expect(() => resolve(parameters)).toThrow(error);
      });
    }
  });
}

/** An answer with every member; of an event stream, its first event. */
function success({
  response = {},
  eventStream,
}: {
  readonly response?: object;
  readonly eventStream?: EventStreamCase;
}): Answer {
  if (eventStream === undefined) return { status: 200, body: response };
  const events = eventStream.events.slice(0, 1).map(({ name, payload }) => encodeEvent(name, payload));
  return { status: 200, body: Buffer.concat([initialResponse({ response }), ...events]) };
}

async function sent<Client, Input extends object>(
  operation: OperationCase<Client, Input>,
  input: Input,
  answers: readonly Answer[],
): Promise<readonly SeenRequest[]> {
  const { requests } = exchange(answers);
  await call(operation, input);
  return requests;
}

function call<Client, Input>(
  { client: Client, call: make, eventStream }: OperationCase<Client, Input>,
  input: Input,
  options: { readonly blobs?: "bytes" | "base64" } = {},
  config: object = {},
): Promise<object> {
  const transport = eventStream === undefined ? {} : { transport: streamingTransport() };
  const settings = { region, credentials, clock: fakeClock(), random: () => 0.5, ...transport, ...config };
  const client = new Client(settings as never);
  return make(client, input, options);
}

function expectRequest<Client, Input>(
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

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable("the call succeeded"),
    (error: unknown) => error,
  );
}
