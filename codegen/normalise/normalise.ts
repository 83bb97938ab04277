import { createHash } from "node:crypto";
import { canonicalJson } from "../assemble/canonical-json.js";
import type { TraitBearer } from "../ast.js";
import type { Model } from "../model.js";
import type { ServiceModel, StructureModel } from "../service-model.js";
import { shapeName } from "../shape-id.js";
import { hasTrait, traitOf } from "../trait-values.js";
import { addUnsaidTraits } from "./add-unsaid-traits.js";
import { endpointOptions } from "./client-options.js";
import { collectOperations } from "./collect-operations.js";
import { travelDirections } from "./directions.js";
import { documentationOf } from "./documentation.js";
import { faultModels } from "./faults.js";
import { flattenMixins } from "./flatten-mixins.js";
import { keepClosure } from "./keep-closure.js";
import { membersOf, operationsOf, serviceOf, shapeAt } from "./lookup.js";
import { chooseNames } from "./names.js";
import { operationModels } from "./operations.js";
import { unitId } from "./prelude.js";
import { replaceEnumTrait } from "./replace-enum-trait.js";
import { shapeModels } from "./shape-models.js";
import { spreadServiceErrors } from "./spread-service-errors.js";
import { spreadServicePagination } from "./spread-service-pagination.js";

/** One step of the normalisation: a new model from a model. */
type Pass = (model: Model) => Model;

const passes: readonly Pass[] = [
  flattenMixins,
  replaceEnumTrait,
  collectOperations,
  spreadServiceErrors,
  spreadServicePagination,
  addUnsaidTraits,
  keepClosure,
];

/**
 * What a valid model says with the short ways of saying it written out: mixins, enum traits, resources, defaults of the
 * service; without what no operation reaches.
 */
export function simplify(assembled: Model): Model {
  return passes.reduce((before, pass) => pass(before), assembled);
}

/** Turns a valid model into what the emitters read. */
export function normalise(assembled: Model): ServiceModel {
  const model = simplify(assembled);
  const directions = travelDirections(model);
  const names = chooseNames(model, directions);
  const context = { model, directions, names };
  const shapes = shapeModels(context);
  const operations = operationModels(context, shapes);
  for (const { input, output } of operations) for (const shape of [input, output]) addEmpty(shapes, shape);
  const { id, shape: service } = serviceOf(model);
  const serviceTrait = traitOf(service, "aws.api#service");
  const signingName = traitOf(service, "aws.auth#sigv4")?.name ?? serviceTrait?.arnNamespace ?? "";
  const endpointRuleSet = traitOf(service, "smithy.rules#endpointRuleSet");
  const endpointBdd = traitOf(service, "smithy.rules#endpointBdd");
  const fromClient = endpointOptions(model);
  const endpointTests = traitOf(service, "smithy.rules#endpointTests");
  return {
    sdkId: serviceTrait?.sdkId ?? shapeName(id),
    className: names.className,
    instanceName: names.instanceName,
    title: traitOf(service, "smithy.api#title") ?? serviceTrait?.sdkId ?? shapeName(id),
    version: service.version ?? "",
    shapeName: shapeName(id),
    signingName,
    endpointPrefix: serviceTrait?.endpointPrefix ?? serviceTrait?.arnNamespace ?? signingName,
    jsonVersion: Object.hasOwn(service.traits ?? {}, "aws.protocols#awsJson1_1") ? "1.1" : "1.0",
    queryCompatible: hasTrait(service, "aws.protocols#awsQueryCompatible"),
    documentation: documentationOf(service),
    sha256: modelDigest(assembled),
    operations,
    shapes: new Map([...shapes].sort(([a], [b]) => (a < b ? -1 : 1))),
    faults: faultModels(context),
    eventStreamProtocol: eventStreamProtocol(service),
    ...endpointDiscovery(model, service),
    clientOptions: fromClient.options,
    endpointAliases: fromClient.aliases,
    ...(endpointRuleSet === undefined ? {} : { endpointRuleSet }),
    ...(endpointBdd === undefined ? {} : { endpointBdd }),
    ...(endpointTests === undefined ? {} : { endpointTests }),
  };
}

function endpointDiscovery(model: Model, service: TraitBearer): Pick<ServiceModel, "endpointDiscovery"> {
  const trait = traitOf(service, "aws.api#clientEndpointDiscovery");
  const isUsed = operationsOf(model).some(({ shape }) => hasTrait(shape, "aws.api#clientDiscoveredEndpoint"));
  if (trait === undefined || !isUsed) return {};
  const operation = shapeAt(model, trait.operation);
  const input = operation.type === "operation" && operation.input !== undefined ? operation.input.target : unitId;
  const members = new Map(membersOf(shapeAt(model, input)));
  return {
    endpointDiscovery: {
      operation: shapeName(trait.operation),
      ...(trait.error === undefined ? {} : { fault: shapeName(trait.error) }),
      takes: (["Operation", "Identifiers"] as const).filter((name) => members.has(name)),
    },
  };
}

/** What an event stream goes by: HTTP/1.1 unless the protocol trait names something else first (smithy.io, awsJson1_1). */
function eventStreamProtocol(service: TraitBearer): "h2" | "http/1.1" {
  const protocol = traitOf(service, "aws.protocols#awsJson1_1") ?? traitOf(service, "aws.protocols#awsJson1_0") ?? {};
  return (protocol.eventStreamHttp ?? protocol.http ?? [])[0] === "h2" ? "h2" : "http/1.1";
}

/** The empty types of operations without input or output. */
function addEmpty(shapes: Map<string, unknown>, shape: StructureModel): void {
  if (!shapes.has(shape.name)) shapes.set(shape.name, shape);
}

/** SHA-256 of the assembled model: the same however the model is cut into files. */
function modelDigest({ metadata, shapes }: Model): string {
  return createHash("sha256")
    .update(canonicalJson({ metadata, shapes: Object.fromEntries(shapes) }))
    .digest("hex");
}
