import type { EndpointOptions } from "./config/endpoint-options.js";
import type { OperationDiscovery } from "./endpoint/discovery.js";
import type { EndpointParameters, ResolvedEndpoint } from "./endpoint/endpoint.js";
import type { ReadEndpointProperties } from "./endpoint/endpoint-properties.js";
import type { PutHostPrefix } from "./endpoint/host-prefix.js";
import type { ServiceFaultClass } from "./errors/service-error.js";
import type { EventStreamDescription } from "./event-stream/description.js";
import type { EncodeRequest } from "./protocol/encode-request.js";
import type { ParseJson } from "./protocol/exact-number.js";
import type { JsonObject, ReadContext } from "./protocol/json.js";
import type { JsonWriter } from "./protocol/json-writer.js";
import type { ReadLargeOutput } from "./protocol/large-output.js";
import type { QueryErrors } from "./protocol/query-errors.js";
import type { SensitiveInput } from "./validation/sensitive.js";
import type { Validator } from "./validation/validator.js";

/**
 * What the runtime must know of a service: generated once a service, from its service shape.
 */
export interface Service {
  /** The service's name as client class names spell it, such as `Kinesis`. */
  readonly sdkId: string;
  /** The API version, such as `2013-12-02`. */
  readonly version: string;
  /** The name that SigV4 signs with, such as `kinesis`. */
  readonly signingName: string;
  /** The name of the service shape; with a dot and the operation's name it is the `X-Amz-Target` header. */
  readonly targetPrefix: string;
  /** awsJson1_0 or awsJson1_1, the media type's suffix. */
  readonly jsonVersion: "1.0" | "1.1";
  /** True when the service also answers as its former query protocol did (`awsQueryCompatible`). */
  readonly queryCompatible?: boolean;
  /** What reads the codes of those days, where the service or one of its faults has a query past. */
  readonly queryErrors?: QueryErrors;
  /** What event streams are carried by, from `eventStreamHttp` of the protocol trait. @default "http/1.1" */
  readonly eventStreamProtocol?: "h2" | "http/1.1";
  /** The model's endpoint rules, compiled to a function. Throws {@link EndpointError} when no rule matches. */
  readonly resolveEndpoint: (parameters: EndpointParameters) => ResolvedEndpoint;
  /** What reads their answers where they say more than a URL: headers, or how to sign. */
  readonly endpointProperties?: ReadEndpointProperties;
  /** Options of the service's clients that the endpoint rules decide on. */
  readonly endpointOptions?: EndpointOptions;
  /** Parameters of the rules that clients fill in under another name: the rules' name -> the name in every client. */
  readonly endpointAliases?: Readonly<Record<string, string>>;
  /** The names of all operations on the wire, such as `PutRecord`. */
  readonly operations: readonly string[];
  /** Every modelled fault by the name it has on the wire. */
  readonly faults: Readonly<Record<string, ServiceFaultClass>>;
}

/** Whether sending the same request twice does harm: a fact of the operation that the retry report passes on. */
export type Repeat = "harmless" | "mayDuplicate" | "mayReportError";

/** One limit of requests for one scope, from the model's `shardwright#rateLimit`. */
export interface RequestRate {
  /** How many requests the service takes in {@link RequestRate.seconds}. */
  readonly requests: number;
  /** The length of the window in seconds: 1 or 86,400. */
  readonly seconds: number;
  /** Whose limit it is. */
  readonly scope: "account" | "stream" | "shard" | "consumer";
  /**
   * Tells which bucket a call falls into, from its input; undefined when the input does not tell (the limit is then
   * not held). Absent for limits of the whole account.
   */
  readonly key?: (input: never) => string | undefined;
}

/** One operation of a service: what the generator writes and {@link ServiceClient.call} runs. */
export interface Operation<Input, Output> {
  readonly service: Service;
  /** The operation's name on the wire, such as `PutRecord`. */
  readonly name: string;
  /** Checks an input against the model: types, required and unknown members, every constraint. */
  readonly validate: Validator;
  /** Writes an input as the JSON of the request's body. */
  readonly write: (input: Input, json: JsonWriter) => void;
  /** Turns the JSON value of a response's body into the output. */
  readonly read: (body: JsonObject, context: ReadContext) => Output;
  /** The operation's part of the endpoint parameters: static context parameters and those bound to input members. */
  readonly endpointParameters?: (input: Input) => EndpointParameters;
  /** How the operation's endpoint is discovered, where the model wants it so. */
  readonly discovery?: OperationDiscovery<Input>;
  /** The host prefix of `smithy.api#endpoint`, such as `streaming-`, and what puts it in front of a host. */
  readonly hostPrefix?: { readonly of: (input: Input) => string; readonly by: PutHostPrefix };
  /** What a blind repeat of this operation does. */
  readonly repeat: Repeat;
  /** The published request rates, for the client-side limiter. */
  readonly rates: readonly RequestRate[];
  /** Where the input holds members that are marked sensitive. Violations there do not repeat the value. */
  readonly sensitiveInput?: SensitiveInput;
  /** Set when the output holds an event stream; such an operation needs a transport that can stream. */
  readonly eventStream?: EventStreamDescription;
  /** `smithy.api#optionalAuth`: the request goes out unsigned when there are no credentials. */
  readonly optionalAuth?: boolean;
  /** The model knows no way to sign for this operation: the request always goes out unsigned. */
  readonly unsigned?: boolean;
  /** What makes of a body what goes out: named where one of the next three is set. */
  readonly encode?: EncodeRequest;
  /** `aws.auth#unsignedPayload`: the signature covers the headers alone. */
  readonly unsignedPayload?: boolean;
  /** `smithy.api#requestCompression`: the body may be compressed so. */
  readonly compression?: "gzip";
  /** The checksum of the body that the service insists on: `Content-MD5`, or `x-amz-checksum-crc32`. */
  readonly checksum?: "md5" | "crc32";
  /** What parses the body of response or fault, where that may hold numbers with more digits than a double keeps. */
  readonly exactNumbers?: ParseJson;
  /** What reads a large output some at a time: named where the output is a page of objects, without exact numbers. */
  readonly readLarge?: ReadLargeOutput;
}
