import { channel } from "#platform";
import type { Channel } from "../platform/platform.js";
import type { ErrorEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent } from "./hooks.js";
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
  /** Makes what tells of one kind of event, for those that only some calls have. */
  readonly tell: TellKind;
}

/** Puts together what tells a hook, a channel and the log of one kind of event. */
export type TellKind = <Event extends object>(
  hookName: keyof Hooks,
  stream: Channel,
  write: (logger: Logger, event: Event) => void,
) => (event: () => Event) => void;

/** Makes a client's observer. It never throws: what a hook or a logger throws must not break the call. */
export function createObserver(hooks: Hooks = {}, logger?: Logger): Observer {
  const tell: TellKind = (hookName, stream, write) => {
    // The hook is called as a method, so that an object with state can serve as hooks.
    const hasHook = hooks[hookName] !== undefined;
    return (makeEvent) => {
      if (!hasHook && logger === undefined && !stream.hasSubscribers) return;
      const event = makeEvent();
      if (hasHook) callHook(hookName, () => (hooks[hookName] as (event: object) => unknown).call(hooks, event), logger);
      if (stream.hasSubscribers) guard(() => stream.publish(event));
      if (logger !== undefined) guard(() => write(logger, event));
    };
  };
  return {
    request: tell("onRequest", channels.request, writeRequest),
    response: tell("onResponse", channels.response, writeResponse),
    retry: tell("onRetry", channels.retry, writeRetry),
    error: tell("onError", channels.error, writeError),
    tell,
  };
}

const channels: { readonly [Name in Exclude<keyof Observer, "tell">]: Channel } = {
  request: /* @__PURE__ */ channel("shardwright:request"),
  response: /* @__PURE__ */ channel("shardwright:response"),
  retry: /* @__PURE__ */ channel("shardwright:retry"),
  error: /* @__PURE__ */ channel("shardwright:error"),
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
  logger.debug(`${titleOf(event)}: attempt ${event.attempt} of ${event.maxAttempts} to ${event.url}`, event);
}

function writeResponse(logger: Logger, event: ResponseEvent): void {
  const id = event.requestId === undefined ? "" : `, request id ${event.requestId}`;
  logger.debug(`${titleOf(event)}: HTTP ${event.status} after ${event.duration} ms${id}`, event);
}

function writeRetry(logger: Logger, event: RetryEvent): void {
  logger.warn(
    `${titleOf(event)}: attempt ${event.attempt} failed (${event.reason}); next one in ${event.delay} ms`,
    event,
  );
}

function writeError(logger: Logger, event: ErrorEvent): void {
  logger.error(`${titleOf(event)}: failed after ${event.attempts} requests in ${event.duration} ms`, event);
}

/** What a log line begins with. */
export function titleOf({ service, operation }: { readonly service: string; readonly operation: string }): string {
  return `${service}.${operation}`;
}
