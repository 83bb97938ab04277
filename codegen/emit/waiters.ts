import {
  type FunctionDeclarationStructure,
  type OptionalKind,
  type ParameterDeclarationStructure,
  StructureKind,
} from "ts-morph";
import type { Emitter } from "../emitter.js";
import { PathError } from "../paths/parse-path.js";
import type { AcceptorModel, OperationModel, ServiceModel, WaiterModel } from "../service-model.js";
import { compileFor } from "./compile-for.js";
import { duration } from "./constraint-facts.js";
import { type DocParts, docComment, docCommentText } from "./doc-comment.js";
import { ImportCollector } from "./import-collector.js";
import { operationConstant, operationPath, waiterConstant, waiterFunction } from "./names.js";
import { compilePath } from "./path-expression.js";
import { bracketed, type PathValue, pathRoot, pathRootOf } from "./path-value.js";
import { printSourceFile, type Statement } from "./source-file.js";

/** Where the waiters live. */
export const waitersPath = "waiters.ts";

/** A waiter with the operation that it polls. */
export interface WaiterOfOperation {
  readonly waiter: WaiterModel;
  readonly operation: OperationModel;
}

/** `waiters.ts`: the acceptors of each waiter as functions, and a function that waits. */
export const emitWaiters: Emitter = (model, options) => {
  const imports = new ImportCollector(waitersPath, options);
  const statements = waitersOf(model).flatMap((pair): Statement[] => [
    waiterText(pair, model, imports),
    waiterDeclaration(pair, imports),
  ]);
  if (statements.length === 0) statements.push("export {};");
  return [printSourceFile(model, options, { path: waitersPath, imports, statements })];
};

/** Every waiter of the service, sorted by name. */
export function waitersOf(model: ServiceModel): WaiterOfOperation[] {
  return model.operations
    .flatMap((operation) => operation.waiters.map((waiter) => ({ waiter, operation })))
    .sort((left, right) => (left.waiter.name < right.waiter.name ? -1 : 1));
}

/** The parameters and result of a waiter, as function (after the client) and as method. */
export function waiterSignature(
  { operation }: WaiterOfOperation,
  imports: ImportCollector,
): { readonly parameters: OptionalKind<ParameterDeclarationStructure>[]; readonly returnType: string } {
  return {
    parameters: [
      { name: "input", type: imports.type("types.ts", operation.input.name) },
      { name: "options", type: imports.runtime("WaitOptions") },
    ],
    returnType: `Promise<${imports.type("types.ts", operation.output.name)} | undefined>`,
  };
}

/** What a waiter says in its documentation. */
export function waiterDoc({ waiter, operation }: WaiterOfOperation, depth = 0): DocParts {
  const pause =
    waiter.minDelay === waiter.maxDelay
      ? duration(waiter.minDelay)
      : `${duration(waiter.minDelay)} at first, ${duration(waiter.maxDelay)} at most`;
  return {
    text: waiter.documentation || `Waits as the model's ${waiter.name} says.`,
    facts: [
      `Polls ${operation.name}, with pauses of ${pause}.`,
      "Resolves with the last output, or with undefined when a fault ended the wait.",
    ],
    throws: [{ name: "WaiterError", text: "The wait took longer than `maxWait`, or can no longer end well." }],
    deprecated: waiter.deprecated === true ? "" : undefined,
    depth,
  };
}

function waiterText(pair: WaiterOfOperation, model: ServiceModel, imports: ImportCollector): string {
  const { waiter, operation } = pair;
  const input = imports.type("types.ts", operation.input.name);
  const output = imports.type("types.ts", operation.output.name);
  const acceptors = waiter.acceptors.map((acceptor) => `    ${acceptorText(acceptor, pair, model)},\n`);
  const properties = [
    `name: ${JSON.stringify(waiter.name)}`,
    `operation: ${imports.value(operationPath(operation), operationConstant(operation))}`,
    `minDelay: ${waiter.minDelay}`,
    `maxDelay: ${waiter.maxDelay}`,
    `acceptors: [\n${acceptors.join("")}  ]`,
  ];
  const docs = docCommentText({ text: `When ${waiter.name} ends, and how often it polls.` });
  const body = properties.map((property) => `  ${property},\n`).join("");
  return `${docs}export const ${waiterConstant(waiter)}: ${imports.runtime("Waiter")}<${input}, ${output}> = {\n${body}};`;
}

function acceptorText(
  { state, matcher }: AcceptorModel,
  { waiter, operation }: WaiterOfOperation,
  model: ServiceModel,
): string {
  const lead = `{ state: ${JSON.stringify(state)}`;
  switch (matcher.kind) {
    case "success":
      return `${lead}, success: ${matcher.value} }`;
    case "errorType":
      return `${lead}, fault: ${JSON.stringify(matcher.fault)} }`;
    case "output":
    case "inputOutput": {
      const output = pathRoot("output", operation.output);
      const root =
        matcher.kind === "output" ? output : pathRootOf({ input: pathRoot("input", operation.input), output });
      const test = compileFor(model, operation, `waiter ${waiter.name}`, () => {
        return comparison(compilePath(matcher.path, root, model), matcher);
      });
      const accept = `output: ${matcher.kind === "output" ? "(output)" : "(output, input)"} => ${test}`;
      if (!test.startsWith("{")) return `${lead}, ${accept} }`;
      return `{\n      state: ${JSON.stringify(state)},\n      ${accept},\n    }`;
    }
  }
}

/** Compares what a path found with what the acceptor expects. */
function comparison(
  found: PathValue,
  { path, expected, comparator }: Extract<AcceptorModel["matcher"], { path: string }>,
): string {
  const text = JSON.stringify(expected);
  switch (comparator) {
    case "stringEquals":
      return found.type.kind === "string" ? `${bracketed(found)} === ${text}` : mismatch(path, found, "a string");
    case "booleanEquals": {
      if (found.type.kind !== "boolean") return mismatch(path, found, "a boolean");
      if (found.nullable) return `${bracketed(found)} === ${expected}`;
      return expected === "true" ? found.code : `!${bracketed(found)}`;
    }
    case "anyStringEquals": {
      if (!isListOfStrings(found)) return mismatch(path, found, "a list of strings");
      return found.nullable ? `(${bracketed(found)} ?? []).includes(${text})` : `${bracketed(found)}.includes(${text})`;
    }
    case "allStringEquals": {
      if (!isListOfStrings(found)) return mismatch(path, found, "a list of strings");
      // An empty list does not match: that every item of nothing is equal says nothing.
      const values = found.nullable ? `${bracketed(found)} ?? []` : found.code;
      return [
        "{",
        `        const values = ${values};`,
        `        return values.length > 0 && values.every((value) => value === ${text});`,
        "      }",
      ].join("\n");
    }
  }
}

function isListOfStrings({ type }: PathValue): boolean {
  return type.kind === "list" && type.item.kind === "string";
}

function mismatch(path: string, found: PathValue, expected: string): never {
  throw new PathError(
    `${path} is ${found.type.kind === "list" ? "another list" : `a ${found.type.kind}`}, not ${expected}`,
  );
}

function waiterDeclaration(pair: WaiterOfOperation, imports: ImportCollector): FunctionDeclarationStructure {
  const { parameters, returnType } = waiterSignature(pair, imports);
  return {
    kind: StructureKind.Function,
    name: waiterFunction(pair.waiter),
    isExported: true,
    docs: docComment(waiterDoc(pair)),
    parameters: [{ name: "client", type: imports.runtimeType("ServiceClient") }, ...parameters],
    returnType,
    statements: [`return ${imports.runtime("waitUntil")}(client, ${waiterConstant(pair.waiter)}, input, options);`],
  };
}
