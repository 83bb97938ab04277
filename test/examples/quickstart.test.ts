import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { closedPort } from "../runtime/transport/local-server.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const loopbackOnly = new URL("../support/loopback-only.ts", import.meta.url).href;

interface Ending {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the example to its end; `meanwhile` may act on the process. */
async function quickstart(args: readonly string[], meanwhile?: (running: ChildProcess) => void): Promise<Ending> {
  const running = spawn(
    process.execPath,
    [
      ...["--import", "tsx", "--import", loopbackOnly, "--conditions", "shardwright-source"],
      "examples/quickstart.ts",
      ...args,
    ],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"], timeout: 60_000 },
  );
  meanwhile?.(running);
  const ended = once(running, "close");
  const [stdout, stderr] = await Promise.all([text(running.stdout), text(running.stderr)]);
  const [code] = (await ended) as [number | null];
  return { code, stdout, stderr };
}

it("examples/quickstart.ts tells why the stream could not be created, and does not try to delete it", async () => {
  const { code, stderr } = await quickstart(["--endpoint", `http://127.0.0.1:${await closedPort()}`]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^quickstart: CreateStream: [^\n]*ECONNREFUSED[^\n]*\n$/);
}, 90_000);

it("examples/quickstart.ts tells what failed first, and a clean-up that failed too besides", async () => {
  const server = http.createServer((request, response) => {
    const created = request.headers["x-amz-target"]?.toString().endsWith(".CreateStream") === true;
    response.writeHead(created ? 200 : 400, { "content-type": "application/x-amz-json-1.1" });
    response.end(
      created
        ? ""
        : JSON.stringify({ __type: "AccessDeniedException", message: String(request.headers["x-amz-target"]) }),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await quickstart(["--endpoint", `http://127.0.0.1:${port}`]);
    expect(code).toBe(1);
    const [cleanUp, first] = stderr.split("\n");
    expect(cleanUp).toMatch(
      /^quickstart: cleaning up failed too; shardwright-quickstart-\w+ may be left over: .*\.DeleteStream/,
    );
    expect(first).toMatch(/^quickstart: .*\.DescribeStream/);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}, 90_000);

it.each(["SIGINT", "SIGHUP"] as const)(
  "examples/quickstart.ts cleans up after %s",
  async (signal) => {
    const { code, stdout, stderr } = await quickstart([], (running) =>
      running.stdout?.on("data", (chunk: Buffer) => {
        if (chunk.includes("Created ")) running.kill(signal);
      }),
    );
    expect(code).toBe(1);
    expect(stderr).toBe("quickstart: interrupted\n");
    expect(stdout).toMatch(/\n {2}Deleted shardwright-quickstart-\w+\.\n$/);
  },
  90_000,
);
