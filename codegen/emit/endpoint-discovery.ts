import type { Emitter } from "../emitter.js";
import { docCommentText } from "./doc-comment.js";
import { ImportCollector } from "./import-collector.js";
import { operationConstant, operationPath } from "./names.js";
import { printSourceFile } from "./source-file.js";

/** Where the discovery of endpoints lives. */
export const endpointDiscoveryPath = "endpoint-discovery.ts";

/** The constant that operations with discovered endpoints refer to. */
export const endpointsConstant = "discoveredEndpoints";

/** `endpoint-discovery.ts`: which operation tells the endpoints of others, for models where one does. */
export const emitEndpointDiscovery: Emitter = (model, options) => {
  const { endpointDiscovery: discovery } = model;
  const asked = model.operations.find(({ name }) => name === discovery?.operation);
  if (discovery === undefined || asked === undefined) return [];
  const imports = new ImportCollector(endpointDiscoveryPath, options);
  const { takes, fault } = discovery;
  const given = [
    ...(takes.includes("Operation") ? ["Operation: operation"] : []),
    ...(takes.includes("Identifiers") ? ["Identifiers: identifiers"] : []),
  ];
  const parameters =
    takes.length === 0 ? "()" : takes.includes("Identifiers") ? "(operation, identifiers)" : "(operation)";
  const properties = [
    `operation: ${imports.value(operationPath(asked), operationConstant(asked))}`,
    `input: ${parameters} => (${given.length === 0 ? "{}" : `{ ${given.join(", ")} }`})`,
    "endpoints: (output) => output.Endpoints",
    ...(fault === undefined ? [] : [`fault: ${JSON.stringify(fault)}`]),
  ];
  const docs = docCommentText({ text: `The endpoints that ${asked.name} tells, as clients have asked for them.` });
  const call = `/* @__PURE__ */ ${imports.runtime("discoverEndpoints")}({\n${properties.map((part) => `  ${part},\n`).join("")}})`;
  const statement = `${docs}export const ${endpointsConstant}: ${imports.runtime("DiscoveredEndpoints")} = ${call};`;
  return [printSourceFile(model, options, { path: endpointDiscoveryPath, imports, statements: [statement] })];
};
