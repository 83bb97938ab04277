import type { OperationShape } from "../ast.js";
import type { Model } from "../model.js";
import type {
  Direction,
  EventStreamModel,
  ExampleModel,
  OperationModel,
  RateLimitModel,
  ShapeModel,
  StructureModel,
} from "../service-model.js";
import { shapeName } from "../shape-id.js";
import { type ExampleTrait, hasTrait, type RateLimitTrait, traitOf } from "../trait-values.js";
import { clientTests } from "./client-tests.js";
import { formOf } from "./directions.js";
import { deprecationOf, documentationOf } from "./documentation.js";
import { membersOf, operationsOf, serviceOf, shapeAt } from "./lookup.js";
import type { Names } from "./names.js";
import { paginationOf } from "./pagination.js";
import { unitId } from "./prelude.js";
import type { Normalised } from "./shape-models.js";
import { waitersOf } from "./waiters.js";

/** All operations, sorted by name. `shapes` is what {@link shapeModels} gave. */
export function operationModels(context: Normalised, shapes: ReadonlyMap<string, ShapeModel>): OperationModel[] {
  const operations = operationsOf(context.model).map(({ id, shape }) => operationModel(context, shapes, id, shape));
  return operations.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function operationModel(
  context: Normalised,
  shapes: ReadonlyMap<string, ShapeModel>,
  id: string,
  operation: OperationShape,
): OperationModel {
  const { model, names } = context;
  const retry = traitOf(operation, "shardwright#retry");
  const settles = traitOf(operation, "shardwright#settles");
  const payloadLimit = traitOf(operation, "shardwright#payloadLimit");
  return {
    name: shapeName(id),
    methodName: names.method(id),
    fileName: names.file(id),
    documentation: documentationOf(operation),
    ...present("deprecated", deprecationOf(operation)),
    input: structureOf(context, shapes, id, operation, "input"),
    output: structureOf(context, shapes, id, operation, "output"),
    faults: (operation.errors ?? []).map(({ target }) => names.fault(target)).sort(),
    staticContextParams: Object.fromEntries(
      Object.entries(traitOf(operation, "smithy.rules#staticContextParams") ?? {}).map(([name, { value }]) => [
        name,
        value,
      ]),
    ),
    contextParams: contextParamsOf(model, operation),
    operationContextParams: Object.fromEntries(
      Object.entries(traitOf(operation, "smithy.rules#operationContextParams") ?? {}).map(([name, { path }]) => [
        name,
        path,
      ]),
    ),
    ...present("discovery", discoveryOf(model, operation)),
    ...present("hostPrefix", traitOf(operation, "smithy.api#endpoint")?.hostPrefix),
    optionalAuth: hasTrait(operation, "smithy.api#optionalAuth"),
    unsigned: isUnsigned(model, operation),
    unsignedPayload: hasTrait(operation, "aws.auth#unsignedPayload"),
    ...present("checksum", checksumOf(operation)),
    requestCompression: traitOf(operation, "smithy.api#requestCompression")?.encodings?.includes("gzip") === true,
    ...present("eventStream", eventStreamOf(context, operation)),
    repeat: retry?.repeat ?? (isHarmless(operation) ? "harmless" : "mayDuplicate"),
    ...present("repeatNote", retry?.note),
    rateLimits: (traitOf(operation, "shardwright#rateLimit") ?? []).map(rateLimitModel),
    ...present("payloadLimit", payloadLimit),
    ...present("settles", settles),
    ...present("pagination", paginationOf(operation)),
    waiters: waitersOf(operation),
    examples: (traitOf(operation, "smithy.api#examples") ?? []).map((example) =>
      exampleModel(names, model, operation, example),
    ),
    requestTests: clientTests(model, traitOf(operation, "smithy.test#httpRequestTests")),
    responseTests: clientTests(model, traitOf(operation, "smithy.test#httpResponseTests")),
  };
}

function structureOf(
  { directions, names }: Normalised,
  shapes: ReadonlyMap<string, ShapeModel>,
  id: string,
  operation: OperationShape,
  direction: Direction,
): StructureModel {
  const target = operation[direction]?.target ?? unitId;
  const known = target === unitId ? undefined : shapes.get(names.type(target, formOf(directions, target, direction)));
  if (known?.kind === "structure") return known;
  const name = names.empty(id, direction);
  return { kind: "structure", name, shapeName: "Unit", direction, documentation: "", members: [] };
}

function contextParamsOf(model: Model, operation: OperationShape): Record<string, string> {
  const input = operation.input === undefined ? [] : membersOf(shapeAt(model, operation.input.target));
  return Object.fromEntries(
    input.flatMap(([name, member]) => {
      const parameter = traitOf(member, "smithy.rules#contextParam")?.name;
      return parameter === undefined ? [] : [[parameter, name]];
    }),
  );
}

function discoveryOf(model: Model, operation: OperationShape): OperationModel["discovery"] {
  const trait = traitOf(operation, "aws.api#clientDiscoveredEndpoint");
  if (trait === undefined || !hasTrait(serviceOf(model).shape, "aws.api#clientEndpointDiscovery")) return undefined;
  const input = operation.input === undefined ? [] : membersOf(shapeAt(model, operation.input.target));
  const identifiers = input.filter(([, member]) => hasTrait(member, "aws.api#clientEndpointDiscoveryId"));
  return { required: trait.required, identifiers: identifiers.map(([name]) => name) };
}

/** The output member with the event stream, if there is one. */
function eventStreamOf({ model, names }: Normalised, operation: OperationShape): EventStreamModel | undefined {
  const output = operation.output === undefined ? [] : membersOf(shapeAt(model, operation.output.target));
  const stream = output.find(([, { target }]) => hasTrait(shapeAt(model, target), "smithy.api#streaming"));
  if (stream === undefined) return undefined;
  const [name, member] = stream;
  return {
    member: name,
    events: names.type(member.target, "output"),
    initialResponse: output.length > 1,
    ...present("lifetime", traitOf(member, "shardwright#lifetime")?.seconds),
  };
}

/** The operation says that it takes no signature, or the service knows none. */
function isUnsigned(model: Model, operation: OperationShape): boolean {
  const service = serviceOf(model).shape;
  const schemes = traitOf(operation, "smithy.api#auth") ?? traitOf(service, "smithy.api#auth");
  return schemes?.length === 0 || !hasTrait(service, "aws.auth#sigv4");
}

/** The newer trait wins, as in AWS's own clients. */
function checksumOf(operation: OperationShape): "md5" | "crc32" | undefined {
  const checksum = traitOf(operation, "aws.protocols#httpChecksum");
  if (checksum?.requestChecksumRequired === true) return "crc32";
  return hasTrait(operation, "smithy.api#httpChecksumRequired") ? "md5" : undefined;
}

/** What the published model tells of a repeat where the overlay is silent. */
function isHarmless(operation: OperationShape): boolean {
  const traits = operation.traits ?? {};
  return Object.hasOwn(traits, "smithy.api#readonly") || Object.hasOwn(traits, "smithy.api#idempotent");
}

function rateLimitModel({ key, ...limit }: RateLimitTrait): RateLimitModel {
  return { ...limit, key: (key ?? []).map((alternative) => alternative.split("+").map((member) => member.trim())) };
}

function exampleModel(names: Names, model: Model, operation: OperationShape, example: ExampleTrait): ExampleModel {
  const { title, documentation, input = {}, output, error, allowInvalidInput } = example;
  const faultId = (operation.errors ?? []).find(({ target }) => target === error?.shapeId)?.target ?? error?.shapeId;
  return {
    title,
    ...present("documentation", documentation?.trim()),
    input,
    ...present("output", output ?? (error === undefined ? {} : undefined)),
    ...(error === undefined || faultId === undefined || !model.shapes.has(faultId)
      ? {}
      : { error: { fault: names.fault(faultId), content: error.content ?? {} } }),
    ...(allowInvalidInput === true ? { allowInvalidInput } : {}),
  };
}

/** A property that is there only when it has a value. */
function present<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}
