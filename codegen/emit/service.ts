import type { Emitter } from "../emitter.js";
import { endpointsOf, saysMoreThanUrl } from "../endpoint-rules/endpoints-of.js";
import { rulesOf } from "../endpoint-rules/rules-of.js";
import { docCommentText } from "./doc-comment.js";
import { faultsPath } from "./faults.js";
import { ImportCollector } from "./import-collector.js";
import { propertyName, serviceConstant } from "./names.js";
import { printSourceFile } from "./source-file.js";

/** Where the service constant lives. */
export const servicePath = "service.ts";

/** `service.ts`: what the runtime must know of the service. */
export const emitService: Emitter = (model, options) => {
  const imports = new ImportCollector(servicePath, options);
  const properties = [
    `sdkId: ${JSON.stringify(model.sdkId)}`,
    `version: ${JSON.stringify(model.version)}`,
    `signingName: ${JSON.stringify(model.signingName)}`,
    `targetPrefix: ${JSON.stringify(model.shapeName)}`,
    `jsonVersion: ${JSON.stringify(model.jsonVersion)}`,
    ...(model.queryCompatible ? ["queryCompatible: true"] : []),
    ...(model.queryCompatible || model.faults.some(({ queryCode }) => queryCode !== undefined)
      ? [imports.runtime("queryErrors")]
      : []),
    ...(model.operations.some(({ eventStream }) => eventStream !== undefined)
      ? [`eventStreamProtocol: ${JSON.stringify(model.eventStreamProtocol)}`]
      : []),
    `operations: ${JSON.stringify(model.operations.map(({ name }) => name))}`,
    imports.value("endpoint.ts", "resolveEndpoint"),
    ...(endpointsOf(rulesOf(model)).some(saysMoreThanUrl)
      ? [`endpointProperties: ${imports.runtime("readEndpointProperties")}`]
      : []),
    ...(model.clientOptions.length === 0
      ? []
      : [
          `endpointOptions: {\n    options: ${record(
            model.clientOptions.map((each) => [each.option, each] as const),
            ({ parameter, type }) => `{ parameter: ${JSON.stringify(parameter)}, type: ${JSON.stringify(type)} }`,
            "    ",
          )},\n    by: ${imports.runtime("readEndpointOptions")},\n  }`,
        ]),
    ...(Object.keys(model.endpointAliases).length === 0
      ? []
      : [`endpointAliases: ${record(Object.entries(model.endpointAliases), (name) => JSON.stringify(name))}`]),
    imports.value(faultsPath, "faults"),
  ];
  const docs = docCommentText({ text: `What the runtime must know of ${model.title || model.sdkId}.` });
  const body = properties.map((property) => `  ${property},\n`).join("");
  const statement = `${docs}export const ${serviceConstant(model)}: ${imports.runtime("Service")} = {\n${body}};`;
  return [printSourceFile(model, options, { path: servicePath, imports, statements: [statement] })];
};

/** An object literal with a line for each entry, `indent` being that of the line it begins on. */
function record<Value>(
  entries: readonly (readonly [string, Value])[],
  text: (value: Value) => string,
  indent = "  ",
): string {
  return `{\n${entries.map(([name, value]) => `${indent}  ${propertyName(name)}: ${text(value)},\n`).join("")}${indent}}`;
}
