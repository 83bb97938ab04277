import {
  type ClassDeclarationStructure,
  type InterfaceDeclarationStructure,
  type MethodDeclarationStructure,
  type OptionalKind,
  type PropertyDeclarationStructure,
  StructureKind,
} from "ts-morph";
import type { EmitOptions, Emitter } from "../emitter.js";
import type { OperationModel, ServiceModel } from "../service-model.js";
import { configTypeOf } from "./config.js";
import { docComment } from "./doc-comment.js";
import { ImportCollector } from "./import-collector.js";
import { operationPath, paginatorFunction, serviceConstant, waiterFunction } from "./names.js";
import { operationDoc } from "./operation-doc.js";
import { base64Doc, operationSignature, withoutDefaults } from "./operation-signature.js";
import {
  type PaginatedOperation,
  paginatedOperations,
  paginatorDoc,
  paginatorSignature,
  paginatorsPath,
} from "./paginators.js";
import { clientNames, type PublicNames, publicSurface } from "./public-surface.js";
import { servicePath } from "./service.js";
import { printSourceFile, type Statement } from "./source-file.js";
import { type WaiterOfOperation, waiterDoc, waiterSignature, waitersOf, waitersPath } from "./waiters.js";

/** Where the lean client lives. */
export const clientPath = "client.ts";

/** `client.ts`: the client classes without Node's defaults, and every public name of the generated code. */
export const emitClient: Emitter = (model, options) => {
  const imports = new ImportCollector(clientPath, options);
  const paginated = paginatedOperations(model);
  const waiters = waitersOf(model);
  const statements = [
    plumbingClass(model, imports),
    methodsClass(model, imports),
    ...(paginated.length === 0 ? [] : [paginatorsInterface(paginated, model, imports)]),
    ...(waiters.length === 0 ? [] : [waitersInterface(waiters, model, imports)]),
    ...exportStatements(publicSurface(model), options),
  ];
  return [printSourceFile(model, options, { path: clientPath, imports, statements })];
};

/** The export declarations of a list of public names, types apart from values. */
export function exportStatements(surface: readonly PublicNames[], options: EmitOptions): Statement[] {
  const declarations = surface.flatMap(({ from, values, types }) => {
    const module = JSON.stringify(from === "runtime" ? options.runtime : `./${from.replace(/\.ts$/, ".js")}`);
    return [
      ...(types.length === 0 ? [] : [`export type { ${[...types].sort().join(", ")} } from ${module};`]),
      ...(values.length === 0 ? [] : [`export { ${[...values].sort().join(", ")} } from ${module};`]),
    ];
  });
  return [declarations.join("\n")];
}

function plumbingClass(model: ServiceModel, imports: ImportCollector): ClassDeclarationStructure {
  const { client, withMethods } = clientNames(model);
  return {
    kind: StructureKind.Class,
    name: client,
    isExported: true,
    extends: imports.runtime("ServiceClient"),
    docs: docComment({
      text:
        `A client for ${model.title || model.sdkId} without methods: pass it to the standalone functions, and a bundler keeps ` +
        `only those that are used. {@link ${withMethods}} is the same client with a method for every operation.`,
    }),
    ctors: [
      {
        docs: docComment({
          text: "Takes the configuration, and where it lacks something the defaults.",
          throws: [{ name: "ConfigError", text: "An option is unknown or has the wrong type." }],
          depth: 1,
        }),
        parameters: [
          { name: "config", type: configTypeOf(model, imports) },
          { name: "defaults", type: imports.runtime("ConfigDefaults"), hasQuestionToken: true },
        ],
        statements: [`super(${imports.value(servicePath, serviceConstant(model))}, config, defaults);`],
      },
    ],
  };
}

function methodsClass(model: ServiceModel, imports: ImportCollector): ClassDeclarationStructure {
  const { client, withMethods } = clientNames(model);
  return {
    kind: StructureKind.Class,
    name: withMethods,
    isExported: true,
    extends: client,
    docs: docComment({ text: clientDoc(model) }),
    properties: namespaces(model, imports),
    methods: model.operations.map((operation) => method(operation, model, imports)),
  };
}

/** What the documentation of the client class says; the Node entry says the same and adds its own. */
export function clientDoc(model: ServiceModel): string {
  const lead = `The client for ${model.title || model.sdkId}, API version ${model.version}: a method for every operation.`;
  return model.documentation === "" ? lead : `${lead}\n\n${model.documentation}`;
}

function method(
  operation: OperationModel,
  model: ServiceModel,
  imports: ImportCollector,
): OptionalKind<MethodDeclarationStructure> {
  const { parameters, returnType, base64 } = operationSignature(operation, model, imports);
  const { methodName } = operation;
  const call = imports.value(operationPath(operation), methodName);
  const docs = docComment(operationDoc(operation, model, 1));
  const implementation = { name: methodName, statements: [`return ${call}(this, input, options);`] };
  if (base64 === undefined) return { ...implementation, parameters, returnType, docs };
  return {
    ...implementation,
    parameters,
    returnType: base64.either,
    overloads: [
      {
        parameters: withoutDefaults(base64.parameters),
        returnType: base64.returnType,
        docs: docComment({ text: base64Doc, depth: 1 }),
      },
      { parameters: withoutDefaults(parameters), returnType, docs },
    ],
  };
}

/** `paginate` and `waitUntil`. They live on this class alone, since they tie every paginator and waiter to it. */
function namespaces(model: ServiceModel, imports: ImportCollector): OptionalKind<PropertyDeclarationStructure>[] {
  const names = clientNames(model);
  const paginators = paginatedOperations(model).map(
    (operation) =>
      `${operation.methodName}: (input, options) => ${imports.value(paginatorsPath, paginatorFunction(operation))}(this, input, options)`,
  );
  const waiters = waitersOf(model).map(
    ({ waiter }) =>
      `${waiter.methodName}: (input, options) => ${imports.value(waitersPath, waiterFunction(waiter))}(this, input, options)`,
  );
  const namespace = (name: string, type: string, text: string, entries: readonly string[]) =>
    entries.length === 0
      ? []
      : [
          {
            name,
            isReadonly: true,
            type,
            docs: docComment({ text, depth: 1 }),
            initializer: `{ ${entries.join(", ")} }`,
          },
        ];
  return [
    ...namespace(
      "paginate",
      names.paginators,
      "Iterates over the pages of operations that answer in pages.",
      paginators,
    ),
    ...namespace(
      "waitUntil",
      names.waiters,
      "Waits until something is in a state, by asking again and again.",
      waiters,
    ),
  ];
}

function paginatorsInterface(
  operations: readonly PaginatedOperation[],
  model: ServiceModel,
  imports: ImportCollector,
): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    name: clientNames(model).paginators,
    isExported: true,
    docs: docComment({
      text: `The operations of ${model.title || model.sdkId} that answer in pages, as async iterables.`,
    }),
    methods: operations.map((operation) => {
      const { parameters, returnType } = paginatorSignature(operation, model, imports);
      return {
        name: operation.methodName,
        parameters: withoutDefaults(parameters),
        returnType,
        docs: docComment(paginatorDoc(operation, 1)),
      };
    }),
  };
}

function waitersInterface(
  waiters: readonly WaiterOfOperation[],
  model: ServiceModel,
  imports: ImportCollector,
): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    name: clientNames(model).waiters,
    isExported: true,
    docs: docComment({ text: `What ${model.title || model.sdkId} can be waited for.` }),
    methods: waiters.map((pair) => {
      const { parameters, returnType } = waiterSignature(pair, imports);
      return { name: pair.waiter.methodName, parameters, returnType, docs: docComment(waiterDoc(pair, 1)) };
    }),
  };
}
