import type { MemberModel, PayloadLimitModel, ShapeModel, TypeModel } from "../../../codegen/service-model.js";
import type { Validator } from "../../../runtime/for-generated.js";
import { compileValidator, findings } from "../../support/compile-validator.js";
import { member, operation, service } from "../../support/service-model-builder.js";

export const options = { runtime: "../runtime.js", command: "npm run generate" };

export function validatorOf(
  members: readonly MemberModel[],
  shapes: readonly ShapeModel[] = [],
  payloadLimit?: PayloadLimitModel,
): Validator {
  const call = operation("Call", members, payloadLimit === undefined ? {} : { payloadLimit });
  return compileValidator(service([call], shapes), call);
}

/** A validator of an input with the one member `M`. */
export function validatorOfType(of: TypeModel, shapes: readonly ShapeModel[] = []): (value: unknown) => string[] {
  const validator = validatorOf([member("M", of)], shapes);
  return (value) => findings(validator, { M: value });
}
