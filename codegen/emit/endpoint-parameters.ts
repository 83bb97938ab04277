import type { OperationModel, ServiceModel } from "../service-model.js";
import { compileFor } from "./compile-for.js";
import { access, propertyName } from "./names.js";
import { compilePath } from "./path-expression.js";
import { pathRoot } from "./path-value.js";

/**
 * The function that gives an operation's own endpoint parameters: static ones, those bound to input members, those that a
 * path picks from the input. Undefined when it has none.
 */
export function endpointParameters(operation: OperationModel, model: ServiceModel): string | undefined {
  const { staticContextParams, contextParams, operationContextParams, input } = operation;
  const fixed = Object.entries(staticContextParams).map(([name, value]) => [name, JSON.stringify(value)] as const);
  const bound = [
    ...Object.entries(contextParams).map(([name, member]) => [name, `input${access(member)}`] as const),
    ...Object.entries(operationContextParams).map(([name, path]) => {
      return [
        name,
        compileFor(
          model,
          operation,
          `endpoint parameter ${name}`,
          () => compilePath(path, pathRoot("input", input), model).code,
        ),
      ] as const;
    }),
  ];
  const properties = [...fixed, ...bound].map(([name, value]) => `${propertyName(name)}: ${value}`);
  if (properties.length === 0) return undefined;
  const parameter = bound.length === 0 ? "()" : "(input)";
  return `${parameter} => ({ ${properties.join(", ")} })`;
}
