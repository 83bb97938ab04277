import type { JsonObject } from "../protocol/json.js";
import { setHidden } from "./hidden-property.js";
import { attachMetadata, type ResponseMetadata } from "./response-metadata.js";
import { ShardwrightError } from "./shardwright-error.js";

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
  /** The operation that failed, as the wire names it. */
  readonly operation?: string | undefined;
  /** The code of `x-amzn-query-error`, where the service sent one. */
  readonly code?: string | undefined;
  /** Modelled members other than the message, already read. */
  readonly members?: object;
}

/** A class that the generator wrote for a modelled fault. */
export interface ServiceFaultClass {
  readonly fault: FaultTraits;
  new (details: ServiceErrorDetails): ServiceError;
}

/**
 * An answer of the service that says no. Modelled faults are subclasses; others are this class with the wire's name.
 * `message` is the service's own text; when the call was retried, how often and for how long follows in parentheses.
 */
export class ServiceError extends ShardwrightError {
  /** Whose fault it is, by the model or else by the HTTP status. */
  readonly fault: "client" | "server";
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** Whether the service refused because of too many requests. */
  readonly throttling: boolean;
  /** The operation that failed, as the wire names it. */
  readonly operation: string | undefined;
  /** The error's code: its name, or what `x-amzn-query-error` says of services with a query past. Not enumerable. */
  declare readonly code: string;
  /** Request id, status, attempts; not enumerable, so that logs and comparisons see plain data. */
  declare readonly $metadata: ResponseMetadata;

  constructor(details: ServiceErrorDetails, traits: FaultTraits) {
    super(details.message);
    // Members of the model first: what every service error has wins over a member of the same name.
    if (details.members !== undefined) Object.assign(this, details.members);
    this.message = details.message;
    this.fault = traits.fault;
    this.retryable = traits.retryable;
    this.throttling = traits.throttling;
    this.operation = details.operation;
    setHidden(this, "name", traits.name);
    setHidden(this, "code", details.code ?? traits.name);
    attachMetadata(this, details.$metadata);
  }

  override get name(): string {
    return "ServiceError";
  }
}
