import { StructureKind } from "ts-morph";
import type { EmitOptions, Emitter } from "../emitter.js";
import type { ClientOptionModel } from "../endpoint-model.js";
import type { ServiceModel } from "../service-model.js";
import { code } from "./constraint-facts.js";
import { docComment } from "./doc-comment.js";
import { ImportCollector } from "./import-collector.js";
import { configType, propertyName } from "./names.js";
import { printSourceFile } from "./source-file.js";

/** Where the options of a service's clients live. */
export const configPath = "config.ts";

const types = { string: "string", boolean: "boolean", stringArray: "readonly string[]" } as const;

/** `config.ts`: the options that only this service's clients have; none for a service without such options. */
export const emitConfig: Emitter = (model, options: EmitOptions) => {
  if (model.clientOptions.length === 0) return [];
  const imports = new ImportCollector(configPath, options);
  const statement = {
    kind: StructureKind.Interface as const,
    name: configType(model),
    isExported: true,
    extends: [imports.runtime("ClientConfig")],
    docs: docComment({
      text: `The options of a client for ${model.title || model.sdkId}: those of every client, and what its endpoints depend on.`,
    }),
    properties: model.clientOptions.map((option) => ({
      name: propertyName(option.option),
      isReadonly: true,
      hasQuestionToken: true,
      type: `${types[option.type]} | undefined`,
      docs: docComment({ text: option.documentation, facts: [parameterFact(option)], depth: 1 }),
    })),
  };
  return [printSourceFile(model, options, { path: configPath, imports, statements: [statement] })];
};

function parameterFact({ parameter }: ClientOptionModel): string {
  return `The parameter ${code(parameter)} of the endpoint rules.`;
}

/** The type of a client's options, imported. */
export function configTypeOf(model: ServiceModel, imports: ImportCollector): string {
  return model.clientOptions.length === 0
    ? imports.runtime("ClientConfig")
    : imports.type(configPath, configType(model));
}
