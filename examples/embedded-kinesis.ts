/**
 * An embedded Kinesis for examples and tests: `kinesis-local`, which starts as soon as it is loaded and has no stop
 * function, in a worker thread of its own. The worker binds 127.0.0.1 only (the package itself binds every interface)
 * and ends with the thread, so nothing is left behind: no process, no file, no port.
 *
 *     await using server = await startEmbeddedKinesis();
 *     const kinesis = new Kinesis({ region: "us-east-1", endpoint: server.url, credentials });
 */

import { createRequire } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { Worker } from "node:worker_threads";

/** What {@link startEmbeddedKinesis} takes. */
export interface EmbeddedKinesisOptions {
  /**
   * The TLS port's key and certificate: a JSON file `{ "server": { "key": PEM, "cert": PEM } }`.
   * @default the self-signed one of `kinesis-local`, which names no host
   */
  readonly certificatePath?: string;
  /**
   * Streams that exist from the start, such as `orders:2` or `orders:2:eu-west-1`; in us-east-1 unless told otherwise.
   * @default none
   */
  readonly streams?: readonly string[];
  /**
   * How long streams and consumers stay CREATING, UPDATING and DELETING, in milliseconds.
   * @default 50
   */
  readonly stateChangeMilliseconds?: number;
  /**
   * How long the server may take to answer its health check, in milliseconds.
   * @default 30_000
   */
  readonly startTimeout?: number;
}

/** A running server; `await using` stops it. */
export interface EmbeddedKinesis extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`: HTTP/1.1 and HTTP/2 without TLS. */
  readonly url: string;
  /** `https://127.0.0.1:PORT`: HTTP/1.1 and HTTP/2 by ALPN. */
  readonly tlsUrl: string;
  /** Stops the server. A second call does nothing. */
  close(): Promise<void>;
}

/** Starts a server and waits until it answers. Rejects, with nothing left running, when it does not come up. */
export async function startEmbeddedKinesis(options: EmbeddedKinesisOptions = {}): Promise<EmbeddedKinesis> {
  const require = createRequire(import.meta.url);
  const [plainPort, tlsPort] = await freePorts();
  const worker = new Worker(workerSource, {
    eval: true,
    workerData: { entry: require.resolve("kinesis-local") },
    env: {
      ...durations(options.stateChangeMilliseconds ?? 50),
      KINESIS_MOCK_PLAIN_PORT: String(plainPort),
      KINESIS_MOCK_TLS_PORT: String(tlsPort),
      KINESIS_MOCK_CERT_PATH: options.certificatePath ?? require.resolve("kinesis-local/server.json"),
      ...(options.streams === undefined ? {} : { INITIALIZE_STREAMS: options.streams.map(withRegion).join(",") }),
      LOG_LEVEL: "ERROR",
    },
    stdout: true,
    stderr: true,
  });
  const errors = collectErrors(worker);
  const close = async (): Promise<void> => {
    await worker.terminate();
  };
  const url = `http://127.0.0.1:${plainPort}`;
  try {
    await healthy(url, worker, errors, options.startTimeout ?? 30_000);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, tlsUrl: `https://127.0.0.1:${tlsPort}`, close, [Symbol.asyncDispose]: close };
}

/** Runs in the worker, as a script: keeps listeners on the loopback interface, then loads the server. */
const workerSource = `
  const { workerData } = require("node:worker_threads");
  const { Server } = require("node:net");
  const listen = Server.prototype.listen;
  Server.prototype.listen = function (port, host, ...rest) {
    return typeof port === "number"
      ? listen.call(this, port, "127.0.0.1", ...(typeof host === "string" ? rest : [host, ...rest]))
      : listen.call(this, port, host, ...rest);
  };
  require(workerData.entry);
`;

/** The server wants a region with every stream. */
function withRegion(stream: string): string {
  return stream.split(":").length === 2 ? `${stream}:us-east-1` : stream;
}

/** The server's settings for how long each kind of state change takes. */
function durations(milliseconds: number): Record<string, string> {
  const changes = [
    "CREATE_STREAM",
    "DELETE_STREAM",
    "REGISTER_STREAM_CONSUMER",
    "DEREGISTER_STREAM_CONSUMER",
    "START_STREAM_ENCRYPTION",
    "STOP_STREAM_ENCRYPTION",
    "MERGE_SHARDS",
    "SPLIT_SHARD",
    "UPDATE_SHARD_COUNT",
    "UPDATE_STREAM_MODE",
  ];
  return Object.fromEntries(changes.map((change) => [`${change}_DURATION`, `${milliseconds}ms`]));
}

/** Two ports that are free now: the server can take port 0 but does not tell what it got. */
async function freePorts(): Promise<[number, number]> {
  const holders = [createServer(), createServer()] as const;
  const ports = await Promise.all(
    holders.map(
      (holder) =>
        new Promise<number>((resolve, reject) => {
          holder.once("error", reject);
          holder.listen(0, "127.0.0.1", () => resolve((holder.address() as AddressInfo).port));
        }),
    ),
  );
  await Promise.all(holders.map((holder) => new Promise((resolve) => holder.close(resolve))));
  return ports as [number, number];
}

/** Gathers what went wrong in the worker, for the message of a start that fails. */
function collectErrors(worker: Worker): { readonly text: () => string; readonly ended: () => boolean } {
  const parts: string[] = [];
  let ended = false;
  worker.stderr.on("data", (chunk) => parts.push(String(chunk)));
  worker.stdout.resume();
  worker.on("error", (error) => parts.push(String(error)));
  worker.on("exit", () => {
    ended = true;
  });
  return { text: () => parts.join("").trim(), ended: () => ended };
}

async function healthy(
  url: string,
  worker: Worker,
  errors: ReturnType<typeof collectErrors>,
  timeout: number,
): Promise<void> {
  const end = Date.now() + timeout;
  while (Date.now() < end && !errors.ended()) {
    const answer = await fetch(`${url}/healthcheck`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    // Read to the end, or the connection would stay busy.
    await answer?.text().catch(() => "");
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const detail = errors.text();
  throw new Error(
    `The embedded Kinesis (thread ${worker.threadId}) ${errors.ended() ? "ended while starting" : `did not answer within ${timeout} ms`}` +
      (detail === "" ? "" : `: ${detail.slice(0, 1_000)}`),
  );
}
