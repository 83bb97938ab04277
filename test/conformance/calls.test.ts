/**
 * What the cases of `smithy.test` cannot say: members that only the answer knows, tokens that the client makes, several
 * requests of one call. The conformance model is generated as a service with a query past, and called over a socket.
 */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, relative } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../codegen/cli.js";
import { fakeClock } from "../support/fake-clock.js";

const root = join(import.meta.dirname, "../..");
mkdirSync(join(root, "test/.tmp"), { recursive: true });
const folder = mkdtempSync(join(root, "test/.tmp/conformance-calls-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Answer {
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body: object;
}

type Client = { readonly [method: string]: (input: object) => Promise<object> } & { close(): void };

/** The model with `awsQueryCompatible`, one of its faults under the code of its query days. */
function withQueryPast(text: string): object {
  const model = JSON.parse(text) as { shapes: { [id: string]: { traits: { [id: string]: unknown } } } };
  const traitsOf = (name: string) => model.shapes[`example.conformance#${name}`]?.traits ?? {};
  traitsOf("Conformance")["aws.protocols#awsQueryCompatible"] = {};
  traitsOf("FooError")["aws.protocols#awsQueryError"] = { code: "Customized", httpResponseCode: 402 };
  return model;
}

let server: Server;
let client: Client;
const answers: Answer[] = [];
const seen: { readonly headers: IncomingHttpHeaders; readonly body: { readonly [name: string]: unknown } }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
    request.on("end", () => {
      seen.push({ headers: request.headers, body: JSON.parse(text) });
      const { status = 200, headers = {}, body } = answers.shift() ?? { body: {} };
      response.writeHead(status, { "content-type": "application/x-amz-json-1.0", ...headers });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const model = join(folder, "model.json");
  const out = join(folder, "client");
  writeFileSync(
    model,
    JSON.stringify(withQueryPast(readFileSync(join(import.meta.dirname, "model/conformance.json"), "utf8"))),
  );
  const errors: string[] = [];
  const runtime = relative(out, join(root, "runtime/for-generated.js")).replaceAll("\\", "/");
  const argv = ["generate", "--model", model, "--out", out, "--runtime", runtime];
  const code = await main(argv, { out: () => {}, error: (line) => errors.push(line) });
  expect({ code, errors }).toEqual({ code: 0, errors: [] });
  const module = (await import(/* @vite-ignore */ join(out, "client.ts"))) as {
    readonly Conformance: new (config: object) => Client;
  };
  client = new module.Conformance({
    region: "us-east-1",
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    clock: fakeClock(),
  });
});

beforeEach(() => {
  answers.length = 0;
  seen.length = 0;
});

afterAll(async () => {
  client.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Calls a method while the server gives these answers in turn. */
async function call(method: string, input: object, ...given: readonly Answer[]): Promise<object> {
  answers.push(...given);
  const run = client[method];
  if (run === undefined) throw new Error(`no method ${method}`);
  return run.call(client, input);
}

describe("unions in outputs", () => {
  it.each([
    [
      "a member that the model does not know",
      { later: { deep: [1, null] } },
      { $unknown: ["later", { deep: [1, null] }] },
    ],
    ["one beside its type", { __type: "Choice", later: true }, { $unknown: ["later", true] }],
    ["a known member beside its type", { __type: "Choice", string: "a" }, { string: "a" }],
    ["a known member beside nulls", { string: null, later: null, number: 1 }, { number: 1 }],
    ["one with an inherited name", { constructor: "x" }, { $unknown: ["constructor", "x"] }],
  ])("read %s", async (_what, choice, expected) => {
    expect(await call("unions", {}, { body: { choice } })).toEqual({ choice: expected });
  });
});

describe("idempotency tokens", () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

  it("are made for each call that has none", async () => {
    await call("token", {});
    await call("token", { token: undefined });
    const tokens = seen.map(({ body }) => body.token);
    expect(tokens[0]).toMatch(uuid);
    expect(tokens[1]).toMatch(uuid);
    expect(tokens[0]).not.toBe(tokens[1]);
  });

  it("stay the same when the call is retried", async () => {
    const down = { status: 500, body: { __type: "InternalFailure", message: "down" } };
    await call("token", {}, down, down);
    expect(seen).toHaveLength(3);
    expect(seen[0]?.body.token).toMatch(uuid);
    expect(new Set(seen.map(({ body }) => body.token)).size).toBe(1);
  });

  it("are left as they are when they are given, empty ones too", async () => {
    await call("token", { token: "mine" });
    await call("token", { token: "" });
    expect(seen.map(({ body }) => body)).toEqual([{ token: "mine" }, { token: "" }]);
  });
});

describe("a service with a query past", () => {
  const fault = (headers: Answer["headers"], type: string) =>
    call("greetingWithErrors", {}, { status: 400, headers: headers ?? {}, body: { __type: type, message: "no" } }).then(
      () => expect.unreachable("the call succeeded"),
      (error: unknown) => error,
    );

  it("is told that the client knows its query codes", async () => {
    await call("noInput", {});
    expect(seen[0]?.headers["x-amzn-query-mode"]).toBe("true");
  });

  it("names its faults by their shapes, and tells the code beside", async () => {
    const error = await fault({ "x-amzn-query-error": "Customized;Sender" }, "example.conformance#FooError");
    expect(error).toMatchObject({ name: "FooError", code: "Customized", message: "no" });
    expect((error as Error).constructor.name).toBe("FooError");
  });

  it("may send the code in the place of the name", async () => {
    expect(await fault(undefined, "Customized")).toMatchObject({ name: "FooError", message: "no" });
  });

  it("has faults without a code of their own", async () => {
    expect(await fault(undefined, "ComplexError")).toMatchObject({ name: "ComplexError", code: "ComplexError" });
  });

  it("tells the side of faults that the model does not know", async () => {
    expect(await fault({ "x-amzn-query-error": "New.Code;Receiver" }, "NewError")).toMatchObject({
      name: "NewError",
      code: "New.Code",
      fault: "server",
    });
  });
});
