import type { TraitBearer } from "./ast.js";

export interface PaginatedTrait {
  readonly inputToken?: string;
  readonly outputToken?: string;
  readonly items?: string;
  readonly pageSize?: string;
}

export interface WaitableTrait {
  readonly [name: string]: {
    readonly documentation?: string;
    readonly acceptors: readonly {
      readonly state: "success" | "failure" | "retry";
      readonly matcher: WaiterMatcher;
    }[];
    readonly minDelay?: number;
    readonly maxDelay?: number;
    readonly deprecated?: boolean;
  };
}

export interface PathMatcher {
  readonly path: string;
  readonly expected: string;
  readonly comparator: "stringEquals" | "booleanEquals" | "allStringEquals" | "anyStringEquals";
}

/** Exactly one member is there. */
export interface WaiterMatcher {
  readonly success?: boolean;
  readonly errorType?: string;
  readonly output?: PathMatcher;
  readonly inputOutput?: PathMatcher;
}

export interface ExampleTrait {
  readonly title: string;
  readonly documentation?: string;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly error?: { readonly shapeId: string; readonly content?: unknown };
  readonly allowInvalidInput?: boolean;
}

export interface RateLimitTrait {
  readonly requests?: number;
  readonly records?: number;
  readonly bytes?: number;
  readonly per: "second" | "day";
  readonly scope: "account" | "stream" | "shard" | "consumer";
  readonly key?: readonly string[];
  readonly source: string;
  readonly note?: string;
}

export interface PayloadLimitTrait {
  readonly entries?: string;
  readonly counted: readonly string[];
  readonly entryBytes?: number;
  readonly callEntries?: number;
  readonly callBytes?: number;
  readonly bytesPerSecond?: number;
  readonly recordsPerSecond?: number;
  readonly scope?: "shard";
  readonly source: string;
  readonly note?: string;
}

export interface LifetimeTrait {
  readonly seconds: number;
  readonly fault?: string;
  readonly source: string;
}

export interface StreamEndTrait {
  readonly reason: string;
  readonly event?: string;
  readonly member?: string;
  readonly fault?: string;
  readonly source: string;
  readonly note?: string;
}

/** awsJson 1.0 and 1.1: which versions of HTTP the service speaks, the preferred first. */
export interface ProtocolTrait {
  readonly http?: readonly string[];
  readonly eventStreamHttp?: readonly string[];
}

export interface SettlesTrait {
  readonly through?: string;
  readonly waiter: string;
  readonly source: string;
  readonly note?: string;
}

export interface PaginationTrait {
  readonly inputToken: string;
  readonly outputToken: string;
  readonly items: string;
  readonly pageSize?: string;
  readonly more?: string;
  readonly firstPageOnly?: readonly string[];
  readonly source: string;
  readonly note?: string;
}

interface HttpTest {
  readonly id: string;
  readonly protocol: string;
  readonly documentation?: string;
  /** Blobs are text here, timestamps epoch seconds. */
  readonly params?: unknown;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string;
  readonly bodyMediaType?: string;
  readonly appliesTo?: "client" | "server";
  /** What only some test runners understand; AWS's suites put the `code` of a query-compatible fault here. */
  readonly vendorParams?: { readonly code?: unknown };
}

/** A case of `smithy.test#httpRequestTests`. */
export interface HttpRequestTest extends HttpTest {
  readonly method?: string;
  readonly uri?: string;
  readonly host?: string;
  readonly resolvedHost?: string;
  readonly requireHeaders?: readonly string[];
  readonly forbidHeaders?: readonly string[];
}

/** A case of `smithy.test#httpResponseTests`. */
export interface HttpResponseTest extends HttpTest {
  readonly code: number;
}

/** The traits that the generator reads, each with the type that `codegen/validate/trait-schemas.ts` holds it to. */
export interface TraitValues {
  readonly "aws.api#clientDiscoveredEndpoint": { readonly required: boolean };
  readonly "aws.api#clientEndpointDiscovery": { readonly operation: string; readonly error?: string };
  readonly "aws.api#clientEndpointDiscoveryId": object;
  readonly "aws.api#service": {
    readonly sdkId: string;
    readonly arnNamespace?: string;
    readonly endpointPrefix?: string;
  };
  readonly "aws.auth#sigv4": { readonly name: string };
  readonly "aws.auth#unsignedPayload": object;
  readonly "aws.protocols#awsJson1_0": ProtocolTrait;
  readonly "aws.protocols#awsJson1_1": ProtocolTrait;
  readonly "aws.protocols#awsQueryCompatible": object;
  readonly "aws.protocols#awsQueryError": { readonly code: string; readonly httpResponseCode: number };
  readonly "aws.protocols#httpChecksum": { readonly requestChecksumRequired?: boolean };
  readonly "shardwright#lifetime": LifetimeTrait;
  readonly "shardwright#pagination": PaginationTrait;
  readonly "shardwright#payloadLimit": PayloadLimitTrait;
  readonly "shardwright#rateLimit": readonly RateLimitTrait[];
  readonly "shardwright#retry": {
    readonly repeat: "harmless" | "mayDuplicate" | "mayReportError";
    readonly note?: string;
  };
  readonly "shardwright#retryable": { readonly classification: "throttling" | "transient" };
  readonly "shardwright#settles": SettlesTrait;
  readonly "shardwright#streamEnds": readonly StreamEndTrait[];
  readonly "shardwright#undocumented": object;
  readonly "smithy.api#addedDefault": object;
  readonly "smithy.api#auth": readonly string[];
  readonly "smithy.api#clientOptional": object;
  readonly "smithy.api#default": unknown;
  readonly "smithy.api#deprecated": { readonly message?: string; readonly since?: string };
  readonly "smithy.api#documentation": string;
  readonly "smithy.api#endpoint": { readonly hostPrefix: string };
  readonly "smithy.api#enum": readonly {
    readonly value: string;
    readonly name?: string;
    readonly documentation?: string;
  }[];
  readonly "smithy.api#enumValue": string | number;
  readonly "smithy.api#error": "client" | "server";
  readonly "smithy.api#eventHeader": object;
  readonly "smithy.api#eventPayload": object;
  readonly "smithy.api#examples": readonly ExampleTrait[];
  readonly "smithy.api#hostLabel": object;
  readonly "smithy.api#httpChecksumRequired": object;
  readonly "smithy.api#httpError": number;
  readonly "smithy.api#idempotencyToken": object;
  readonly "smithy.api#input": object;
  readonly "smithy.api#length": { readonly min?: number; readonly max?: number };
  readonly "smithy.api#mediaType": string;
  readonly "smithy.api#mixin": { readonly localTraits?: readonly string[] };
  readonly "smithy.api#optionalAuth": object;
  readonly "smithy.api#paginated": PaginatedTrait;
  readonly "smithy.api#pattern": string;
  readonly "smithy.api#range": { readonly min?: number; readonly max?: number };
  readonly "smithy.api#requestCompression": { readonly encodings?: readonly string[] };
  readonly "smithy.api#required": object;
  readonly "smithy.api#retryable": { readonly throttling?: boolean };
  readonly "smithy.api#sensitive": object;
  readonly "smithy.api#sparse": object;
  readonly "smithy.api#streaming": object;
  readonly "smithy.api#timestampFormat": "epoch-seconds" | "date-time" | "http-date";
  readonly "smithy.api#title": string;
  readonly "smithy.api#trait": object;
  readonly "smithy.api#uniqueItems": object;
  readonly "smithy.rules#clientContextParams": {
    readonly [parameter: string]: { readonly type: string; readonly documentation?: string };
  };
  readonly "smithy.rules#contextParam": { readonly name: string };
  readonly "smithy.rules#endpointBdd": unknown;
  readonly "smithy.rules#endpointRuleSet": unknown;
  readonly "smithy.rules#endpointTests": unknown;
  readonly "smithy.rules#operationContextParams": { readonly [parameter: string]: { readonly path: string } };
  readonly "smithy.rules#staticContextParams": {
    readonly [parameter: string]: { readonly value: string | boolean | readonly string[] };
  };
  readonly "smithy.test#httpRequestTests": readonly HttpRequestTest[];
  readonly "smithy.test#httpResponseTests": readonly HttpResponseTest[];
  readonly "smithy.waiters#waitable": WaitableTrait;
}

/** The value of a trait of a shape or member; undefined when it is not there. */
export function traitOf<Id extends keyof TraitValues>(bearer: TraitBearer, id: Id): TraitValues[Id] | undefined {
  return bearer.traits?.[id] as TraitValues[Id] | undefined;
}

/** Whether a shape or member carries a trait. */
export function hasTrait(bearer: TraitBearer, id: keyof TraitValues): boolean {
  return bearer.traits !== undefined && Object.hasOwn(bearer.traits, id);
}
