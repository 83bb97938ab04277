/** No server, a foreign one, a slow one: errors that name the host and say what to do. */

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Kinesis as LeanKinesis } from "../../generated/kinesis/client.js";
import {
  type ClientConfig,
  ConfigError,
  ConnectionError,
  CredentialsError,
  Kinesis,
  TimeoutError,
  ValidationError,
} from "../../generated/kinesis/index.js";
import { localhostCertificate, otherHostCertificate } from "../support/certificates/certificates.js";
import { type FaultServer, startFaultServer } from "../support/fault-server/server.js";
import { after, drip, hang } from "../support/fault-server/steps.js";
import { failureOf } from "./failure.js";

const credentials = { accessKeyId: "AKIDCONNECTIONS", secretAccessKey: "connections" };
const clients: Kinesis[] = [];
let server: FaultServer;

beforeEach(async () => {
  server = await startFaultServer();
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) vi.stubEnv(name, undefined);
  // No file of the machine's user takes part.
  vi.stubEnv("AWS_CONFIG_FILE", "/nowhere/config");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere/credentials");
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await server.close();
});

function client(config: ClientConfig = {}): Kinesis {
  const made = new Kinesis({
    region: "us-east-1",
    endpoint: server.url,
    credentials: server.credentials,
    maxAttempts: 1,
    ...config,
  });
  clients.push(made);
  return made;
}

describe("no region", () => {
  test("in the root entry tells the ways to give one", async () => {
    const kinesis = new Kinesis({ credentials });
    clients.push(kinesis);
    const error = (await failureOf(kinesis.listStreams())) as ConfigError;
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.option).toBe("region");
    expect(error.message).toMatch(/region/);
    expect(error.message).toContain("AWS_REGION");
  });

  test("in the lean entry names the option", async () => {
    const error = (await failureOf((async () => new LeanKinesis({ credentials }).listStreams())())) as ConfigError;
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.option).toBe("region");
  });

  test("from the environment will do", async () => {
    vi.stubEnv("AWS_REGION", "us-east-1");
    vi.stubEnv("AWS_ENDPOINT_URL_KINESIS", server.url);
    const kinesis = new Kinesis({ credentials: server.credentials });
    clients.push(kinesis);
    expect((await kinesis.listStreams()).StreamNames).toEqual([]);
    expect(server.requests[0]?.signature).toBe("ok");
  });
});

describe("no credentials", () => {
  test("in the root entry: the chain's last word as cause", async () => {
    const kinesis = new Kinesis({ region: "us-east-1", endpoint: server.url, maxAttempts: 1 });
    clients.push(kinesis);
    const error = await failureOf(kinesis.listStreams());
    expect(error).toBeInstanceOf(CredentialsError);
    expect(error.message).toMatch(/credentials/i);
    expect(error.cause).toBeInstanceOf(Error);
    expect(server.requests).toEqual([]);
  });

  test("in the lean entry names the option", async () => {
    const error = await failureOf(
      (async () => new LeanKinesis({ region: "us-east-1", endpoint: server.url }).listStreams())(),
    );
    expect(error).toBeInstanceOf(CredentialsError);
    expect(error.message).toMatch(/credentials/);
  });

  test("a provider that fails is named and its error kept", async () => {
    const cause = new Error("the vault is sealed");
    const error = await failureOf(client({ credentials: () => Promise.reject(cause) }).listStreams());
    expect(error).toBeInstanceOf(CredentialsError);
    expect(error.cause).toBe(cause);
  });
});

describe("an unreachable host", () => {
  test("that refuses", async () => {
    const port = await unusedPort();
    const error = (await failureOf(client({ endpoint: `http://127.0.0.1:${port}` }).listStreams())) as ConnectionError;
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.code).toBe("ECONNREFUSED");
    expect(error.message).toContain(`127.0.0.1:${port}`);
    expect(error.message).toContain("ListStreams");
    expect(error.cause).toBeInstanceOf(Error);
  });

  test("that has no address", async () => {
    const error = (await failureOf(client({ endpoint: "http://nowhere.invalid" }).listStreams())) as ConnectionError;
    expect(error).toBeInstanceOf(ConnectionError);
    expect(["ENOTFOUND", "EAI_AGAIN"]).toContain(error.code);
    expect(error.message).toContain("nowhere.invalid");
  });
});

describe("TLS that fails", () => {
  test("for a certificate that nobody signed", async () => {
    await using tls = await startFaultServer({ tls: true });
    const error = (await failureOf(client({ endpoint: tls.url }).listStreams())) as ConnectionError;
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.code).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
    expect(error.message).toMatch(/TLS|certificate/i);
    expect(error.message).toContain(new URL(tls.url).host);
  });

  test("for a certificate of another host", async () => {
    await using tls = await startFaultServer({ tls: true, certificate: otherHostCertificate });
    const error = (await failureOf(client({ endpoint: tls.url }).listStreams())) as ConnectionError;
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toMatch(/TLS|certificate/i);
  });

  test("for a server that speaks no TLS", async () => {
    const error = await failureOf(client({ endpoint: server.url.replace("http:", "https:") }).listStreams());
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toMatch(/TLS|SSL/i);
  });

  test("and works when the certificate is trusted", async () => {
    await using tls = await startFaultServer({ tls: true });
    const script = `
      import { Kinesis } from "./generated/kinesis/index.js";
      const kinesis = new Kinesis(JSON.parse(process.argv[1]));
      console.log(JSON.stringify(await kinesis.listStreams()));
      await kinesis.close();
    `;
    const config = JSON.stringify({ region: "us-east-1", endpoint: tls.url, credentials: tls.credentials });
    const root = fileURLToPath(new URL("../..", import.meta.url));
    // Node reads further authorities when it starts, so this needs a process of its own.
    const folder = await mkdtemp(join(tmpdir(), "shardwright-"));
    try {
      const authority = join(folder, "authority.pem");
      await writeFile(authority, localhostCertificate.cert);
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ["--import", "tsx", "--conditions", "shardwright-source", "--input-type=module", "--eval", script, config],
        { cwd: root, env: { ...process.env, NODE_EXTRA_CA_CERTS: authority } },
      );
      expect(JSON.parse(stdout)).toMatchObject({ StreamNames: [], HasMoreStreams: false });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("a server that takes too long", () => {
  test.each([
    ["hangs", hang(), { requestTimeout: 60 }, "request"],
    ["drips", drip({ everyMilliseconds: 20 }), { requestTimeout: 60 }, "request"],
  ] as const)("%s: the attempt is given up", async (_, step, config, kind) => {
    server.plan.always("*", step);
    const error = (await failureOf(client(config).listStreams())) as TimeoutError;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error.kind).toBe(kind);
    expect(error.milliseconds).toBe(60);
    expect(error.message).toContain("ListStreams");
    expect(error.message).toMatch(/60 ?ms|60 milliseconds/);
  });

  test("the whole call ends at its own timeout, whatever attempts are left", async () => {
    server.plan.always("*", hang());
    const error = (await failureOf(client({ maxAttempts: 5 }).listStreams({}, { timeout: 80 }))) as TimeoutError;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error.kind).toBe("call");
    expect(server.requests).toHaveLength(1);
  });

  test("an aborted call ends at once, with the signal's reason", async () => {
    server.plan.always("*", hang());
    const reason = new Error("no longer needed");
    const controller = new AbortController();
    const call = client().listStreams({}, { signal: controller.signal });
    call.catch(() => {});
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
  });

  test("is waited for when it is within the limits", async () => {
    server.plan.next("*", after(30));
    expect((await client({ requestTimeout: 5_000 }).listStreams()).StreamNames).toEqual([]);
  });
});

describe("before anything is sent", () => {
  test("a wrong input tells every violation", async () => {
    const error = (await failureOf(
      client().putRecord({ StreamName: "bad name", PartitionKey: "", Data: 7, Surprise: 1 } as never),
    )) as ValidationError;
    expect(error).toBeInstanceOf(ValidationError);
    expect(error.operation).toBe("PutRecord");
    expect(error.violations.map(({ path }) => path).sort()).toEqual(["Data", "PartitionKey", "StreamName", "Surprise"]);
    expect(server.requests).toEqual([]);
  });

  test.each([
    ["regoin", { regoin: "us-east-1" }],
    ["maxAttempts", { maxAttempts: 0 }],
    ["endpoint", { endpoint: "localhost:4567" }],
    ["retryMode", { retryMode: "legacy" }],
  ])("a wrong option is named: %s", async (option, config) => {
    const error = (await failureOf((async () => new Kinesis(config as never))())) as ConfigError;
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toContain(option);
  });

  test("a wrong option of a call is named", async () => {
    const error = await failureOf((async () => client().listStreams({}, { timeuot: 5 } as never))());
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toContain("timeuot");
    expect(server.requests).toEqual([]);
  });
});

test("a closed client says so", async () => {
  const kinesis = client();
  await kinesis.close();
  const error = await failureOf(kinesis.listStreams());
  expect(error.message).toMatch(/closed/);
});

/** A port that was free a moment ago. */
function unusedPort(): Promise<number> {
  return new Promise((resolve) => {
    const holder = createServer().listen(0, "127.0.0.1", () => {
      const { port } = holder.address() as { port: number };
      holder.close(() => resolve(port));
    });
  });
}
