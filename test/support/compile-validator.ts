import { transformSync } from "esbuild";
import { validatorCode } from "../../codegen/emit/validators.js";
import type { OperationModel, ServiceModel } from "../../codegen/service-model.js";
import type { SchemaFinding, Validator } from "../../runtime/for-generated.js";
import * as runtime from "../../runtime/for-generated.js";

/** Runs the code that the generator emits for the validator of an operation. */
export function compileValidator(model: ServiceModel, operation: OperationModel): Validator {
  const { code: source, entry } = validatorCode(model, operation);
  const { code } = transformSync(source, { loader: "ts" });
  const check = new Function(...Object.keys(runtime), `"use strict";\n${code}\nreturn ${entry};`);
  return runtime.validatorOf(check(...Object.values(runtime)));
}

/** What a validator finds, as `keyword path`. */
export function findings(validator: Validator, input: unknown): string[] {
  return validator(input) ? [] : (validator.errors ?? []).map(summary);
}

function summary({ keyword, instancePath, propertyName }: SchemaFinding): string {
  return `${keyword} ${instancePath}${propertyName === undefined ? "" : ` key ${propertyName}`}`;
}
