import type { ServiceModel, ShapeModel } from "../service-model.js";
import { faultMembers } from "./codec-names.js";
import { configPath } from "./config.js";
import { faultsPath } from "./faults.js";
import { limitsNames, limitsPath } from "./limits.js";
import { namedShapes } from "./named-shapes.js";
import {
  clientClass,
  configType,
  operationConstant,
  operationPath,
  paginationConstant,
  paginatorFunction,
  waiterConstant,
  waiterFunction,
} from "./names.js";
import { paginatedOperations, paginatorsPath } from "./paginators.js";
import { type RuntimeSymbol, runtimeSymbols } from "./runtime-imports.js";
import { servicePath } from "./service.js";
import { waitersOf, waitersPath } from "./waiters.js";

/** Names that one module contributes to the package's public surface. */
export interface PublicNames {
  /** A path in the output folder; `runtime` for the runtime. */
  readonly from: string;
  readonly values: readonly string[];
  readonly types: readonly string[];
}

/** What users get of the runtime together with the client. */
const publicRuntime: readonly RuntimeSymbol[] = [
  "AccountIdEndpointMode",
  "Base64Blobs",
  "BlobInput",
  "BodyInPieces",
  "CallOptions",
  "ClientConfig",
  "Clock",
  "ConfigDefaults",
  "ConfigError",
  "ConnectionError",
  "Credentials",
  "CredentialsError",
  "CredentialsProvider",
  "DocumentValue",
  "EndpointError",
  "ErrorEvent",
  "EventStream",
  "EventStreamEnd",
  "Hooks",
  "Logger",
  "OpenEnum",
  "Operation",
  "PaginateOptions",
  "Paginator",
  "ProtocolError",
  "RateLimitSetting",
  "RequestEvent",
  "ResponseEvent",
  "ResponseMetadata",
  "RetryEvent",
  "RetryMode",
  "Service",
  "ServiceClient",
  "ServiceError",
  "ShardwrightError",
  "TimeoutError",
  "StreamCallOptions",
  "StreamingOptions",
  "StreamingResponse",
  "Transport",
  "TransportOptions",
  "TransportRequest",
  "TransportResponse",
  "UnknownEvent",
  "ValidationError",
  "ValidationTier",
  "Violation",
  "WaitOptions",
  "Waiter",
  "WaiterError",
  "WithMetadata",
  "fetchTransport",
  "metadataOf",
];

/**
 * Everything that `client.ts` and `index.ts` export besides the client classes, which each has of its own. Both print this
 * list, so that they cannot differ.
 */
export function publicSurface(model: ServiceModel): PublicNames[] {
  const runtime = (kind: "type" | "value"): string[] => publicRuntime.filter((name) => runtimeSymbols[name] === kind);
  const faultTypes = model.faults.flatMap((fault) => faultMembers(fault)?.name ?? []);
  return [
    { from: "runtime", values: runtime("value"), types: runtime("type") },
    { from: configPath, values: [], types: model.clientOptions.length === 0 ? [] : [configType(model)] },
    { from: faultsPath, values: [...model.faults.map(({ name }) => name), "faults"], types: [] },
    {
      from: limitsPath,
      values: limitsNames(model),
      types: [],
    },
    ...model.operations.map((operation) => ({
      from: operationPath(operation),
      values: [operation.methodName, operationConstant(operation)],
      types: [],
    })),
    {
      from: paginatorsPath,
      values: paginatedOperations(model).flatMap((operation) => [
        paginatorFunction(operation),
        paginationConstant(operation),
      ]),
      types: [],
    },
    { from: servicePath, values: [`${model.instanceName}Service`], types: [] },
    { from: "types.ts", values: [], types: [...namedShapes(model).flatMap(typeNames), ...faultTypes] },
    {
      from: waitersPath,
      values: waitersOf(model).flatMap(({ waiter }) => [waiterFunction(waiter), waiterConstant(waiter)]),
      types: [],
    },
  ].filter(({ values, types }) => values.length + types.length > 0);
}

/** What `types.ts` declares for a shape: an event stream also has a type for its ends. */
function typeNames(shape: ShapeModel): string[] {
  return shape.kind === "union" && shape.endName !== undefined ? [shape.name, shape.endName] : [shape.name];
}

/** The names of the client's own classes and interfaces. */
export function clientNames(model: ServiceModel): {
  readonly client: string;
  readonly withMethods: string;
  readonly paginators: string;
  readonly waiters: string;
} {
  return {
    client: clientClass(model),
    withMethods: model.className,
    paginators: `${model.className}Paginators`,
    waiters: `${model.className}Waiters`,
  };
}
