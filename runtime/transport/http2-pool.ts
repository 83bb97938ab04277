import type http2 from "node:http2";
import { ConnectionError } from "../errors/connection-error.js";
import { type Http2Listener, Http2Session, type Http2SessionSettings } from "./http2-session.js";

/** A stream that has begun, and the session that carries it. */
export interface PooledStream {
  readonly stream: http2.ClientHttp2Stream;
  readonly session: Http2Session;
}

/** Sessions by origin, each shared by as many streams as its peer allows. */
export interface Http2Pool {
  /**
   * Begins a stream on a session that has room, or on a new one. Rejects with {@link ConnectionError} when there is no
   * connection, with `signal.reason` when the signal is aborted before there is one.
   */
  request(
    origin: string,
    headers: http2.OutgoingHttpHeaders,
    listener: Http2Listener,
    signal: AbortSignal,
  ): Promise<PooledStream>;
  /** Closes idle sessions now and the others with their last stream. Later requests open new ones. */
  close(): void;
}

/** A peer whose limit keeps shrinking must not make us open sessions for ever. */
const mostTries = 5;

/** Makes a pool without sessions. */
export function createHttp2Pool(settings: Http2SessionSettings): Http2Pool {
  const origins = new Map<string, Set<Http2Session>>();

  function sessionFor(origin: string): Http2Session {
    let sessions = origins.get(origin);
    if (sessions === undefined) {
      sessions = new Set();
      origins.set(origin, sessions);
    }
    for (const session of sessions) if (session.hasRoom) return session;
    const session = new Http2Session(origin, settings, (gone) => drop(origin, gone));
    sessions.add(session);
    return session;
  }

  function drop(origin: string, session: Http2Session): void {
    const sessions = origins.get(origin);
    sessions?.delete(session);
    if (sessions?.size === 0) origins.delete(origin);
  }

  return {
    async request(origin, headers, listener, signal) {
      for (let tries = 0; tries < mostTries; tries++) {
        const session = sessionFor(origin);
        session.enter();
        try {
          await ready(session, signal);
          const stream = session.request(headers, listener);
          if (stream !== undefined) return { stream, session };
        } finally {
          session.leave();
        }
      }
      const { host } = new URL(origin);
      throw new ConnectionError(`${host} takes no more HTTP/2 streams, on new sessions neither (ERR_HTTP2_NO_ROOM)`, {
        code: "ERR_HTTP2_NO_ROOM",
        host,
      });
    },
    close() {
      for (const sessions of [...origins.values()]) for (const session of [...sessions]) session.close();
      origins.clear();
    },
  };
}

/** Waits for the session, but no longer than the request wants to. */
function ready(session: Http2Session, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    session.ready.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
