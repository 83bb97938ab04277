import { namespaceOf } from "../shape-id.js";

/** What the generator does about a trait. */
export type TraitPolicy =
  /** It reads it. */
  | "known"
  /** It may pass it over: the trait changes nothing for a client that speaks awsJson. */
  | "harmless"
  /** It must not guess: the trait may change the wire or the behaviour. */
  | "refused";

/** Traits that the generator acts on, or that it knows the meaning of and needs no action. */
const known: ReadonlySet<string> = new Set([
  "aws.api#clientDiscoveredEndpoint",
  "aws.api#clientEndpointDiscovery",
  "aws.api#clientEndpointDiscoveryId",
  "aws.api#service",
  "aws.auth#sigv4",
  "aws.auth#unsignedPayload",
  "aws.protocols#awsJson1_0",
  "aws.protocols#awsJson1_1",
  "aws.protocols#awsQueryCompatible",
  "aws.protocols#awsQueryError",
  "aws.protocols#httpChecksum",
  "shardwright#lifetime",
  "shardwright#pagination",
  "shardwright#payloadLimit",
  "shardwright#rateLimit",
  "shardwright#retry",
  "shardwright#retryable",
  "shardwright#settles",
  "shardwright#streamEnds",
  "shardwright#undocumented",
  "smithy.rules#clientContextParams",
  "smithy.rules#contextParam",
  "smithy.rules#endpointBdd",
  "smithy.rules#endpointRuleSet",
  "smithy.rules#endpointTests",
  "smithy.rules#operationContextParams",
  "smithy.rules#staticContextParams",
  "smithy.test#httpRequestTests",
  "smithy.test#httpResponseTests",
  "smithy.waiters#waitable",
  ...[
    ["addedDefault", "auth", "box", "clientOptional", "default", "deprecated", "documentation", "endpoint", "enum"],
    ["enumValue", "error", "eventHeader", "eventPayload", "examples", "hostLabel", "httpChecksumRequired", "httpError"],
    ["idempotencyToken", "idempotent", "input", "length", "mediaType", "mixin", "optionalAuth", "output", "paginated"],
    ["pattern", "range", "readonly", "recommended", "requestCompression", "required", "retryable", "sensitive"],
    ["sparse", "streaming", "timestampFormat", "title", "trait", "uniqueItems", "unitType"],
  ].flatMap((names) => names.map((name) => `smithy.api#${name}`)),
]);

/**
 * Traits of Smithy's prelude that mean nothing to an awsJson client: HTTP and XML bindings (awsJson takes neither, nor
 * `jsonName`), resource modelling, documentation, other ways to sign, and what describes traits themselves.
 */
const harmlessPrelude: readonly string[] = [
  ...["authDefinition", "cors", "externalDocumentation", "http", "httpApiKeyAuth", "httpBasicAuth", "httpBearerAuth"],
  ...["httpDigestAuth", "httpHeader", "httpLabel", "httpPayload", "httpPrefixHeaders", "httpQuery", "httpQueryParams"],
  ...["httpResponseCode", "idRef", "internal", "jsonName", "nestedProperties", "noReplace", "notProperty", "private"],
  ...["property", "protocolDefinition", "references", "requiresLength", "resourceIdentifier", "since", "suppress"],
  ...["tags", "traitValidators", "unstable", "xmlAttribute", "xmlFlattened", "xmlName", "xmlNamespace"],
];

const harmless: ReadonlySet<string> = new Set([
  ...harmlessPrelude.map((name) => `smithy.api#${name}`),
  // Other protocols of a service that also speaks awsJson; whether it does is checked with the service.
  "aws.protocols#awsQuery",
  "aws.protocols#ec2Query",
  "aws.protocols#ec2QueryName",
  "aws.protocols#restJson1",
  "aws.protocols#restXml",
  "smithy.protocols#rpcv2Cbor",
  "smithy.protocols#rpcv2Json",
]);

/** Namespaces whose traits are for other readers: servers, permissions, templates, documentation, tests. */
const harmlessNamespaces: ReadonlySet<string> = new Set([
  "aws.api",
  "aws.auth",
  "aws.cloudformation",
  "aws.cloudtrail",
  "aws.endpoints",
  "aws.iam",
  "aws.test",
  "smithy.framework",
  "smithy.openapi",
  "smithy.rules",
  "smithy.test",
]);

/** What to do about a trait, by its id. */
export function traitPolicy(traitId: string): TraitPolicy {
  if (known.has(traitId)) return "known";
  if (harmless.has(traitId) || harmlessNamespaces.has(namespaceOf(traitId))) return "harmless";
  return "refused";
}
