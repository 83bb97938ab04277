/**
 * The normalised model: what the passes of `codegen/normalise/` leave for the emitters. Plain data, shape ids
 * resolved, traits read, names chosen. Emitters read this and nothing else.
 */

import type { ClientOptionModel, EndpointDiscoveryModel } from "./endpoint-model.js";
import type { HttpRequestTest, HttpResponseTest } from "./trait-values.js";

/** A service and all that its operations reach, sorted by name. */
export interface ServiceModel {
  readonly sdkId: string;
  /** The class name: the sdkId without blanks, such as `Kinesis`. */
  readonly className: string;
  /** lowerCamelCase of the class name, for constants such as `kinesisService`. */
  readonly instanceName: string;
  readonly title: string;
  readonly version: string;
  readonly shapeName: string;
  readonly signingName: string;
  readonly endpointPrefix: string;
  readonly jsonVersion: "1.0" | "1.1";
  readonly queryCompatible: boolean;
  readonly documentation: string;
  /** SHA-256 (hex) of the canonical JSON of the assembled model, for the manifest and banners. */
  readonly sha256: string;
  readonly operations: readonly OperationModel[];
  /** Structures, unions and enums that get a type, by their emitted name. */
  readonly shapes: ReadonlyMap<string, ShapeModel>;
  readonly faults: readonly FaultModel[];
  /** What event streams are carried by: the first that the protocol trait names. */
  readonly eventStreamProtocol: "h2" | "http/1.1";
  /** How endpoints of operations are discovered, where the model has a way. */
  readonly endpointDiscovery?: EndpointDiscoveryModel;
  /** Options of the service's clients that other clients do not have, by which endpoint rules decide. */
  readonly clientOptions: readonly ClientOptionModel[];
  /** Parameters of the endpoint rules that the runtime fills in under another name: the model's name -> the runtime's. */
  readonly endpointAliases: Readonly<Record<string, string>>;
  readonly endpointRuleSet?: unknown;
  /** `smithy.rules#endpointBdd`: the same in compiled form; the rule set counts where there are both. */
  readonly endpointBdd?: unknown;
  readonly endpointTests?: unknown;
}

/** The direction in which a shape travels. */
export type Direction = "input" | "output";

export interface OperationModel {
  /** Wire name, such as `PutRecord`. */
  readonly name: string;
  /** Method name, such as `putRecord`. */
  readonly methodName: string;
  /** File name without extension, such as `put-record`. */
  readonly fileName: string;
  readonly documentation: string;
  readonly deprecated?: string;
  readonly input: StructureModel;
  readonly output: StructureModel;
  /** Fault class names, sorted. */
  readonly faults: readonly string[];
  readonly staticContextParams: Readonly<Record<string, string | boolean | readonly string[]>>;
  /** Endpoint parameter name -> input member name. */
  readonly contextParams: Readonly<Record<string, string>>;
  /** Endpoint parameter name -> JMESPath over the input (`operationContextParams`). */
  readonly operationContextParams: Readonly<Record<string, string>>;
  /** The endpoint is discovered; `identifiers` are the input members that it depends on. */
  readonly discovery?: { readonly required: boolean; readonly identifiers: readonly string[] };
  /** `smithy.api#endpoint` host prefix with `{Member}` labels. */
  readonly hostPrefix?: string;
  readonly optionalAuth: boolean;
  /** The model knows no way to sign for the operation: requests go out unsigned. */
  readonly unsigned: boolean;
  /** `aws.auth#unsignedPayload`. */
  readonly unsignedPayload: boolean;
  /** The checksum that the service insists on: `httpChecksumRequired` is Content-MD5, `aws.protocols#httpChecksum` CRC-32. */
  readonly checksum?: "md5" | "crc32";
  /** The body may be compressed with gzip. */
  readonly requestCompression: boolean;
  readonly eventStream?: EventStreamModel;
  readonly repeat: "harmless" | "mayDuplicate" | "mayReportError";
  readonly repeatNote?: string;
  readonly rateLimits: readonly RateLimitModel[];
  readonly payloadLimit?: PayloadLimitModel;
  readonly settles?: { readonly through?: string; readonly waiter: string; readonly note?: string };
  readonly pagination?: PaginationModel;
  readonly waiters: readonly WaiterModel[];
  readonly examples: readonly ExampleModel[];
  /** The model's own cases of the operation's requests and responses, those of other protocols and of servers left out. */
  readonly requestTests: readonly HttpRequestTest[];
  readonly responseTests: readonly HttpResponseTest[];
}

/** The event stream in an output. */
export interface EventStreamModel {
  /** The output member that holds it. */
  readonly member: string;
  /** The emitted name of the union of its events. */
  readonly events: string;
  /** Whether the output has other members. */
  readonly initialResponse: boolean;
  /** Seconds, from `shardwright#lifetime`. */
  readonly lifetime?: number;
}

/** What marks a particular end of an event stream, from `shardwright#streamEnds`. */
export interface StreamEndModel {
  /** The word for it, such as `shardEnd`. */
  readonly reason: string;
  /** An event's member that is there at the end, or a fault by the name that the stream gives it. */
  readonly mark: { readonly event: string; readonly member: string } | { readonly fault: string };
  readonly note?: string;
}

export interface RateLimitModel {
  readonly requests?: number;
  readonly records?: number;
  readonly bytes?: number;
  readonly per: "second" | "day";
  readonly scope: "account" | "stream" | "shard" | "consumer";
  /** Alternatives, each a list of input members that together identify the scope. */
  readonly key: readonly (readonly string[])[];
  readonly source: string;
  readonly note?: string;
}

export interface PayloadLimitModel {
  /** Input list member that holds the entries; absent when the input itself is the entry. */
  readonly entries?: string;
  readonly counted: readonly string[];
  readonly entryBytes?: number;
  readonly callEntries?: number;
  readonly callBytes?: number;
  readonly bytesPerSecond?: number;
  readonly recordsPerSecond?: number;
  readonly scope?: string;
  readonly source: string;
  readonly note?: string;
}

export interface PaginationModel {
  readonly inputToken: string;
  /** Path in the output; `[-1]` is the last element. */
  readonly outputToken: string;
  readonly items?: string;
  readonly pageSize?: string;
  readonly more?: string;
  readonly firstPageOnly: readonly string[];
}

export interface WaiterModel {
  /** Wire name, such as `StreamExists`. */
  readonly name: string;
  /** Method name, such as `streamExists`. */
  readonly methodName: string;
  readonly documentation?: string;
  readonly deprecated?: true;
  readonly minDelay: number;
  readonly maxDelay: number;
  readonly acceptors: readonly AcceptorModel[];
}

export interface AcceptorModel {
  readonly state: "success" | "failure" | "retry";
  readonly matcher:
    | { readonly kind: "success"; readonly value: boolean }
    | { readonly kind: "errorType"; readonly fault: string }
    | {
        readonly kind: "output" | "inputOutput";
        readonly path: string;
        readonly expected: string;
        readonly comparator: PathComparator;
      };
}

export type PathComparator = "stringEquals" | "booleanEquals" | "allStringEquals" | "anyStringEquals";

export interface ExampleModel {
  readonly title: string;
  readonly documentation?: string;
  /** Node values as written in the model. */
  readonly input: unknown;
  readonly output?: unknown;
  readonly error?: { readonly fault: string; readonly content: unknown };
  /** The example shows an input that the model refuses. */
  readonly allowInvalidInput?: boolean;
}

export interface FaultModel {
  /** Class name, such as `ResourceNotFoundException`. */
  readonly name: string;
  /** Name on the wire (the shape's name). */
  readonly wireName: string;
  /** Code of `awsQueryError`, if any. */
  readonly queryCode?: string;
  readonly documentation: string;
  readonly side: "client" | "server";
  readonly httpStatus?: number;
  readonly retryable: boolean;
  readonly throttling: boolean;
  /** Members other than the message. */
  readonly structure: StructureModel;
  /** Name of the member that holds the message: `message` or `Message`, if modelled. */
  readonly messageMember?: string;
  /** The model's own cases of responses with this fault. */
  readonly responseTests?: readonly HttpResponseTest[];
}

/** A named shape that gets a type of its own. */
export type ShapeModel = StructureModel | UnionModel | EnumModel;

export interface StructureModel {
  readonly kind: "structure";
  /** Emitted name, unique in the generated module. */
  readonly name: string;
  /** Name in the model. */
  readonly shapeName: string;
  readonly direction: Direction;
  readonly documentation: string;
  readonly deprecated?: string;
  readonly members: readonly MemberModel[];
}

export interface UnionModel {
  readonly kind: "union";
  readonly name: string;
  readonly shapeName: string;
  readonly direction: Direction;
  readonly documentation: string;
  readonly members: readonly MemberModel[];
  /** An event stream: the members are its events. */
  readonly streaming: boolean;
  /** Of an event stream: the faults it can end with, by the name that the event carries. Not among the members. */
  readonly faults?: readonly { readonly member: string; readonly fault: string }[];
  /** Of an event stream: the emitted name of the type of its ends. */
  readonly endName?: string;
  readonly ends?: readonly StreamEndModel[];
}

export interface EnumModel {
  readonly kind: "enum";
  readonly name: string;
  readonly shapeName: string;
  readonly documentation: string;
  /** String enums hold strings, intEnums numbers. */
  readonly values: readonly {
    readonly name: string;
    readonly value: string | number;
    readonly documentation?: string;
  }[];
}

export interface MemberModel {
  readonly name: string;
  readonly documentation: string;
  readonly required: boolean;
  readonly deprecated?: string;
  readonly type: TypeModel;
  /** Value of a `default` that a client must send or fill in; undefined when there is none. */
  readonly default?: unknown;
  readonly idempotencyToken: boolean;
  readonly hostLabel: boolean;
  /** Of an event: the member travels as a header of its frame, or is the frame's payload. */
  readonly eventBinding?: "header" | "payload";
  /** Seconds that a token lives, from `shardwright#lifetime`. */
  readonly lifetime?: { readonly seconds: number; readonly fault?: string };
}

/** The constraints that Smithy can put on a shape or member, merged. */
export interface Constraints {
  readonly length?: { readonly min?: number; readonly max?: number };
  readonly range?: { readonly min?: number; readonly max?: number };
  /** As published, a Smithy pattern: found anywhere unless anchored. */
  readonly pattern?: string;
  readonly uniqueItems?: boolean;
}

/**
 * The type of a member, element or value; constraints and sensitivity are those of shape and member together. `shapeName`
 * is the shape's name in the model, which the simple shapes of Smithy itself do not have.
 */
export type TypeModel = {
  readonly shapeName?: string;
  readonly constraints: Constraints;
  readonly sensitive: boolean;
} & (
  | { readonly kind: "string"; readonly mediaType?: string }
  | { readonly kind: "boolean" | "blob" | "document" | "bigInteger" | "bigDecimal" }
  | { readonly kind: "byte" | "short" | "integer" | "long" | "float" | "double" }
  | { readonly kind: "timestamp"; readonly format: "epoch-seconds" | "date-time" | "http-date" }
  /** `name` is a key of {@link ServiceModel.shapes}. */
  | { readonly kind: "enum" | "intEnum" | "structure" | "union"; readonly name: string }
  | { readonly kind: "list"; readonly sparse: boolean; readonly element: TypeModel }
  | { readonly kind: "map"; readonly sparse: boolean; readonly key: TypeModel; readonly value: TypeModel }
);
