import {
  type ClassDeclarationStructure,
  type MethodDeclarationStructure,
  type OptionalKind,
  StructureKind,
} from "ts-morph";
import type { EmitOptions, Emitter } from "../emitter.js";
import type { ServiceModel } from "../service-model.js";
import { clientDoc, clientPath, exportStatements } from "./client.js";
import { configTypeOf } from "./config.js";
import { docComment } from "./doc-comment.js";
import { ImportCollector } from "./import-collector.js";
import { paginatedOperations } from "./paginators.js";
import { clientNames, type PublicNames, publicSurface } from "./public-surface.js";
import { printSourceFile } from "./source-file.js";
import { waitersOf } from "./waiters.js";

const path = "index.ts";

/** `index.ts`: the entry for Node: the public names of `client.ts`, with clients that know Node's defaults. */
export const emitIndex: Emitter = (model, options) => {
  const imports = new ImportCollector(path, options);
  const { client, withMethods, paginators, waiters } = clientNames(model);
  const own: PublicNames = {
    from: clientPath,
    values: [],
    types: [
      ...(paginatedOperations(model).length === 0 ? [] : [paginators]),
      ...(waitersOf(model).length === 0 ? [] : [waiters]),
    ],
  };
  const base = nodeClass(
    client,
    `{@link ${withMethods}} without methods, for the standalone functions.`,
    model,
    imports,
    options,
  );
  const statements = [
    { ...base, methods: [kinship(client)] },
    nodeClass(withMethods, clientDoc(model), model, imports, options),
    ...exportStatements([throughClient(own, ...publicSurface(model))], options),
  ];
  return [printSourceFile(model, options, { path, imports, statements })];
};

/** All public names by way of the lean entry, which this one loads anyway. */
function throughClient(...surface: readonly PublicNames[]): PublicNames {
  return {
    from: clientPath,
    values: surface.flatMap(({ values }) => values),
    types: surface.flatMap(({ types }) => types),
  };
}

function nodeClass(
  name: string,
  text: string,
  model: ServiceModel,
  imports: ImportCollector,
  options: EmitOptions,
): ClassDeclarationStructure {
  const nodeDefaults = imports.module(nodeRuntime(options), "nodeDefaults", "value");
  return {
    kind: StructureKind.Class,
    name,
    isExported: true,
    extends: imports.value(clientPath, `${name} as Lean${name}`),
    docs: docComment({
      text,
      facts: [
        "Credentials and region that the configuration leaves out come from where other AWS clients on Node look for them: " +
          "the environment, the shared files, the machine's role.",
      ],
    }),
    ctors: [
      {
        docs: docComment({
          text: "Takes the configuration; without one everything comes from the defaults.",
          throws: [{ name: "ConfigError", text: "An option is unknown or has the wrong type." }],
          depth: 1,
        }),
        parameters: [{ name: "config", type: configTypeOf(model, imports), initializer: "{}" }],
        statements: [`super(config, ${nodeDefaults});`],
      },
    ],
  };
}

/**
 * Both classes for Node extend their lean counterparts, so the one with methods is no subclass of the one without;
 * `instanceof` tells the truth all the same.
 */
function kinship(client: string): OptionalKind<MethodDeclarationStructure> {
  return {
    docs: docComment({ text: `Whether a value is a ${client}, with or without methods.`, depth: 1 }),
    isStatic: true,
    hasOverrideKeyword: true,
    name: "[Symbol.hasInstance]",
    parameters: [{ name: "value", type: "unknown" }],
    returnType: `value is ${client}`,
    statements: [
      `const lean = this === ${client} ? Lean${client} : this;`,
      "return Function.prototype[Symbol.hasInstance].call(lean, value);",
    ],
  };
}

/** The runtime's part for Node: beside the module that generated code imports, or under the package's name. */
export function nodeRuntime({ runtime }: EmitOptions): string {
  return runtime.endsWith("for-generated.js")
    ? runtime.replace(/for-generated\.js$/, "for-node.js")
    : `${runtime}/node`;
}
