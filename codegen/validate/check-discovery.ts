import type { Member, OperationShape, Shape } from "../ast.js";
import type { ModelFault } from "../errors.js";
import { type Model, shapeFault } from "../model.js";
import { findShape, membersOf, operationsOf, serviceOf } from "../normalise/lookup.js";
import { hasTrait, traitOf } from "../trait-values.js";

const serviceTrait = "aws.api#clientEndpointDiscovery";
const operationTrait = "aws.api#clientDiscoveredEndpoint";

/**
 * Where operations have their endpoints discovered, the service names an operation of its own that tells them, in the form
 * that clients can read (smithy.io, "AWS Client Endpoint Discovery").
 */
export function checkDiscovery(model: Model): ModelFault[] {
  const { id, shape: service } = serviceOf(model);
  const operations = operationsOf(model);
  const discovered = operations.filter(({ shape }) => hasTrait(shape, operationTrait));
  if (discovered.length === 0) return [];
  const trait = traitOf(service, serviceTrait);
  if (trait === undefined) {
    return discovered
      .filter(({ shape }) => traitOf(shape, operationTrait)?.required === true)
      .map((each) => shapeFault(model, each.id, ["traits", operationTrait], `needs ${serviceTrait} on the service`));
  }
  const asked = operations.find((each) => each.id === trait.operation);
  const fault = (member: string, message: string): ModelFault =>
    shapeFault(model, id, ["traits", serviceTrait, member], message);
  if (asked === undefined) return [fault("operation", `${trait.operation} is no operation of the service`)];
  const faults = [
    ...(hasTrait(asked.shape, operationTrait) ? ["would have to be discovered itself"] : []),
    ...inputProblems(model, asked.shape),
    ...outputProblems(model, asked.shape),
  ].map((problem) => fault("operation", `${trait.operation} ${problem}`));
  const error = trait.error === undefined ? undefined : findShape(model, trait.error);
  if (trait.error !== undefined && (error === undefined || !hasTrait(error, "smithy.api#error"))) {
    faults.push(fault("error", `${trait.error} is no fault of the model`));
  }
  return [...faults, ...discovered.flatMap((each) => identifierFaults(model, each.id, each.shape))];
}

function inputProblems(model: Model, { input }: OperationShape): string[] {
  const members = input === undefined ? [] : membersAt(model, input.target);
  return members
    .filter(([name]) => name !== "Operation" && name !== "Identifiers")
    .filter(([, member]) => hasTrait(member, "smithy.api#required"))
    .map(([name]) => `requires the input member ${name}, which a client that discovers cannot give`);
}

function outputProblems(model: Model, { output }: OperationShape): string[] {
  const endpoints = output === undefined ? undefined : memberAt(model, output.target, "Endpoints");
  const list = endpoints === undefined ? undefined : findShape(model, endpoints.target);
  if (list?.type !== "list") return ["has no list Endpoints in its output"];
  const address = memberAt(model, list.member.target, "Address");
  const period = memberAt(model, list.member.target, "CachePeriodInMinutes");
  return [
    ...(typeAt(model, address) === "string" ? [] : ["tells no Address, a string, of an endpoint"]),
    ...(["long", "integer"].includes(typeAt(model, period) ?? "")
      ? []
      : ["tells no CachePeriodInMinutes, a long, of an endpoint"]),
  ];
}

function identifierFaults(model: Model, id: string, { input }: OperationShape): ModelFault[] {
  if (input === undefined) return [];
  return membersAt(model, input.target)
    .filter(([, member]) => hasTrait(member, "aws.api#clientEndpointDiscoveryId"))
    .filter(([, member]) => !["string", "enum"].includes(typeAt(model, member) ?? ""))
    .map(([name]) => shapeFault(model, id, [], `the input member ${name} identifies an endpoint, but is no string`));
}

function membersAt(model: Model, id: string): [name: string, member: Member][] {
  const shape = findShape(model, id);
  return shape === undefined ? [] : membersOf(shape);
}

function memberAt(model: Model, id: string, name: string): Member | undefined {
  return membersAt(model, id).find(([known]) => known === name)?.[1];
}

function typeAt(model: Model, member: Member | undefined): Shape["type"] | undefined {
  return member === undefined ? undefined : findShape(model, member.target)?.type;
}
