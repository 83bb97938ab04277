import type { Shape } from "../ast.js";
import type { FaultModel } from "../service-model.js";
import { shapeName } from "../shape-id.js";
import { hasTrait, traitOf } from "../trait-values.js";
import { clientTests } from "./client-tests.js";
import { documentationOf } from "./documentation.js";
import { membersOf, shapeAt } from "./lookup.js";
import { faultsOf } from "./names.js";
import { type Normalised, structureModel } from "./shape-models.js";

/** All faults of the service, sorted by class name. */
export function faultModels(context: Normalised): FaultModel[] {
  const faults = faultsOf(context.model).map((id) => faultModel(context, id));
  return faults.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function faultModel(context: Normalised, id: string): FaultModel {
  const shape = shapeAt(context.model, id);
  const queryError = traitOf(shape, "aws.protocols#awsQueryError");
  const httpStatus = traitOf(shape, "smithy.api#httpError") ?? queryError?.httpResponseCode;
  const messageMember = messageMemberOf(shape);
  const structure = structureModel(context, id, shape, "output");
  const name = context.names.fault(id);
  const responseTests = clientTests(context.model, traitOf(shape, "smithy.test#httpResponseTests"));
  return {
    name,
    wireName: shapeName(id),
    ...(queryError === undefined ? {} : { queryCode: queryError.code }),
    documentation: documentationOf(shape),
    side: traitOf(shape, "smithy.api#error") ?? "client",
    ...(httpStatus === undefined ? {} : { httpStatus }),
    ...retryTraits(shape),
    structure: { ...structure, name, members: structure.members.filter((member) => member.name !== messageMember) },
    ...(messageMember === undefined ? {} : { messageMember }),
    ...(responseTests.length === 0 ? {} : { responseTests }),
  };
}

/** The member with the text of the error, which models spell `message` or `Message`. */
export function messageMemberOf(shape: Shape): string | undefined {
  return membersOf(shape).find(([name]) => name === "message" || name === "Message")?.[0];
}

function retryTraits(shape: Shape): { readonly retryable: boolean; readonly throttling: boolean } {
  const overlay = traitOf(shape, "shardwright#retryable");
  const published = traitOf(shape, "smithy.api#retryable");
  return {
    retryable: overlay !== undefined || hasTrait(shape, "smithy.api#retryable"),
    throttling: overlay?.classification === "throttling" || published?.throttling === true,
  };
}
