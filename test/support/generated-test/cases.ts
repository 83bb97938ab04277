/** What generated tests are given: literals that are worked out from the model. */
import type { ServiceError, Validator } from "../../../runtime/for-generated.js";
import type { HeaderValue } from "../fault-server/event-frames.js";

/** One rule of the model at its edge; see `codegen/emit/tests/edges.ts`. */
export interface EdgeCase {
  readonly at: string;
  readonly put?: string;
  readonly key?: boolean;
  readonly violates?: string;
  readonly removed?: boolean;
  readonly refuses?: unknown;
  readonly accepts?: unknown;
}

export interface FaultCase {
  readonly type: new (...details: never[]) => ServiceError;
  readonly name: string;
  readonly status: number;
  readonly fault: string;
  readonly messageMember?: string;
  readonly content?: object;
  readonly members?: object;
}

export interface ExampleCase {
  readonly title: string;
  readonly input: object;
  readonly body?: object;
  readonly response?: object;
  readonly output?: object;
  readonly error?: {
    readonly type: new (...details: never[]) => ServiceError;
    readonly status: number;
    readonly response: object;
  };
}

/** One kind of event: its frame, and what a reader gets. */
export interface EventCase {
  readonly name: string;
  readonly headers?: Readonly<Record<string, HeaderValue>>;
  /** JSON, text or bytes. */
  readonly payload: object | string | Uint8Array;
  readonly event: object;
  /** When blobs are asked for as the wire's text. */
  readonly base64Event?: object;
}

/** The event stream in an operation's output. */
export interface EventStreamCase {
  /** The output member that holds it. */
  readonly member: string;
  readonly events: readonly EventCase[];
  /** The faults that may come in the stream, by the names that it has for them. */
  readonly faults: readonly (FaultCase & { readonly event: string })[];
}

/** What a generated test knows of an operation. */
export interface OperationCase<Client, Input> {
  readonly client: new (config: never) => Client;
  readonly call: (client: Client, input: Input, options: { readonly blobs?: "bytes" | "base64" }) => Promise<object>;
  readonly validate: Validator;
  readonly target: string;
  readonly contentType: string;
  /** Absent when requests go out unsigned. */
  readonly signingName?: string;
  /** Without an endpoint the client would have to ask for one first. */
  readonly discovered?: boolean;
  /** Every member; and its JSON. */
  readonly input: Input;
  readonly body: object;
  /** The required members alone; and their JSON. */
  readonly leastInput?: Input;
  readonly leastBody?: object;
  readonly response?: object;
  readonly output?: object;
  /** The output when blobs are asked for as the wire's text. */
  readonly base64Output?: object;
  readonly eventStream?: EventStreamCase;
  readonly faults: readonly FaultCase[];
  /** The fault that says too much was asked. */
  readonly throttle: string;
  readonly edges: readonly EdgeCase[];
  readonly examples: readonly ExampleCase[];
}
