/** A client of a model whose operations are served at discovered endpoints, generated and called over a socket. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, relative } from "node:path";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../codegen/cli.js";
import type { Transport } from "../../runtime/for-generated.js";
import { nodeHttpTransport } from "../../runtime/for-node.js";

const root = join(import.meta.dirname, "../..");

// The generated tests look for their support two folders up.
mkdirSync(join(root, "test/.tmp"), { recursive: true });
const out = mkdtempSync(join(root, "test/.tmp/discovery-client-"));
const tests = mkdtempSync(join(root, "test/.tmp/discovery-tests-"));
afterAll(() => {
  for (const folder of [out, tests]) rmSync(folder, { recursive: true, force: true });
});

const errors: string[] = [];
const code = await main(
  [
    ...["generate", "--model", join(import.meta.dirname, "fixtures/timestream-query.smithy.json")],
    ...["--out", out, "--tests", tests],
    ...["--runtime", relative(out, join(root, "runtime/for-generated.js")).replaceAll("\\", "/")],
  ],
  { out: () => {}, error: (line) => errors.push(line) },
);

it("is generated without a word", () => {
  expect({ code, errors }).toEqual({ code: 0, errors: [] });
});

// Importing declares the generated tests.
for (const name of ["cancel-query", "describe-endpoints"]) {
  await import(/* @vite-ignore */ join(tests, `${name}.test.ts`));
}

interface Seen {
  readonly host: string;
  readonly target: string;
}

interface Client {
  cancelQuery(input: { readonly QueryId: string }): Promise<object>;
  close(): void;
}

describe("calls over a socket", () => {
  let server: Server;
  const transport = nodeHttpTransport();
  const seen: Seen[] = [];
  let cell = 0;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const host = String(request.headers["x-meant-for"]);
      const target = String(request.headers["x-amz-target"]);
      seen.push({ host, target });
      response.setHeader("content-type", "application/x-amz-json-1.0");
      if (target.endsWith(".DescribeEndpoints")) {
        cell += 1;
        const Address = `query-cell${cell}.timestream.us-east-1.amazonaws.com`;
        response.end(JSON.stringify({ Endpoints: [{ Address, CachePeriodInMinutes: 5 }] }));
      } else if (host.startsWith("query-cell1.")) {
        response.statusCode = 421;
        response.end(JSON.stringify({ __type: "com.amazonaws.timestreamquery#InvalidEndpointException" }));
      } else response.end(JSON.stringify({ CancellationMessage: "done" }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });

  beforeEach(() => {
    seen.length = 0;
    cell = 0;
  });

  afterAll(async () => {
    transport.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  /** Leads every request to the server, and tells it which host was meant. */
  const diverted: Transport = {
    send: (request, options) => {
      const { port } = server.address() as AddressInfo;
      const headers = { ...request.headers, "x-meant-for": new URL(request.url).host };
      return transport.send({ ...request, headers, url: `http://127.0.0.1:${port}/` }, options);
    },
    close: () => {},
  };

  async function client(config: object = {}): Promise<Client> {
    const module = (await import(/* @vite-ignore */ join(out, "client.ts"))) as {
      readonly TimestreamQuery: new (config: object) => Client;
    };
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
    return new module.TimestreamQuery({ region: "us-east-1", credentials, transport: diverted, ...config });
  }

  const asked = { host: "query.timestream.us-east-1.amazonaws.com", target: "Timestream_20181101.DescribeEndpoints" };
  const cancelled = (host: string): Seen => ({ host, target: "Timestream_20181101.CancelQuery" });

  it("discovers, moves on when the host refuses, and remembers", async () => {
    const timestream = await client();
    for (let call = 0; call < 2; call++) {
      expect(await timestream.cancelQuery({ QueryId: "q1" })).toEqual({ CancellationMessage: "done" });
    }
    const second = "query-cell2.timestream.us-east-1.amazonaws.com";
    const first = "query-cell1.timestream.us-east-1.amazonaws.com";
    expect(seen).toEqual([asked, cancelled(first), asked, cancelled(second), cancelled(second)]);
    timestream.close();
  });

  it("goes to an endpoint of the caller's own without asking", async () => {
    const timestream = await client({ endpoint: "https://timestream.example.com" });
    await timestream.cancelQuery({ QueryId: "q1" });
    expect(seen).toEqual([cancelled("timestream.example.com")]);
    timestream.close();
  });
});

it("adds nothing to the bundle of a client whose model has no discovery", () => {
  const bundle = (contents: string): string => {
    const { outputFiles } = buildSync({
      stdin: { contents, resolveDir: root, loader: "ts" },
      ...{ bundle: true, write: false, format: "esm", platform: "node", conditions: ["shardwright-source"] },
    });
    return outputFiles[0]?.text ?? "";
  };
  const marker = "told no endpoint";
  expect(readFileSync(join(root, "runtime/endpoint/discovery.ts"), "utf8")).toContain(marker);
  const kinesis = 'export { KinesisClient, putRecord } from "./generated/kinesis/client.ts";';
  expect(bundle(kinesis)).not.toContain(marker);
  const timestream = `export { TimestreamQueryClient, cancelQuery } from ${JSON.stringify(join(out, "client.ts"))};`;
  expect(bundle(timestream)).toContain(marker);
}, 60_000);
