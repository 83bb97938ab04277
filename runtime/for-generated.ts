/** The runtime's surface: what generated code imports, and what users import from `shardwright/runtime`. */
export { openEventStream } from "./call/begin-stream.js";
export { ServiceClient } from "./client.js";
export type { Clock } from "./clock.js";
export type { CallOptions, StreamCallOptions } from "./config/call-options.js";
export type {
  AccountIdEndpointMode,
  ClientConfig,
  ConfigDefaults,
  RateLimitSetting,
  RetryMode,
  ValidationTier,
} from "./config/client-config.js";
export { readEndpointOptions } from "./config/endpoint-options.js";
export type { Credentials, CredentialsProvider } from "./credentials/credentials.js";
export { type Arn, parseArn } from "./endpoint/arn.js";
export {
  type DiscoveredEndpoints,
  discoverEndpoints,
  type EndpointDiscovery,
  type OperationDiscovery,
} from "./endpoint/discovery.js";
export type { EndpointParameter, EndpointParameters, ResolvedEndpoint } from "./endpoint/endpoint.js";
export { readEndpointProperties } from "./endpoint/endpoint-properties.js";
export { globalRegion } from "./endpoint/global-region.js";
export { isValidHostLabel, isVirtualHostableS3Bucket } from "./endpoint/host-label.js";
export { putHostPrefix } from "./endpoint/host-prefix.js";
export { booleanParameter, requiredParameter, stringListParameter, stringParameter } from "./endpoint/parameters.js";
export { type EndpointUrl, parseURL } from "./endpoint/parse-url.js";
export { type PartitionDifferences, partition } from "./endpoint/partition.js";
export type { Partition } from "./endpoint/partitions.js";
export { split, substring, uriEncode } from "./endpoint/strings.js";
export { ConfigError, EndpointError } from "./errors/config-error.js";
export { ConnectionError } from "./errors/connection-error.js";
export { CredentialsError } from "./errors/credentials-error.js";
export { ProtocolError } from "./errors/protocol-error.js";
export { metadataOf, type ResponseMetadata, type WithMetadata } from "./errors/response-metadata.js";
export {
  type FaultTraits,
  ServiceError,
  type ServiceErrorDetails,
  type ServiceFaultClass,
} from "./errors/service-error.js";
export { ShardwrightError } from "./errors/shardwright-error.js";
export { TimeoutError, type TimeoutKind } from "./errors/timeout-error.js";
export { ValidationError } from "./errors/validation-error.js";
export { WaiterError } from "./errors/waiter-error.js";
export type { EventDescription, EventStreamDescription } from "./event-stream/description.js";
export type { EventStream, EventStreamEnd } from "./event-stream/event-stream.js";
export { readEventStream } from "./event-stream/read-event-stream.js";
export type { LimitedMembers, LimitedRates } from "./limits.js";
export type { ErrorEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent, UnknownEvent } from "./observe/hooks.js";
export type { Logger } from "./observe/logger.js";
export { type PaginateOptions, type Paginator, paginate } from "./paginate/paginate.js";
export type { Pagination } from "./paginate/pagination.js";
export {
  type Base64Blobs,
  type BlobInput,
  blobByteLength,
  emptyBlob,
  isBlobInput,
  readBlob,
} from "./protocol/blob.js";
export {
  type ReadUnion,
  readList,
  readMap,
  readObject,
  readSparseList,
  readSparseMap,
  readUnion,
} from "./protocol/collections.js";
export { encodeRequest } from "./protocol/encode-request.js";
export { parseExact } from "./protocol/exact-number.js";
export { newIdempotencyToken } from "./protocol/idempotency-token.js";
export type { JsonObject, JsonValue, ReadContext } from "./protocol/json.js";
export type { JsonWriter } from "./protocol/json-writer.js";
export { readLargeOutput } from "./protocol/large-output.js";
export { readMembers, writeMembers } from "./protocol/members.js";
export { ownMember, setMember } from "./protocol/own-member.js";
export { queryErrors } from "./protocol/query-errors.js";
export {
  type DocumentValue,
  type OpenEnum,
  readBigDecimal,
  readBigInteger,
  readBoolean,
  readDocument,
  readInteger,
  readNumber,
  readString,
} from "./protocol/scalars.js";
export { codePointLength } from "./protocol/text.js";
export { isTimestamp, readTimestamp, type TimestampFormat } from "./protocol/timestamp.js";
export { utf8ByteLength } from "./protocol/utf8-byte-length.js";
export {
  writeBigDecimal,
  writeBigInteger,
  writeBlob,
  writeJson,
  writeList,
  writeMap,
  writeNumber,
  writeSparseMap,
  writeString,
  writeTimestamp,
} from "./protocol/write-values.js";
export { rateKey } from "./rate-limit/rate-key.js";
export type { RetryReason } from "./retry/reason.js";
export type { Operation, Repeat, RequestRate, Service } from "./service.js";
export { type FetchTransportOptions, fetchTransport } from "./transport/fetch-transport.js";
export type {
  BodyInPieces,
  StreamingOptions,
  StreamingResponse,
  Transport,
  TransportOptions,
  TransportRequest,
  TransportResponse,
} from "./transport/transport.js";
export { checkMembers } from "./validation/check-members.js";
export {
  found,
  mismatched,
  missing,
  ofKey,
  ofValue,
  unknownMembers,
  within,
  wrongType,
} from "./validation/findings.js";
export {
  expectBigDecimal,
  expectBigInteger,
  expectBlob,
  expectBoolean,
  expectByte,
  expectInteger,
  expectList,
  expectLong,
  expectNumber,
  expectObject,
  expectShort,
  expectString,
  expectTimestamp,
} from "./validation/plain-types.js";
export { violationsOf } from "./validation/report.js";
export {
  additionalPropertiesRule,
  blobMaxBytesRule,
  blobMinBytesRule,
  blobRule,
  enumRule,
  maxItemsRule,
  maximumRule,
  maxLengthRule,
  maxPropertiesRule,
  minItemsRule,
  minimumRule,
  minLengthRule,
  minPropertiesRule,
  patternRule,
  payloadLimitRule,
  type Rule,
  requiredRule,
  timestampRule,
  typeRule,
  unionRule,
  uniqueItemsRule,
} from "./validation/rules.js";
export { concealSensitive } from "./validation/sensitive.js";
export { type SchemaFinding, type SchemaFindings, type Validator, validatorOf } from "./validation/validator.js";
export type { Violation } from "./validation/violation.js";
export type { WaitOptions } from "./wait/wait-options.js";
export { waitUntil } from "./wait/wait-until.js";
export type { Acceptor, Waiter, WaiterState } from "./wait/waiter.js";
