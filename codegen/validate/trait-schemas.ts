import type { JsonSchema } from "./json-schema.js";

const text = { type: "string" };
const nonEmpty = { type: "string", minLength: 1 };
/** A word of the generated types. */
const identifier = { type: "string", pattern: "^[a-z][A-Za-z0-9]*$" };
const count = { type: "integer", minimum: 0 };
const positive = { type: "integer", minimum: 1 };
const flag = { type: "boolean" };
const shapeId = { $ref: "#/$defs/shapeId" };
/** An annotation trait: its value says nothing. */
const annotation = { type: "object" };

/** Smithy itself ignores members that it does not know in traits of its own; for ours they are mistakes. */
function open(properties: JsonSchema, required: readonly string[] = []): JsonSchema {
  return { type: "object", properties, required };
}

function closed(properties: JsonSchema, required: readonly string[] = []): JsonSchema {
  return { type: "object", properties, required, additionalProperties: false };
}

function list(items: JsonSchema): JsonSchema {
  return { type: "array", items };
}

function mapOf(value: JsonSchema): JsonSchema {
  return { type: "object", additionalProperties: value };
}

function oneOf(...values: string[]): JsonSchema {
  return { enum: values };
}

const pathMatcher = closed(
  {
    path: nonEmpty,
    expected: text,
    comparator: oneOf("stringEquals", "booleanEquals", "allStringEquals", "anyStringEquals"),
  },
  ["path", "expected", "comparator"],
);

const waiter = open(
  {
    documentation: text,
    acceptors: {
      type: "array",
      minItems: 1,
      items: closed(
        {
          state: oneOf("success", "failure", "retry"),
          matcher: {
            ...closed({ success: flag, errorType: nonEmpty, output: pathMatcher, inputOutput: pathMatcher }),
            minProperties: 1,
            maxProperties: 1,
          },
        },
        ["state", "matcher"],
      ),
    },
    minDelay: positive,
    maxDelay: positive,
    deprecated: flag,
    tags: list(text),
  },
  ["acceptors"],
);

const httpTest = open(
  {
    id: nonEmpty,
    protocol: shapeId,
    documentation: text,
    headers: mapOf(text),
    body: text,
    bodyMediaType: text,
    appliesTo: oneOf("client", "server"),
    vendorParams: { type: "object" },
    method: nonEmpty,
    uri: nonEmpty,
    host: text,
    resolvedHost: text,
    requireHeaders: list(text),
    forbidHeaders: list(text),
    code: positive,
  },
  ["id", "protocol"],
);

/** The values that traits may have, by trait. Only traits that the generator reads are here. */
export const traitSchemas: { readonly [traitId: string]: JsonSchema } = {
  "aws.api#clientDiscoveredEndpoint": open({ required: flag }, ["required"]),
  "aws.api#clientEndpointDiscovery": open({ operation: shapeId, error: shapeId }, ["operation"]),
  "aws.api#clientEndpointDiscoveryId": annotation,
  "aws.api#service": open({ sdkId: nonEmpty, arnNamespace: nonEmpty, endpointPrefix: nonEmpty }, ["sdkId"]),
  "aws.auth#sigv4": open({ name: nonEmpty }, ["name"]),
  "aws.protocols#awsJson1_0": open({ http: list(text), eventStreamHttp: list(text) }),
  "aws.protocols#awsJson1_1": open({ http: list(text), eventStreamHttp: list(text) }),
  "aws.protocols#awsQueryCompatible": annotation,
  "aws.protocols#awsQueryError": open({ code: nonEmpty, httpResponseCode: positive }, ["code", "httpResponseCode"]),
  "aws.protocols#httpChecksum": open({ requestChecksumRequired: flag }),
  "smithy.api#addedDefault": annotation,
  "smithy.api#auth": list(shapeId),
  "smithy.api#clientOptional": annotation,
  "smithy.api#deprecated": open({ message: text, since: text }),
  "smithy.api#documentation": text,
  "smithy.api#endpoint": open({ hostPrefix: nonEmpty }, ["hostPrefix"]),
  "smithy.api#enum": {
    ...list(open({ value: nonEmpty, name: nonEmpty, documentation: text }, ["value"])),
    minItems: 1,
  },
  "smithy.api#enumValue": { type: ["string", "integer"] },
  "smithy.api#error": oneOf("client", "server"),
  "smithy.api#eventHeader": annotation,
  "smithy.api#eventPayload": annotation,
  "smithy.api#examples": list(
    open(
      {
        title: nonEmpty,
        documentation: text,
        input: { type: "object" },
        output: { type: "object" },
        error: open({ shapeId, content: { type: "object" } }, ["shapeId"]),
        allowInvalidInput: flag,
      },
      ["title"],
    ),
  ),
  "smithy.api#hostLabel": annotation,
  "smithy.api#httpChecksumRequired": annotation,
  "smithy.api#httpError": { type: "integer", minimum: 200, maximum: 599 },
  "smithy.api#idempotencyToken": annotation,
  "smithy.api#input": annotation,
  "smithy.api#length": { ...closed({ min: count, max: count }), minProperties: 1 },
  "smithy.api#mediaType": nonEmpty,
  "smithy.api#mixin": open({ localTraits: list(shapeId) }),
  "smithy.api#optionalAuth": annotation,
  "smithy.api#output": annotation,
  "smithy.api#paginated": open({ inputToken: nonEmpty, outputToken: nonEmpty, items: nonEmpty, pageSize: nonEmpty }),
  "smithy.api#pattern": text,
  "smithy.api#range": { ...closed({ min: { type: "number" }, max: { type: "number" } }), minProperties: 1 },
  "smithy.api#requestCompression": open({ encodings: list(nonEmpty) }),
  "smithy.api#required": annotation,
  "smithy.api#retryable": open({ throttling: flag }),
  "smithy.api#sensitive": annotation,
  "smithy.api#sparse": annotation,
  "smithy.api#streaming": annotation,
  "smithy.api#timestampFormat": oneOf("epoch-seconds", "date-time", "http-date"),
  "smithy.api#title": text,
  "smithy.api#uniqueItems": annotation,
  "smithy.rules#clientContextParams": mapOf(
    open({ type: oneOf("string", "String", "boolean", "Boolean", "stringArray", "StringArray"), documentation: text }, [
      "type",
    ]),
  ),
  "smithy.rules#contextParam": open({ name: nonEmpty }, ["name"]),
  "smithy.rules#endpointBdd": open(
    {
      version: text,
      parameters: { type: "object" },
      conditions: { type: "array" },
      results: { type: "array" },
      root: { type: "integer" },
      nodes: text,
      nodeCount: positive,
    },
    ["parameters", "conditions", "results", "root", "nodes", "nodeCount"],
  ),
  "smithy.rules#endpointRuleSet": open({ version: text, parameters: { type: "object" }, rules: { type: "array" } }, [
    "parameters",
    "rules",
  ]),
  "smithy.rules#endpointTests": open({ testCases: { type: "array" } }, ["testCases"]),
  "smithy.rules#operationContextParams": mapOf(open({ path: nonEmpty }, ["path"])),
  "smithy.rules#staticContextParams": mapOf(
    open({ value: { type: ["string", "boolean", "array"], items: text } }, ["value"]),
  ),
  "smithy.test#httpRequestTests": list(httpTest),
  "smithy.test#httpResponseTests": list({ ...httpTest, required: ["id", "protocol", "code"] }),
  "smithy.waiters#waitable": mapOf(waiter),

  "shardwright#lifetime": closed({ seconds: positive, fault: shapeId, source: nonEmpty }, ["seconds", "source"]),
  "shardwright#pagination": closed(
    {
      inputToken: nonEmpty,
      outputToken: nonEmpty,
      items: nonEmpty,
      pageSize: nonEmpty,
      more: nonEmpty,
      firstPageOnly: list(nonEmpty),
      source: nonEmpty,
      note: nonEmpty,
    },
    ["inputToken", "outputToken", "items", "source"],
  ),
  "shardwright#payloadLimit": closed(
    {
      entries: nonEmpty,
      counted: { ...list(nonEmpty), minItems: 1 },
      entryBytes: positive,
      callEntries: positive,
      callBytes: positive,
      bytesPerSecond: positive,
      recordsPerSecond: positive,
      scope: oneOf("shard"),
      source: nonEmpty,
      note: nonEmpty,
    },
    ["counted", "source"],
  ),
  "shardwright#rateLimit": {
    ...list({
      ...closed(
        {
          requests: positive,
          records: positive,
          bytes: positive,
          per: oneOf("second", "day"),
          scope: oneOf("account", "stream", "shard", "consumer"),
          key: { ...list({ type: "string", pattern: "^\\w+(?:\\s*\\+\\s*\\w+)*$" }), minItems: 1 },
          source: nonEmpty,
          note: nonEmpty,
        },
        ["per", "scope", "source"],
      ),
      anyOf: [{ required: ["requests"] }, { required: ["records"] }, { required: ["bytes"] }],
    }),
    minItems: 1,
  },
  "shardwright#retry": closed(
    { repeat: oneOf("harmless", "mayDuplicate", "mayReportError"), note: nonEmpty, source: nonEmpty },
    ["repeat"],
  ),
  "shardwright#retryable": closed(
    { classification: oneOf("throttling", "transient"), source: nonEmpty, note: nonEmpty },
    ["classification", "source"],
  ),
  "shardwright#streamEnds": {
    ...list({
      ...closed(
        { reason: identifier, event: nonEmpty, member: nonEmpty, fault: nonEmpty, source: nonEmpty, note: nonEmpty },
        ["reason", "source"],
      ),
      oneOf: [
        { required: ["event", "member"], properties: { fault: false } },
        { required: ["fault"], properties: { event: false, member: false } },
      ],
    }),
    minItems: 1,
  },
  "shardwright#settles": closed({ through: nonEmpty, waiter: nonEmpty, source: nonEmpty, note: nonEmpty }, [
    "waiter",
    "source",
  ]),
  "shardwright#undocumented": annotation,
};
