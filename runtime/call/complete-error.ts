import { ConnectionError } from "../errors/connection-error.js";
import { setHidden } from "../errors/hidden-property.js";
import { ProtocolError } from "../errors/protocol-error.js";
import { attachMetadata, metadataOf, unsent } from "../errors/response-metadata.js";
import { ServiceError } from "../errors/service-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { isObject } from "../is-object.js";
import type { RetryOutcome } from "../retry/retry-policy.js";

/** What the end of a call adds to its error. */
export interface CallEnd extends RetryOutcome {
  readonly operation: string;
  /** Milliseconds from the first attempt to now. */
  readonly elapsed: number;
}

/**
 * Completes the error that a call ends with: `$metadata` with attempts and delay, the operation where the message lacks
 * it, and after a retry how often and how long it was tried. A service's message that was not retried stays as it is.
 */
export function completeError(error: unknown, end: CallEnd): void {
  // A CredentialsError or ConfigError may be shared by calls that run at a time, and stands before any request.
  if (!isOfRequest(error)) return;
  const { attempts, totalRetryDelay } = end;
  attachMetadata(error, { ...unsent, ...metadataOf(error), attempts, totalRetryDelay });
  const base = messageBefore(error);
  const named = `${prefix(error, base, end.operation)}${base}`;
  const message = `${named}${history(error, named, end)}`;
  setMessage(error, message);
  completed.set(error, { base, message, stop: end.stop });
}

/** Whether the call that ended with this error would have gone on, had there been more time. */
export function endedByDeadline(error: unknown): boolean {
  return isObject(error) && completed.get(error)?.stop === "deadline";
}

/** An error's message before and after it was completed, and why the call ended. */
interface Completed extends Pick<CallEnd, "stop"> {
  readonly base: string;
  readonly message: string;
}

/** A transport may throw the same object for one call after another. */
const completed: WeakMap<object, Completed> = /* @__PURE__ */ new WeakMap();

function messageBefore(error: RequestError): string {
  const known = completed.get(error);
  return known !== undefined && known.message === error.message ? known.base : error.message;
}

/** Names the operation in an error of a transport, which does not know what it carries. */
export function prefixOperation(error: unknown, operation: string): void {
  if (isOfRequest(error)) setMessage(error, `${prefix(error, error.message, operation)}${error.message}`);
}

type RequestError = ServiceError | ProtocolError | ConnectionError | TimeoutError;

function isOfRequest(error: unknown): error is RequestError {
  return [ServiceError, ProtocolError, ConnectionError, TimeoutError].some((kind) => error instanceof kind);
}

/** A transport does not know which operation it carries. */
function prefix(error: RequestError, message: string, operation: string): string {
  const fromTransport = error instanceof ConnectionError || (error instanceof TimeoutError && error.kind !== "call");
  return fromTransport && !message.startsWith(operation) ? `${operation}: ` : "";
}

/** What `message` does not say already. */
function history(
  error: RequestError,
  message: string,
  { operation, attempts, stop, explanation, elapsed }: CallEnd,
): string {
  if (attempts === 1 && (stop === "notRetryable" || stop === "attemptsUsedUp")) return "";
  const made = attempts === 1 ? "1 attempt" : `${attempts} attempts`;
  const facts = [`${message.startsWith(operation) ? "" : `${operation}: `}${made} in ${seconds(elapsed)}`];
  if (explanation !== "") facts.push(explanation);
  if (error instanceof ServiceError) {
    const { httpStatusCode, requestId } = error.$metadata;
    const answer = [`HTTP ${httpStatusCode}`, ...(requestId === undefined ? [] : [`request id ${requestId}`])];
    const unsaid = answer.filter((fact) => !message.includes(fact));
    if (unsaid.length > 0) facts.push(unsaid.join(", "));
  }
  return ` (${facts.join("; ")})`;
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** The stack begins with the message as it was when the error was made; it is kept in step. */
function setMessage(error: Error, message: string): void {
  const { message: before, stack } = error;
  if (message === before) return;
  setHidden(error, "message", message);
  const head = `${error.name}: ${before}`;
  if (stack?.startsWith(head) === true) {
    setHidden(error, "stack", `${error.name}: ${message}${stack.slice(head.length)}`);
  }
}
