import type http2 from "node:http2";
import type { AgentOptions } from "node:https";
import type { Socket } from "node:net";
import { startBackgroundTimer, startTimer } from "../clock.js";
import type { ConnectionError } from "../errors/connection-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { withoutHttp2 } from "./connection-failure.js";
import { http2Failure } from "./node-failure.js";

/** How sessions are kept. */
export interface Http2SessionSettings {
  /** TLS options such as `{ ca }`. */
  readonly tls: AgentOptions | undefined;
  /** Bytes that a peer may send on one stream before it is read. */
  readonly streamWindow: number;
  /** What opens a session: that of `node:http2`, which is loaded with the first stream. */
  readonly connect: typeof http2.connect;
  /** Milliseconds between two pings while streams are open. */
  readonly pingInterval: number;
  /** Milliseconds without any sign of life after a ping until the peer counts as dead. */
  readonly pingTimeout: number;
  /** Milliseconds that a session without streams is kept. */
  readonly idleTimeout: number;
}

/** What a stream is told of its session. */
export interface Http2Listener {
  /** A ping was answered. */
  onPong(): void;
}

/** Bytes that a peer may send on all streams together: one slow stream must not starve the others of credit. */
const sessionWindow = 16 * 1024 * 1024;
/** Streams on a session whose peer has not told its limit yet: what HTTP/2 recommends as the least. */
const presumedLimit = 100;
/** A timer that comes late, because the program was busy, fires before the answers that wait to be read: look again. */
const grace = 50;

/**
 * One HTTP/2 session with one origin, shared by streams. It pings its peer while streams are open, closes itself when
 * it has been idle, and takes no more streams once the peer says goodbye.
 *
 * It is never closed while a stream is open: Node would then send and expect what some peers get wrong.
 */
export class Http2Session {
  /** Resolves when the peer has told its settings; rejects with {@link ConnectionError}. */
  readonly ready: Promise<void>;
  readonly #session: http2.ClientHttp2Session;
  readonly #settings: Http2SessionSettings;
  readonly #host: string;
  readonly #listeners = new Set<Http2Listener>();
  #socket: Socket | undefined;
  #connected = false;
  /** False once no stream may begin any more: the peer said goodbye, the session failed or is to close. */
  #open = true;
  #retired = false;
  /** Requests that wait for {@link Http2Session.ready}. */
  #waiting = 0;
  /** Counts what came from the peer: comparing it tells whether the peer lives, without a clock. */
  #signs = 0;
  #cancelPing: (() => void) | undefined;
  #cancelIdle: (() => void) | undefined;
  #death: TimeoutError | undefined;

  /** @param onClose called once, when the session can take no more streams */
  constructor(origin: string, settings: Http2SessionSettings, onClose: (session: Http2Session) => void) {
    this.#settings = settings;
    this.#host = new URL(origin).host;
    const session = settings.connect(origin, {
      ...settings.tls,
      settings: { enablePush: false, initialWindowSize: settings.streamWindow },
    });
    this.#session = session;
    this.ready = new Promise((resolve, reject) => {
      let failure: unknown;
      session.once("connect", (_, socket) => {
        this.#socket = socket;
        const { alpnProtocol } = session;
        if (alpnProtocol !== "h2" && alpnProtocol !== "h2c") session.destroy(new Error("ALPN chose another protocol"));
        else session.setLocalWindowSize(sessionWindow);
      });
      // The first frame of whoever speaks HTTP/2.
      session.once("remoteSettings", () => {
        this.#connected = true;
        resolve();
      });
      session.on("error", (error) => {
        failure ??= error;
      });
      session.once("goaway", () => this.#retire(onClose));
      session.once("close", () => {
        this.#retire(onClose);
        this.#cancelPing?.();
        this.#cancelIdle?.();
        reject(this.#connectFailure(failure));
      });
    });
    // Whoever waits sees the rejection; when nobody does any more, it is no one's business.
    this.ready.catch(() => {});
  }

  /** Whether one more stream, or one more that waits, may come. */
  get hasRoom(): boolean {
    return this.#usable && this.#listeners.size + this.#waiting < this.#limit;
  }

  /** How many streams are open. */
  get streams(): number {
    return this.#listeners.size;
  }

  /** The session may have failed without having told so yet. */
  get #usable(): boolean {
    return this.#open && !this.#session.destroyed && !this.#session.closed;
  }

  get #limit(): number {
    if (!this.#connected) return presumedLimit;
    return this.#session.remoteSettings.maxConcurrentStreams ?? Number.POSITIVE_INFINITY;
  }

  /** Announces a request that waits for {@link Http2Session.ready}: keeps room for it, and the session open. */
  enter(): void {
    this.#waiting++;
    this.#cancelIdle?.();
    this.#cancelIdle = undefined;
  }

  /** The request waits no more. Without streams and others that wait, the session is idle. */
  leave(): void {
    this.#waiting--;
    this.#rest();
  }

  /**
   * Begins a stream, after {@link Http2Session.ready}; the caller is still counted as waiting. Undefined when the peer
   * has no room for it after all.
   */
  request(headers: http2.OutgoingHttpHeaders, listener: Http2Listener): http2.ClientHttp2Stream | undefined {
    if (!this.#usable || this.#listeners.size >= this.#limit) return undefined;
    const stream = this.#session.request(headers, { endStream: false });
    if (this.#listeners.size === 0) this.#wake();
    this.#listeners.add(listener);
    stream.once("close", () => {
      this.#listeners.delete(listener);
      this.#rest();
    });
    return stream;
  }

  /** Something came from the peer: it lives. */
  sign(): void {
    this.#signs++;
  }

  /** Set when the session was given up because its peer gave no sign of life: why its streams broke off. */
  get death(): TimeoutError | undefined {
    return this.#death;
  }

  /** Takes no more streams; closes as soon as there are none. */
  close(): void {
    this.#open = false;
    this.#cancelIdle?.();
    if (this.#listeners.size + this.#waiting > 0) return;
    if (!this.#connected) {
      this.#session.destroy();
      return;
    }
    this.#session.close();
    // Node waits for the peer to close the connection too, which a peer that said goodbye itself may never do.
    this.#socket?.destroySoon();
  }

  #retire(onClose: (session: Http2Session) => void): void {
    this.#open = false;
    if (!this.#retired) onClose(this);
    this.#retired = true;
    this.#rest();
  }

  /** Nothing is under way: let the process end if it will, and the session too after a while. */
  #rest(): void {
    if (this.#listeners.size + this.#waiting > 0) return;
    this.#cancelPing?.();
    this.#cancelPing = undefined;
    if (!this.#open || !this.#connected) {
      this.close();
      return;
    }
    this.#session.unref();
    this.#cancelIdle = startBackgroundTimer(this.#settings.idleTimeout, () => this.close());
  }

  #wake(): void {
    this.#session.ref();
    this.#cancelIdle?.();
    this.#cancelIdle = undefined;
    this.#schedulePing(this.#settings.pingInterval);
  }

  #schedulePing(delay: number): void {
    this.#cancelPing = startTimer(delay, () => this.#ping());
  }

  #ping(): void {
    const before = this.#signs;
    const sent = this.#session.ping((error) => {
      if (error !== null) return;
      this.#signs++;
      for (const listener of this.#listeners) listener.onPong();
    });
    if (!sent) return;
    const alive = (): boolean => this.#signs !== before;
    const { pingInterval, pingTimeout } = this.#settings;
    this.#cancelPing = startTimer(pingInterval, () => {
      if (alive()) {
        this.#ping();
        return;
      }
      this.#cancelPing = startTimer(Math.max(pingTimeout - pingInterval, 0), () => {
        this.#cancelPing = startTimer(grace, () => (alive() ? this.#ping() : this.#die()));
      });
    });
  }

  #die(): void {
    const milliseconds = this.#settings.pingTimeout;
    this.#death = new TimeoutError(`No sign of life from ${this.#host} within ${milliseconds} ms of a ping`, {
      kind: "inactivity",
      milliseconds,
    });
    this.#session.destroy(this.#death);
  }

  #connectFailure(error: unknown): ConnectionError {
    const code = (error as NodeJS.ErrnoException | undefined)?.code ?? "";
    const fromHttp2 = error === undefined || code === "" || code.startsWith("ERR_HTTP2");
    const noProtocol = code === "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL";
    return !this.#connected && (fromHttp2 || noProtocol)
      ? withoutHttp2(this.#host, error)
      : http2Failure(error, this.#host);
  }
}
