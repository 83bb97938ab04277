import type { ServerResponse } from "node:http";
import type { Input } from "./input.js";
import type { RecordFailure } from "./operations/operation.js";

/** A request as the server saw it, kept for the test to look at. */
export interface SeenRequest {
  /** What the target header names, such as `PutRecord`; empty when it names nothing. */
  readonly operation: string;
  /** The target header, such as `Kinesis_20131202.PutRecord`. */
  readonly target: string;
  readonly method: string;
  /** Path and query, as on the request line. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names and values as they came, in turn. */
  readonly rawHeaders: readonly string[];
  /** The body's bytes. */
  readonly bytes: Buffer;
  /** The body, parsed; undefined when it is no JSON object. */
  readonly body: Input | undefined;
  /** `ok`, or what is wrong with the signature. */
  readonly signature: string;
  /** The server's clock when the request was complete, in milliseconds since the epoch. */
  readonly at: number;
  /** Numbers the TCP connections: equal for requests that shared one. */
  readonly connection: number;
}

/** A whole response. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What {@link Exchange.answer} can be told. */
export interface AnswerOptions {
  /** Makes single records of a PutRecords fail. */
  readonly failRecord?: (index: number, entry: Input) => RecordFailure | undefined;
}

/** One request and its response, in the hands of a step of the plan. */
export interface Exchange {
  readonly request: SeenRequest;
  /** The response under way, for steps that misbehave below HTTP. */
  readonly response: ServerResponse;
  /** Runs the request for real: checks the signature, does the operation, and gives what should be sent. */
  answer(options?: AnswerOptions): Answer;
  /** An answer with the headers that every answer of the service has: request ids, date, content type. */
  compose(status: number, body: string | Buffer, headers?: Readonly<Record<string, string>>): Answer;
  /** Sends an answer. */
  send(answer: Answer): void;
}
