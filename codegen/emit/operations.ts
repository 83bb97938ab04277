import { type FunctionDeclarationStructure, StructureKind } from "ts-morph";
import type { EmitOptions, Emitter, OutputFile } from "../emitter.js";
import type { OperationModel, RateLimitModel, ServiceModel, StructureModel, TypeModel } from "../service-model.js";
import { codecsPath, readerName, writerName } from "./codec-names.js";
import { hasCodec } from "./codecs.js";
import { docComment } from "./doc-comment.js";
import { endpointDiscoveryPath, endpointsConstant } from "./endpoint-discovery.js";
import { endpointParameters } from "./endpoint-parameters.js";
import { eventStreamDescription } from "./event-stream-description.js";
import { ImportCollector } from "./import-collector.js";
import { shapeHolds } from "./named-shapes.js";
import { access, operationConstant, operationPath, propertyName, serviceConstant } from "./names.js";
import { operationFunctionDoc } from "./operation-doc.js";
import { base64Doc, operationSignature, withoutDefaults } from "./operation-signature.js";
import { sensitivePaths } from "./sensitive-paths.js";
import { servicePath } from "./service.js";
import { printSourceFile } from "./source-file.js";
import { validatorName, validatorPath } from "./validators.js";

/** `operations/<operation>.ts`: what the runtime must know of each operation, and the function that calls it. */
export const emitOperations: Emitter = (model, options) =>
  model.operations.map((operation) => operationFile(operation, model, options));

function operationFile(operation: OperationModel, model: ServiceModel, options: EmitOptions): OutputFile {
  const path = operationPath(operation);
  const imports = new ImportCollector(path, options);
  const statements = [operationConstantText(operation, model, imports), operationFunction(operation, model, imports)];
  return printSourceFile(model, options, { path, imports, statements });
}

function operationConstantText(operation: OperationModel, model: ServiceModel, imports: ImportCollector): string {
  const { name, input, output } = operation;
  const types = [imports.type("types.ts", input.name), imports.type("types.ts", output.name)];
  const endpoint = endpointParameters(operation, model);
  const sensitive = sensitivePaths(input, model);
  const properties = [
    `service: ${imports.value(servicePath, serviceConstant(model))}`,
    `name: ${JSON.stringify(name)}`,
    `validate: ${imports.value(validatorPath(operation), validatorName(operation))}`,
    `write: ${hasCodec(input) ? imports.value(codecsPath, writerName(input)) : '(_input, json) => json.raw("{}")'}`,
    `read: ${hasCodec(output) ? imports.value(codecsPath, readerName(output)) : "() => ({})"}`,
    ...(endpoint === undefined ? [] : [`endpointParameters: ${endpoint}`]),
    ...discovery(operation, imports),
    ...(operation.hostPrefix === undefined
      ? []
      : [`hostPrefix: { of: ${hostPrefix(operation.hostPrefix)}, by: ${imports.runtime("putHostPrefix")} }`]),
    `repeat: ${JSON.stringify(operation.repeat)}`,
    `rates: ${rates(operation, imports)}`,
    ...(sensitive.length === 0
      ? []
      : [
          `sensitiveInput: { paths: ${JSON.stringify(sensitive).replaceAll('","', '", "')}, by: ${imports.runtime("concealSensitive")} }`,
        ]),
    ...(operation.eventStream === undefined
      ? []
      : [`eventStream: ${eventStreamDescription(operation.eventStream, model, imports)}`]),
    ...(operation.optionalAuth && !operation.unsigned ? ["optionalAuth: true"] : []),
    ...(operation.unsigned ? ["unsigned: true"] : []),
    ...encoding(operation, imports),
    ...reading(operation, model, imports),
  ];
  const type = `${imports.runtime("Operation")}<${types.join(", ")}>`;
  const body = properties.map((property) => `  ${property.replaceAll("\n", "\n  ")},\n`).join("");
  return `export const ${operationConstant(operation)}: ${type} = {\n${body}};`;
}

/** What becomes of the operation's body before it goes out, and what does it. */
function encoding(operation: OperationModel, imports: ImportCollector): string[] {
  const { unsignedPayload, requestCompression, checksum } = operation;
  const properties = [
    ...(unsignedPayload ? ["unsignedPayload: true"] : []),
    ...(requestCompression ? ['compression: "gzip"'] : []),
    ...(checksum === undefined ? [] : [`checksum: ${JSON.stringify(checksum)}`]),
  ];
  return properties.length === 0 ? [] : [`encode: ${imports.runtime("encodeRequest")}`, ...properties];
}

/** What reads the operation's responses other than as JSON at once. */
function reading(operation: OperationModel, model: ServiceModel, imports: ImportCollector): string[] {
  if (holdsExactNumbers(operation, model)) return [`exactNumbers: ${imports.runtime("parseExact")}`];
  return isPage(operation.output) ? [`readLarge: ${imports.runtime("readLargeOutput")}`] : [];
}

/** Whether an output has a list of objects, which may be long. */
function isPage({ members }: StructureModel): boolean {
  return members.some(({ type }) => type.kind === "list" && !type.sparse && isObject(type.element));
}

/** Whether a type is an object in JSON. */
function isObject({ kind }: TypeModel): boolean {
  return kind === "structure" || kind === "union" || kind === "map";
}

/** Whether what an operation answers, be it a fault, holds numbers of any size. */
function holdsExactNumbers({ output, faults }: OperationModel, model: ServiceModel): boolean {
  const structures = model.faults.filter(({ name }) => faults.includes(name)).map(({ structure }) => structure);
  return [output, ...structures].some((shape) =>
    shapeHolds(shape, model, ({ kind }) => kind === "bigInteger" || kind === "bigDecimal"),
  );
}

/** Whom to ask for the operation's endpoint, and what the answer depends on. */
function discovery({ discovery: model }: OperationModel, imports: ImportCollector): string[] {
  if (model === undefined) return [];
  const members = model.identifiers.map((name) => `${propertyName(name)}: input${access(name)}`);
  const parts = [
    `by: ${imports.value(endpointDiscoveryPath, endpointsConstant)}`,
    `required: ${model.required}`,
    ...(members.length === 0 ? [] : [`identifiers: (input) => ({ ${members.join(", ")} })`]),
  ];
  return [`discovery: { ${parts.join(", ")} }`];
}

/** `streaming-`, or with `{Member}` labels a template over the input. */
function hostPrefix(prefix: string): string {
  if (!prefix.includes("{")) return `() => ${JSON.stringify(prefix)}`;
  const template = prefix.replace(/\{(\w+)\}/g, (_, member: string) => `\${input${access(member)}}`);
  return `(input) => \`${template}\``;
}

/**
 * The rates that a client can pace itself by: counted in requests, and either for the whole account or for what the input
 * tells. The others are documentation.
 */
function rates({ rateLimits, input }: OperationModel, imports: ImportCollector): string {
  const paced = rateLimits.filter(({ requests, scope, key }) => {
    return requests !== undefined && (scope === "account" || key.length > 0);
  });
  if (paced.length === 0) return "[]";
  const entries = paced.map((limit) => `  ${rate(limit, imports.type("types.ts", input.name), imports)},\n`);
  return `[\n${entries.join("")}]`;
}

function rate({ requests, per, scope, key }: RateLimitModel, input: string, imports: ImportCollector): string {
  const properties = [
    `requests: ${requests}`,
    `seconds: ${per === "day" ? 86_400 : 1}`,
    `scope: ${JSON.stringify(scope)}`,
  ];
  if (key.length > 0) {
    const alternatives = key.map((members) => {
      return `${imports.runtime("rateKey")}(${members.map((member) => `input${access(member)}`).join(", ")})`;
    });
    properties.push(`key: (input: ${input}) => ${alternatives.join(" ?? ")}`);
  }
  return `{ ${properties.join(", ")} }`;
}

function operationFunction(
  operation: OperationModel,
  model: ServiceModel,
  imports: ImportCollector,
): FunctionDeclarationStructure {
  const client = { name: "client", type: imports.runtimeType("ServiceClient") };
  const { parameters, returnType, base64 } = operationSignature(operation, model, imports);
  const docs = docComment(operationFunctionDoc(operation, model));
  const overloads =
    base64 === undefined
      ? {}
      : {
          overloads: [
            {
              parameters: [client, ...withoutDefaults(base64.parameters)],
              returnType: base64.returnType,
              docs: docComment({ text: base64Doc }),
              isExported: true,
            },
            { parameters: [client, ...withoutDefaults(parameters)], returnType, docs, isExported: true },
          ],
        };
  return {
    kind: StructureKind.Function,
    name: operation.methodName,
    isExported: true,
    parameters: [client, ...parameters],
    returnType: base64?.either ?? returnType,
    statements: [`return client.call(${operationConstant(operation)}, input, options);`],
    ...(base64 === undefined ? { docs } : overloads),
  };
}
