/** What the normalised model holds of endpoints, beside the rules. */

/** An option of a client that is a parameter of the endpoint rules. */
export interface ClientOptionModel {
  /** Such as `forcePathStyle`. */
  readonly option: string;
  /** Such as `ForcePathStyle`. */
  readonly parameter: string;
  readonly type: "string" | "boolean" | "stringArray";
  readonly documentation: string;
}

/** The operation that tells endpoints. */
export interface EndpointDiscoveryModel {
  /** Wire name, such as `DescribeEndpoints`. */
  readonly operation: string;
  /** The wire name of the fault with which a host says that it is no longer the right one. */
  readonly fault?: string;
  /** What the asked operation takes of the call it is asked for. */
  readonly takes: readonly ("Operation" | "Identifiers")[];
}
