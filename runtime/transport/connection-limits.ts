import { startTimer } from "../clock.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { type AttemptLimitSettings, type AttemptLimits, holdAttemptLimits } from "./attempt-limits.js";

/** What ends an attempt early on a platform that tells when a connection stands. */
export interface ConnectionLimits extends AttemptLimits {
  /** Starts the limit on getting a connection; without a limit, nothing. */
  connecting(): void;
  /** The connection stands: ends the limit on getting it. */
  connected(): void;
}

/** The settings of {@link holdConnectionLimits}; times in milliseconds, 0 or absent for none. */
export interface ConnectionLimitSettings extends AttemptLimitSettings {
  readonly connectTimeout?: number | undefined;
}

/** As {@link holdAttemptLimits}, and watches over getting a connection. */
export function holdConnectionLimits(
  settings: ConnectionLimitSettings,
  end: (reason: unknown) => void,
): ConnectionLimits {
  const { host, connectTimeout = 0 } = settings;
  let cancelConnect: (() => void) | undefined;
  const limits = holdAttemptLimits(settings, (reason) => {
    cancelConnect?.();
    end(reason);
  });
  return {
    finish: limits.finish,
    release() {
      cancelConnect?.();
      limits.release();
    },
    connecting() {
      if (connectTimeout <= 0) return;
      const message = `No connection to ${host} within ${connectTimeout} ms (connectTimeout)`;
      cancelConnect = startTimer(connectTimeout, () =>
        limits.finish(new TimeoutError(message, { kind: "connect", milliseconds: connectTimeout })),
      );
    },
    connected: () => cancelConnect?.(),
  };
}
