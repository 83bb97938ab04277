import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import type { CheckedFile } from "../assemble/assemble.js";
import type { AstDocument } from "../ast.js";
import { type ModelFault, throwFaults } from "../errors.js";
import { jsonPointer, pointerSteps } from "../load/json-pointer.js";
import type { LoadedFile } from "../load/load.js";
import { astSchema } from "./ast-schema.js";

let compiled: ValidateFunction<AstDocument> | undefined;

/** The schema's validator, compiled on first use. */
function validator(): ValidateFunction<AstDocument> {
  // The code runs once: to make it shorter would take longer than to run it.
  const code = { optimize: false };
  const options = { allErrors: true, verbose: true, discriminator: true, allowUnionTypes: true, code };
  compiled ??= new Ajv2020(options).compile<AstDocument>(astSchema);
  return compiled;
}

/**
 * Holds every file to the JSON Schema of the AST.
 *
 * @throws {ModelError} with every fault of every file.
 */
export function checkFiles(files: readonly LoadedFile[]): CheckedFile[] {
  const validate = validator();
  const faults: ModelFault[] = [];
  const checked: CheckedFile[] = [];
  for (const { file, json } of files) {
    if (validate(json)) checked.push({ file, document: json });
    else faults.push(...(validate.errors ?? []).filter(isTelling).map((error) => faultOf(file, error)));
  }
  throwFaults(faults);
  return checked;
}

/** Not so are errors that repeat what another tells: of the alternatives of one, and of the object around a bad key. */
function isTelling({ keyword, schemaPath, params, data }: ErrorObject): boolean {
  if (keyword === "discriminator" && params.error === "tag") return typeof data !== "object" || "type" in (data ?? {});
  return keyword !== "oneOf" && keyword !== "propertyNames" && !schemaPath.includes("/anyOf/");
}

function faultOf(file: string, error: ErrorObject): ModelFault {
  const steps = [...pointerSteps(error.instancePath), ...detailSteps(error)];
  const [section, shape] = steps;
  return {
    file,
    ...(section === "shapes" && shape !== undefined ? { shape } : {}),
    pointer: jsonPointer(steps),
    message: messageOf(error),
  };
}

/** For faults of a key, the key; ajv points to the object around it. */
function detailSteps({ keyword, params, propertyName }: ErrorObject): string[] {
  if (keyword === "additionalProperties") return [String(params.additionalProperty)];
  if (propertyName !== undefined) return [propertyName];
  return [];
}

function messageOf({ keyword, params, message = "is not valid", propertyName, schema }: ErrorObject): string {
  if (propertyName !== undefined) return `${JSON.stringify(propertyName)} is not a valid name`;
  switch (keyword) {
    case "additionalProperties":
      return `unknown property ${JSON.stringify(params.additionalProperty)}`;
    case "required":
      return `${JSON.stringify(params.missingProperty)} is missing`;
    case "enum":
      return `must be one of ${(params.allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(", ")}`;
    case "anyOf":
      return `needs at least one of ${(schema as { required: string[] }[]).flatMap(({ required }) => required).join(", ")}`;
    case "discriminator":
      return params.error === "mapping"
        ? `unknown shape type ${JSON.stringify(params.tagValue)}`
        : '"type" must be a string';
    default:
      return message;
  }
}
