import { bodyMemory, defaultTransport } from "#platform";
import type { Target } from "./call/endpoint-of.js";
import { checkClientConfig } from "./config/check-client-config.js";
import type { ClientConfig, ConfigDefaults } from "./config/client-config.js";
import { resolveSettings, type Settings } from "./config/settings.js";
import { type CredentialsSource, credentialsSource } from "./credentials/credentials-source.js";
import { createObserver, type Observer } from "./observe/observer.js";
import type { BodyMemory } from "./platform/platform.js";
import { createRateLimiter, type RateLimiter } from "./rate-limit/rate-limiter.js";
import { createRetryPolicy } from "./retry/retry.js";
import type { RetryPolicy } from "./retry/retry-policy.js";
import type { Service } from "./service.js";
import type { StreamTransport, Transport } from "./transport/transport.js";

/** What the calls of one client share. To those who use the package it is opaque: declarations leave the members out. */
export interface ClientContext {
  /** @internal */
  readonly service: Service;
  /** @internal */
  readonly settings: Settings;
  /** Undefined when the client was given none and has no default. @internal */
  readonly credentials: CredentialsSource | undefined;
  /** @internal */
  readonly transport: Transport;
  /** Whether the transport was made for this client, and so is closed with it. @internal */
  readonly ownsTransport: boolean;
  /** What carries event streams beside a transport of our own; made with the first stream. @internal */
  streams?: StreamTransport | undefined;
  /** @internal */
  readonly retryPolicy: RetryPolicy;
  /** @internal */
  readonly rateLimiter: RateLimiter;
  /** @internal */
  readonly observer: Observer;
  /** Where the bodies of requests are written. @internal */
  readonly bodyMemory: BodyMemory;
  /** Where calls went, by what their targets depend on. @internal */
  readonly targets: Map<string, Target>;
  /** Set by `close()`. @internal */
  closed: boolean;
}

/** Checks a config and makes what a client needs of it. @throws ConfigError */
export function createClientContext(service: Service, given: ClientConfig, defaults: ConfigDefaults): ClientContext {
  const config = checkClientConfig(given, service.operations, service.endpointOptions);
  const settings = resolveSettings(config, defaults, service.sdkId);
  const { clock, random, maxAttempts, retryMode } = settings;
  const credentials = config.credentials ?? defaults.credentials;
  return {
    service,
    settings,
    credentials: credentials === undefined ? undefined : credentialsSource(credentials, clock),
    transport: config.transport ?? defaultTransport(),
    ownsTransport: config.transport === undefined,
    retryPolicy: createRetryPolicy({ maxAttempts, mode: retryMode, clock, random }),
    rateLimiter: createRateLimiter(settings.rateLimit, clock),
    observer: createObserver(config.hooks, config.logger),
    bodyMemory: bodyMemory(),
    targets: new Map(),
    closed: false,
  };
}

const contexts: WeakMap<object, ClientContext> = /* @__PURE__ */ new WeakMap();

/** Lets what works on behalf of a client find its context; users of the client cannot. */
export function registerContext(client: object, context: ClientContext): void {
  contexts.set(client, context);
}

/** The context of a client. @throws TypeError for what is no client */
export function contextOf(client: object): ClientContext {
  const context = contexts.get(client);
  if (context === undefined) throw new TypeError("A ServiceClient is expected");
  return context;
}
