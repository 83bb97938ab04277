import type { JsonObject } from "../protocol/json.js";
import { ShardwrightError } from "./shardwright-error.js";

/** What the transport and the retry loop know of a finished call. */
export interface ResponseMetadata {
  /** The service's request id, from `x-amzn-RequestId` and its other spellings. */
  readonly requestId: string | undefined;
  /** The second id that some services send, from `x-amz-id-2`. */
  readonly extendedRequestId: string | undefined;
  /** The HTTP status of the last attempt. */
  readonly httpStatusCode: number | undefined;
  /** How many requests went out, the first included. */
  readonly attempts: number;
  /** Milliseconds spent waiting between attempts. */
  readonly totalRetryDelay: number;
}

/** What the model says of a fault. */
export interface FaultTraits {
  /** The fault's name on the wire, which is also the error's `name`. */
  readonly name: string;
  /** Whose fault it is. */
  readonly fault: "client" | "server";
  readonly retryable: boolean;
  readonly throttling: boolean;
  /** The code of `awsQueryError`, where the service keeps one. */
  readonly queryCode?: string;
  /** Reads the modelled members other than the message. */
  readonly read?: (json: JsonObject) => object;
}

/** What an error response said. */
export interface ServiceErrorDetails {
  readonly message: string;
  readonly $metadata: ResponseMetadata;
  /** Modelled members other than the message, already read. */
  readonly members?: object;
}

/** A class that the generator wrote for a modelled fault. */
export interface ServiceFaultClass {
  readonly fault: FaultTraits;
  new (details: ServiceErrorDetails): ServiceError;
}

/** An answer of the service that says no. Modelled faults are subclasses; others are this class with the wire's name. */
export class ServiceError extends ShardwrightError {
  override readonly name: string;
  /** Whose fault it is, by the model or else by the HTTP status. */
  readonly fault: "client" | "server";
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** Whether the service refused because of too many requests. */
  readonly throttling: boolean;
  /** Request id, status, attempts; not enumerable, so that logs and comparisons see plain data. */
  declare readonly $metadata: ResponseMetadata;

  constructor(details: ServiceErrorDetails, traits: FaultTraits) {
    super(details.message);
    this.name = traits.name;
    this.fault = traits.fault;
    this.retryable = traits.retryable;
    this.throttling = traits.throttling;
    if (details.members !== undefined) Object.assign(this, details.members);
    Object.defineProperty(this, "$metadata", { value: details.$metadata });
  }
}
