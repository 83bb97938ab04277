// Not vitest's: its equality stumbles over members that are called `constructor`.
import { deepStrictEqual } from "node:assert";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ServiceError, Transport } from "../../runtime/for-generated.js";
import { nodeHttpTransport } from "../../runtime/for-node.js";
import { fakeClock } from "./fake-clock.js";

export { bytes } from "./blob-forms.js";

/** What a request must look like. */
interface ExpectedRequest {
  readonly method?: string;
  readonly uri: string;
  readonly host?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly requireHeaders?: readonly string[];
  readonly forbidHeaders?: readonly string[];
  readonly body?: string;
  /** The body is no JSON: every character counts. */
  readonly bodyIsText?: boolean;
}

/** One case of `smithy.test#httpRequestTests` or `smithy.test#httpResponseTests`. */
export interface ProtocolCase<Client> {
  readonly id: string;
  /** The endpoint's host, perhaps with a path. @default "example.com" */
  readonly host?: string;
  readonly call: (client: Client) => Promise<object>;
  readonly request?: ExpectedRequest;
  readonly response?: {
    readonly status: number;
    readonly headers?: { readonly [name: string]: string };
    readonly body?: string;
  };
  readonly output?: object;
  readonly error?: {
    readonly type: new (...given: never) => Error;
    readonly message?: unknown;
    /** The code of a service with a query past, or the fault's name. */
    readonly code?: string;
    readonly members: object;
  };
  /** Why the case cannot pass; it must then fail. */
  readonly fails?: string;
}

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Where the client meant to send it. */
  readonly host: string;
}

/**
 * Declares a test for each case: the client talks over a socket to a server of our own, whichever host it believes to talk
 * to.
 */
export function testProtocol<Client>(
  Client: new (config: never) => Client & { close(): void },
  cases: readonly ProtocolCase<Client>[],
): void {
  describe("the model's protocol cases", () => {
    let server: Server;
    let answer: ProtocolCase<Client>["response"];
    const seen: Seen[] = [];
    const transport = nodeHttpTransport();
    let host = "";

    beforeAll(async () => {
      server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.on("end", () => {
          const { method, url, headers } = request;
          seen.push({ method, url, headers, body: Buffer.concat(chunks), host });
          const { status, headers: given = {}, body = "" } = answer ?? { status: 200, body: "{}" };
          response.writeHead(status, given).end(body);
        });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });

    beforeEach(() => {
      seen.length = 0;
    });

    afterAll(async () => {
      transport.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });

    const diverted: Transport = {
      send: (request, options) => {
        const url = new URL(request.url);
        host = url.host;
        const { port } = server.address() as AddressInfo;
        return transport.send({ ...request, url: `http://127.0.0.1:${port}${url.pathname}${url.search}` }, options);
      },
      close: () => {},
    };

    for (const each of cases) {
      const declare = each.fails === undefined ? it : it.fails;
      declare(each.fails === undefined ? each.id : `${each.id} (known to fail: ${each.fails})`, async () => {
        answer = each.response;
        const client = new Client({
          region: "us-east-1",
          endpoint: `https://${each.host ?? "example.com"}`,
          credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "not-a-real-secret" },
          maxAttempts: 1,
          clock: fakeClock(),
          transport: diverted,
        } as never);
        const outcome = await each.call(client).catch((error: unknown) => error);
        client.close();
        const [request] = seen;
        if (request === undefined) throw new Error("nothing was sent", { cause: outcome });
        if (each.request !== undefined) expectRequest(request, each.request);
        if (each.error !== undefined) expectError(outcome, each.error);
        else if (each.output !== undefined) deepStrictEqual(outcome, each.output);
        else if (outcome instanceof Error) throw outcome;
      });
    }
  });
}

function expectRequest(request: Seen, expected: ExpectedRequest): void {
  const {
    method = "POST",
    uri,
    host,
    headers = {},
    requireHeaders = [],
    forbidHeaders = [],
    body,
    bodyIsText,
  } = expected;
  expect({ method: request.method, url: request.url }).toEqual({ method, url: uri });
  if (host !== undefined) expect(request.host).toBe(host);
  for (const [name, value] of Object.entries(headers)) expect(request.headers[name.toLowerCase()], name).toBe(value);
  for (const name of requireHeaders) expect(request.headers[name.toLowerCase()], name).toBeDefined();
  for (const name of forbidHeaders) expect(request.headers[name.toLowerCase()], name).toBeUndefined();
  if (body === undefined) return;
  const text = request.body.toString("utf8");
  if (body === "" || bodyIsText === true) expect(text).toBe(body);
  else deepStrictEqual(withDigits(text), withDigits(body));
}

function expectError(
  outcome: unknown,
  { type, message, code, members }: NonNullable<ProtocolCase<never>["error"]>,
): void {
  expect(outcome).toBeInstanceOf(type);
  if (message !== undefined) expect((outcome as Error).message).toBe(message);
  if (code !== undefined) expect((outcome as ServiceError).code).toBe(code);
  expect(outcome).toMatchObject(members);
}

/** A JSON text's value, with numbers as their digits where a double would lose some. */
function withDigits(text: string): unknown {
  return JSON.parse(
    text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g, (token) =>
      token.startsWith('"') || token.replace(/\D/g, "").length < 16 ? token : JSON.stringify({ digits: token }),
    ),
  );
}
