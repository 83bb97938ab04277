import { channel } from "#platform";
import type { Channel } from "../platform/platform.js";
import type { ErrorEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent, UnknownEvent } from "./hooks.js";
import type { Logger } from "./logger.js";

/**
 * Tells hooks, logger and `node:diagnostics_channel` what a client does. The channels are `shardwright:request`,
 * `shardwright:response`, `shardwright:retry`, `shardwright:error` and `shardwright:unknown-event`; their messages are
 * the hooks' events. Events come as functions: nothing is put together for nobody.
 */
export interface Observer {
  request(event: () => RequestEvent): void;
  response(event: () => ResponseEvent): void;
  retry(event: () => RetryEvent): void;
  error(event: () => ErrorEvent): void;
  unknownEvent(event: () => UnknownEvent): void;
}

/** Makes a client's observer. It never throws: what a hook or a logger throws must not break the call. */
export function createObserver(hooks: Hooks = {}, logger?: Logger): Observer {
  const tell = <Event extends object>(
    hookName: keyof Hooks,
    stream: Channel,
    write: ((logger: Logger, event: Event) => void) | undefined,
  ): ((event: () => Event) => void) => {
    // The hook is called as a method, so that an object with state can serve as hooks.
    const hasHook = hooks[hookName] !== undefined;
    return (makeEvent) => {
      if (!hasHook && logger === undefined && !stream.hasSubscribers) return;
      const event = makeEvent();
      if (hasHook) callHook(hookName, () => (hooks[hookName] as (event: Event) => unknown).call(hooks, event), logger);
      if (stream.hasSubscribers) guard(() => stream.publish(event));
      if (logger !== undefined) guard(() => write?.(logger, event));
    };
  };
  return {
    request: tell("onRequest", channels.request, writeRequest),
    response: tell("onResponse", channels.response, writeResponse),
    retry: tell("onRetry", channels.retry, writeRetry),
    error: tell("onError", channels.error, writeError),
    unknownEvent: tell("onUnknownEvent", channels.unknownEvent, writeUnknownEvent),
  };
}

const channels: { readonly [Name in keyof Observer]: Channel } = {
  request: /* @__PURE__ */ channel("shardwright:request"),
  response: /* @__PURE__ */ channel("shardwright:response"),
  retry: /* @__PURE__ */ channel("shardwright:retry"),
  error: /* @__PURE__ */ channel("shardwright:error"),
  unknownEvent: /* @__PURE__ */ channel("shardwright:unknown-event"),
};

function callHook(name: string, call: () => unknown, logger: Logger | undefined): void {
  const complain = (error: unknown): void => guard(() => logger?.warn(`The hook ${name} failed`, { error }));
  try {
    const result = call();
    // An async hook is not waited for, but its rejection must not end the process.
    if (result instanceof Promise) result.catch(complain);
  } catch (error) {
    complain(error);
  }
}

function guard(action: () => unknown): void {
  try {
    action();
  } catch {
    // A logger that fails has nowhere to say so.
  }
}

function writeRequest(logger: Logger, event: RequestEvent): void {
  logger.debug(`${title(event)}: attempt ${event.attempt} of ${event.maxAttempts} to ${event.url}`, event);
}

function writeResponse(logger: Logger, event: ResponseEvent): void {
  const id = event.requestId === undefined ? "" : `, request id ${event.requestId}`;
  logger.debug(`${title(event)}: HTTP ${event.status} after ${event.duration} ms${id}`, event);
}

function writeRetry(logger: Logger, event: RetryEvent): void {
  logger.warn(
    `${title(event)}: attempt ${event.attempt} failed (${event.reason}); next one in ${event.delay} ms`,
    event,
  );
}

function writeError(logger: Logger, event: ErrorEvent): void {
  logger.error(`${title(event)}: failed after ${event.attempts} requests in ${event.duration} ms`, event);
}

function writeUnknownEvent(logger: Logger, event: UnknownEvent): void {
  const name = event.eventType || event.messageType;
  logger.debug(`${title(event)}: passed over ${name}, which the model does not know`, event);
}

function title({ service, operation }: { readonly service: string; readonly operation: string }): string {
  return `${service}.${operation}`;
}
