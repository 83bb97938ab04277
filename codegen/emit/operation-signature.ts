import type { OptionalKind, ParameterDeclarationStructure } from "ts-morph";
import type { OperationModel, ServiceModel } from "../service-model.js";
import type { ImportCollector } from "./import-collector.js";
import { shapeHolds } from "./named-shapes.js";

/** How a function or method for an operation is declared; the same for both. */
export interface OperationSignature {
  /** `input`, with its type and, when nothing in it is required, its default; `options`. */
  readonly parameters: OptionalKind<ParameterDeclarationStructure>[];
  readonly returnType: string;
  /** The variant that leaves blobs as text, for operations whose output holds any. */
  readonly base64?: {
    readonly parameters: OptionalKind<ParameterDeclarationStructure>[];
    readonly returnType: string;
    /** What the implementation returns: one or the other. */
    readonly either: string;
  };
}

/** Declares an operation's parameters and result, importing what they name. */
export function operationSignature(
  operation: OperationModel,
  model: ServiceModel,
  imports: ImportCollector,
): OperationSignature {
  const input = inputParameter(operation, imports);
  const callOptions = imports.runtime(operation.eventStream === undefined ? "CallOptions" : "StreamCallOptions");
  const output = imports.type("types.ts", operation.output.name);
  const signature = {
    parameters: [input, { name: "options", type: callOptions, hasQuestionToken: true }],
    returnType: `Promise<${output}>`,
  };
  if (!shapeHolds(operation.output, model, ({ kind }) => kind === "blob")) return signature;
  const asText = `${imports.runtime("Base64Blobs")}<${output}>`;
  const textOptions = { name: "options", type: `${callOptions} & { readonly blobs: "base64" }` };
  // The options are required here, so that the input has to be, too.
  const { initializer: _default, ...required } = input;
  return {
    ...signature,
    base64: {
      parameters: [required, textOptions],
      returnType: `Promise<${asText}>`,
      either: `Promise<${output} | ${asText}>`,
    },
  };
}

/** `input: XInput`, or `input: XInput = {}` when nothing in it is required. */
export function inputParameter(
  { input }: OperationModel,
  imports: ImportCollector,
): OptionalKind<ParameterDeclarationStructure> {
  const type = imports.type("types.ts", input.name);
  return input.members.some(({ required }) => required)
    ? { name: "input", type }
    : { name: "input", type, initializer: "{}" };
}

/** A default value turns into a question mark where there is no body, as in overloads and interfaces. */
export function withoutDefaults(
  parameters: readonly OptionalKind<ParameterDeclarationStructure>[],
): OptionalKind<ParameterDeclarationStructure>[] {
  return parameters.map(({ initializer, ...parameter }) =>
    initializer === undefined ? parameter : { ...parameter, hasQuestionToken: true },
  );
}

/** What the text variant of an operation says in its documentation. */
export const base64Doc = "The same, with the blobs of the output left as the wire's base64 strings.";
