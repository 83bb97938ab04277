import type { Clock } from "../clock.js";
import type { Credentials, CredentialsProvider } from "../credentials/credentials.js";
import type { EndpointParameters } from "../endpoint/endpoint.js";
import type { Hooks } from "../observe/hooks.js";
import type { Logger } from "../observe/logger.js";
import type { Transport } from "../transport/transport.js";

/**
 * How much of an input is checked before it is sent. `strict`: everything the model says. `structure`: types, required
 * and unknown members only. `off`: nothing.
 */
export type ValidationTier = "strict" | "structure" | "off";

/** `standard`: backoff with a retry quota. `adaptive`: as well a client-side token bucket that learns from throttles. */
export type RetryMode = "standard" | "adaptive";

/**
 * `model` holds the request rates that the service publishes; an object holds requests per second of the operations it
 * names (`{ PutRecord: 100 }`); `off` holds nothing back.
 */
export type RateLimitSetting = "off" | "model" | { readonly [operation: string]: number };

/** Whether the account's own endpoint is used where the service has one. */
export type AccountIdEndpointMode = "preferred" | "required" | "disabled";

/** The options of a client. Each is checked when the client is made; an unknown one is a {@link ConfigError}. */
export interface ClientConfig {
  /**
   * The AWS region, such as `eu-west-1`, or a function that finds it on the first call.
   * @default none in the lean client; the standard Node chain (AWS_REGION, shared config file) in the root entry
   */
  readonly region?: string | (() => Promise<string>) | undefined;
  /** An absolute http or https URL to talk to instead of the service's own endpoint. A path is kept. */
  readonly endpoint?: string | undefined;
  /**
   * Credentials, or a function that fetches them; the function is called when they are first needed and again shortly
   * before they expire.
   * @default none in the lean client; the standard Node chain in the root entry
   */
  readonly credentials?: Credentials | CredentialsProvider | undefined;
  /** How many requests one call may make, the first included. 1 turns retries off. @default 3 */
  readonly maxAttempts?: number | undefined;
  /** @default "standard" */
  readonly retryMode?: RetryMode | undefined;
  /** @default "strict" */
  readonly validation?: ValidationTier | undefined;
  /** @default "off" */
  readonly rateLimit?: RateLimitSetting | undefined;
  /** Milliseconds that one attempt may take from connecting to the last byte of the answer; 0 is no limit. @default 30000 */
  readonly requestTimeout?: number | undefined;
  /** Milliseconds to establish a connection, TLS included; 0 is no limit. @default 5000 */
  readonly connectTimeout?: number | undefined;
  /** What carries requests. A transport that is given is not closed with the client. @default the platform's own */
  readonly transport?: Transport | undefined;
  /** Where log lines go; `console` will do. @default silent */
  readonly logger?: Logger | undefined;
  /** Functions that are told of requests, responses, retries and errors. */
  readonly hooks?: Hooks | undefined;
  /** Whether to use FIPS 140 endpoints. @default false */
  readonly useFipsEndpoint?: boolean | undefined;
  /** Whether to use endpoints that answer on IPv4 and IPv6. @default false */
  readonly useDualstackEndpoint?: boolean | undefined;
  /** @default "preferred" */
  readonly accountIdEndpointMode?: AccountIdEndpointMode | undefined;
  /**
   * Whether to ask the service for the endpoints of operations that its model lets ask. Nobody is asked where there is an
   * {@link ClientConfig.endpoint}; operations that are served nowhere else do not go without.
   * @default only for operations that are served nowhere else
   */
  readonly endpointDiscovery?: boolean | undefined;
  /** Whether to send bodies as they are where the model would have large ones compressed. @default false */
  readonly disableRequestCompression?: boolean | undefined;
  /** Bytes from which on such bodies are compressed: 0 to 10,485,760. @default 10240 */
  readonly requestMinCompressionSizeBytes?: number | undefined;
  /**
   * Values for parameters of the service's endpoint rules, by the rules' own names. What the model lets users set
   * (`clientContextParams`) also has options of its own in generated clients, which win over these.
   */
  readonly endpointParameters?: EndpointParameters | undefined;
  /** The time, for tests. @default the system's */
  readonly clock?: Clock | undefined;
  /** Random numbers of [0, 1), for tests of jitter. @default Math.random */
  readonly random?: (() => number) | undefined;
}

/**
 * Where a client looks for what its {@link ClientConfig} leaves out. Every member is lazy: it is called only when its
 * option is missing. `credentials`, `region` and `endpoint` are called when a call first needs them; the others when
 * the client is made.
 */
export interface ConfigDefaults {
  readonly credentials?: CredentialsProvider;
  readonly region?: () => Promise<string | undefined>;
  readonly endpoint?: (sdkId: string) => string | undefined | Promise<string | undefined>;
  readonly maxAttempts?: () => number | undefined;
  readonly retryMode?: () => RetryMode | undefined;
  readonly useFipsEndpoint?: () => boolean | undefined;
  readonly useDualstackEndpoint?: () => boolean | undefined;
  readonly accountIdEndpointMode?: () => AccountIdEndpointMode | undefined;
  readonly endpointDiscovery?: () => boolean | undefined;
  readonly disableRequestCompression?: () => boolean | undefined;
  readonly requestMinCompressionSizeBytes?: () => number | undefined;
}
