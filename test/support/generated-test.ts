import { describe, expect, it } from "vitest";
import {
  EndpointError,
  type EndpointParameters,
  metadataOf,
  type ResolvedEndpoint,
  ServiceError,
  ShardwrightError,
  ValidationError,
  type Validator,
  violationsOf,
} from "../../runtime/for-generated.js";
import { asBase64, asBytes, withBlobs } from "./blob-forms.js";
import { type Answer, exchange, requestId, useNock } from "./exchange.js";
import { expectSigned, type SeenRequest } from "./expect-signed.js";
import { fakeClock } from "./fake-clock.js";
import { atPath, removed, renamedKey, replaced } from "./input-path.js";

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

/** What a generated test knows of an operation. */
interface OperationCase<Client, Input> {
  readonly client: new (config: never) => Client;
  readonly call: (client: Client, input: Input, options: { readonly blobs?: "bytes" | "base64" }) => Promise<object>;
  readonly validate: Validator;
  readonly target: string;
  readonly contentType: string;
  readonly signingName: string;
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
  /** The member that holds the event stream: the call cannot be made yet. */
  readonly eventStream?: string;
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
    if (eventStream === undefined) testCalls(operation);
    else it("checks the input and then says that event streams are not there yet", () => testEventStream(operation));

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
    expect(output).toStrictEqual(operation.output);
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
    expect(output).toStrictEqual(operation.output);
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

async function testEventStream<Client, Input extends object>(operation: OperationCase<Client, Input>): Promise<void> {
  const answer = exchange([]);
  const error = await rejection(call(operation, operation.input));
  expect(error).toBeInstanceOf(ShardwrightError);
  expect(error).not.toBeInstanceOf(ValidationError);
  expect((error as Error).message).toMatch(/event stream/);
  expect(answer.requests).toHaveLength(0);
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
  if (operation.eventStream !== undefined) return;
  const answer = exchange([
    error === undefined ? { status: 200, body: response ?? {} } : { status: error.status, body: error.response },
  ]);
  if (error === undefined) expect(await call(operation, input as Input)).toStrictEqual(output);
  else expect(await rejection(call(operation, input as Input, {}, { maxAttempts: 1 }))).toBeInstanceOf(error.type);
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

function success({ response = {} }: { readonly response?: object }): Answer {
  return { status: 200, body: response };
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
  { client: Client, call: make }: OperationCase<Client, Input>,
  input: Input,
  options: { readonly blobs?: "bytes" | "base64" } = {},
  config: object = {},
): Promise<object> {
  const client = new Client({ region, credentials, clock: fakeClock(), random: () => 0.5, ...config } as never);
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
  expectSigned(request, { ...credentials, region, service: signingName });
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable("the call succeeded"),
    (error: unknown) => error,
  );
}
