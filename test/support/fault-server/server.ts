/**
 * A Kinesis of our own to test against, on 127.0.0.1, in memory. It does what no emulator does: it checks every
 * signature with an independent signer (`aws4`), goes wrong on plan (throttles, faults in every spelling, records of a
 * PutRecords that fail alone, hangs, resets, truncated and foreign bodies: see steps.ts), pages properly, expires
 * iterators and tokens by a clock that the test owns, has a clock that can be wrong, serves all 45 operations, and
 * keeps every request for the test to look at.
 *
 *     await using server = await startFaultServer();
 *     server.plan.next("PutRecord", throttle(), ok());
 *     const kinesis = new Kinesis({ region: server.region, endpoint: server.url, credentials: server.credentials });
 *
 * - plan.ts, steps.ts: what goes wrong and when
 * - signature.ts: the independent check
 * - state.ts and operations/: what a stream is and what each operation does to it
 * - paging.ts: tokens
 */

import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { type Certificate, localhostCertificate } from "../certificates/certificates.js";
import type { Exchange, SeenRequest } from "./exchange.js";
import { Plan } from "./plan.js";
import { answerFault, answerRequest, compose } from "./respond.js";
import { ServiceFault } from "./service-fault.js";
import { verifySignature } from "./signature.js";
import { Account } from "./state.js";

/** A key that the server knows. */
export interface FaultServerCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What {@link startFaultServer} takes. */
export interface FaultServerOptions {
  /** The keys that may sign; the first is offered as {@link FaultServer.credentials}. */
  readonly credentials?: readonly FaultServerCredentials[];
  /** @default "us-east-1" */
  readonly region?: string;
  /** @default "123456789012" */
  readonly accountId?: string;
  /** The time by which the server lives: states, iterators, tokens, signatures, the Date header. @default the real one */
  readonly clock?: { now(): number };
  /**
   * How long streams, consumers and channels stay CREATING, UPDATING and DELETING, by the clock, in milliseconds.
   * @default 0
   */
  readonly stateChangeMilliseconds?: number;
  /** True: HTTPS with `certificate`. @default false */
  readonly tls?: boolean;
  /** @default the one of localhost */
  readonly certificate?: Certificate;
  /** False: the signature is recorded but a bad one is let pass. @default true */
  readonly refuseBadSignatures?: boolean;
  /** What requests from another time are refused with. @default "RequestTimeTooSkewed" */
  readonly skewFault?: string;
}

/** A running server; `await using` stops it. */
export interface FaultServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` or `https://127.0.0.1:PORT`. */
  readonly url: string;
  readonly region: string;
  readonly accountId: string;
  /** A key that the server accepts. */
  readonly credentials: FaultServerCredentials;
  /** What goes wrong. */
  readonly plan: Plan;
  /** Every request that came in whole, the oldest first. */
  readonly requests: readonly SeenRequest[];
  /** The streams and all else that the account holds. */
  readonly account: Account;
  /** Milliseconds by which the server's clock is ahead of `clock`. @default 0 */
  skew: number;
  /** Makes temporary keys known, or takes a key's place. */
  accept(credentials: FaultServerCredentials): void;
  /** Refuses a key from now on. */
  revoke(accessKeyId: string): void;
  /** Destroys every connection, also those that hang, and stops. A second call does nothing. */
  close(): Promise<void>;
}

const defaultCredentials: FaultServerCredentials = {
  accessKeyId: "AKIDFAULTSERVER",
  secretAccessKey: "fault-server/secret+access+key/000000000",
};

/** Starts a server on a free port of 127.0.0.1. */
export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  const { region = "us-east-1", accountId = "123456789012", clock = { now: () => Date.now() } } = options;
  const known = [...(options.credentials ?? [defaultCredentials])];
  const plan = new Plan();
  const requests: SeenRequest[] = [];
  const sockets = new Map<Socket, number>();
  let connections = 0;
  const now = (): number => clock.now() + server.skew;
  const account = new Account({
    region,
    accountId,
    now,
    stateChangeMilliseconds: options.stateChangeMilliseconds ?? 0,
  });

  const listener = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.sendDate = false;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const seen = seenRequest(incoming, Buffer.concat(chunks), now(), sockets.get(incoming.socket) ?? 0);
    const refusal = signatureRefusal(seen);
    const request: SeenRequest = { ...seen, signature: refusal === undefined ? "ok" : refusal.message };
    requests.push(request);
    const exchange: Exchange = {
      request,
      response,
      compose: (status, body, headers) => compose(now(), status, body, headers),
      answer: (answerOptions) =>
        refusal !== undefined && options.refuseBadSignatures !== false
          ? answerFault(now(), refusal)
          : answerRequest(account, request, answerOptions),
      send: ({ status, headers, body }) => {
        response.writeHead(status, { ...headers, "content-length": String(body.length) });
        response.end(body);
      },
    };
    const step = plan.take(request.operation);
    await (step === undefined ? exchange.send(exchange.answer()) : step.run(exchange));
  };

  const signatureRefusal = (request: SeenRequest): ServiceFault | undefined => {
    try {
      verifySignature(request, {
        credentials: known,
        region,
        service: "kinesis",
        now: now(),
        skewFault: options.skewFault ?? "RequestTimeTooSkewed",
      });
      return undefined;
    } catch (error) {
      if (error instanceof ServiceFault) return error;
      throw error;
    }
  };

  const onRequest = (incoming: IncomingMessage, response: ServerResponse): void => {
    listener(incoming, response).catch((error) => {
      // A client that went away is part of the game; anything else is a defect of this server and must be seen.
      if (incoming.destroyed && !incoming.complete) return;
      if (response.headersSent) response.destroy(error);
      else
        response
          .writeHead(500, { "content-type": "text/plain" })
          .end(`The fault server itself failed: ${error?.stack}`);
    });
  };
  const tls = options.tls === true;
  const http: Server = tls
    ? createHttpsServer(options.certificate ?? localhostCertificate, onRequest)
    : createHttpServer(onRequest);
  // With TLS the raw sockets are kept too: one whose handshake never ended would hold up the close.
  for (const event of tls ? ["connection", "secureConnection"] : ["connection"]) {
    http.on(event, (socket: Socket) => {
      sockets.set(socket, ++connections);
      socket.once("close", () => sockets.delete(socket));
      socket.on("error", () => {});
    });
  }
  // Idle keep-alive connections stay until the test ends them: the server must not add resets that nobody planned.
  http.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(0, "127.0.0.1", resolve);
  });

  const server: FaultServer = {
    url: `${tls ? "https" : "http"}://127.0.0.1:${(http.address() as AddressInfo).port}`,
    region,
    accountId,
    credentials: known[0] ?? defaultCredentials,
    plan,
    requests,
    account,
    skew: 0,
    accept(credentials) {
      server.revoke(credentials.accessKeyId);
      known.push(credentials);
    },
    revoke(accessKeyId) {
      const at = known.findIndex((credentials) => credentials.accessKeyId === accessKeyId);
      if (at !== -1) known.splice(at, 1);
    },
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
        for (const socket of sockets.keys()) socket.destroy();
      }),
    [Symbol.asyncDispose]: () => server.close(),
  };
  return server;
}

function seenRequest(
  incoming: IncomingMessage,
  bytes: Buffer,
  at: number,
  connection: number,
): Omit<SeenRequest, "signature"> & { signature: "" } {
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
  const target = headers["x-amz-target"] ?? "";
  return {
    operation: /^Kinesis_20131202\.(\w+)$/.exec(target)?.[1] ?? "",
    target,
    method: incoming.method ?? "",
    path: incoming.url ?? "",
    headers,
    rawHeaders: incoming.rawHeaders,
    bytes,
    body: parseObject(bytes),
    signature: "",
    at,
    connection,
  };
}

function parseObject(bytes: Buffer): SeenRequest["body"] {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as SeenRequest["body"])
      : undefined;
  } catch {
    return undefined;
  }
}
