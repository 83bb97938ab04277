import { validatorCode } from "../../codegen/emit/validators.js";
import type { OperationModel, ServiceModel } from "../../codegen/service-model.js";
import {
  blobByteLength,
  codePointLength,
  found,
  isBlobInput,
  isTimestamp,
  ownMember,
  type SchemaFinding,
  utf8ByteLength,
  type Validator,
} from "../../runtime/for-generated.js";
import { namedRules } from "./validation-rules.js";

/** What the code of validators calls. */
export const validatorHelpers: Readonly<Record<string, unknown>> = {
  blobByteLength,
  codePointLength,
  found,
  isBlobInput,
  isTimestamp,
  ownMember,
  utf8ByteLength,
  ...namedRules,
};

/** Runs the code that the generator emits for the validator of an operation. */
export function compileValidator(model: ServiceModel, operation: OperationModel): Validator {
  const { code, entry } = validatorCode(model, operation);
  return new Function(...Object.keys(validatorHelpers), `"use strict";\n${code}\nreturn ${entry};`)(
    ...Object.values(validatorHelpers),
  );
}

/** What a validator finds, as `keyword path`. */
export function findings(validator: Validator, input: unknown): string[] {
  return validator(input) ? [] : (validator.errors ?? []).map(summary);
}

function summary({ keyword, instancePath, propertyName }: SchemaFinding): string {
  return `${keyword} ${instancePath}${propertyName === undefined ? "" : ` key ${propertyName}`}`;
}
