import { StructureKind } from "ts-morph";
import type { Emitter } from "../emitter.js";
import { learnPartitions } from "../endpoint-rules/learn-partitions.js";
import type { PartitionDifferences } from "../endpoint-rules/partitions.js";
import type { RuleParameter } from "../endpoint-rules/rule-set.js";
import { rulesOf } from "../endpoint-rules/rules-of.js";
import { docComment, docCommentText } from "./doc-comment.js";
import { printDiagram } from "./endpoint/print-diagram.js";
import { printRules } from "./endpoint/print-rules.js";
import { compileRules } from "./endpoint/rules.js";
import { identifierOf, Scope, type ValueType, type Variable } from "./endpoint/scope.js";
import { mentions, type PrintedFunction, typeNames } from "./endpoint/statements.js";
import { ImportCollector } from "./import-collector.js";
import { propertyName } from "./names.js";
import type { RuntimeSymbol } from "./runtime-imports.js";
import { printSourceFile, type Statement } from "./source-file.js";

/** Emits `endpoint.ts`: the model's endpoint rules as one function that reads like hand-written code. */
export const emitEndpoint: Emitter = (model, options) => {
  const imports = new ImportCollector("endpoint.ts", options);
  const rules = rulesOf(model);
  const { parameters } = rules;
  const variables = new Map(Object.entries(parameters).map(([name, parameter]) => [name, variableOf(name, parameter)]));
  const differences = learnPartitions(model);
  const known = differencesConstant(differences, imports);
  const scope = new Scope(variables, {
    onCall: (symbol) => imports.runtime(symbol),
    ...(known.length > 0 && { partitionDifferences: differencesName }),
  });
  const { body, functions } =
    "rules" in rules ? printRules(compileRules(rules.rules, scope)) : printDiagram(rules, scope);

  const code = body.join("\n");
  if ([...body, ...functions.flatMap(({ lines }) => lines)].some((line) => line.includes("new EndpointError("))) {
    imports.runtime("EndpointError");
  }
  const reads = Object.entries(parameters).flatMap(([name, parameter]) =>
    readParameter(name, parameter, mentions(code, identifierOf(name)), imports),
  );
  const typed = (type: RuntimeSymbol): string => imports.runtime(type);
  const resolve: Statement = {
    kind: StructureKind.Function,
    isExported: true,
    name: "resolveEndpoint",
    parameters: [{ name: "parameters", type: typed("EndpointParameters") }],
    returnType: typed("ResolvedEndpoint"),
    statements: [...reads, ...(reads.length > 0 ? [""] : []), ...body],
    docs: docComment({
      text: `Where requests to ${model.sdkId} go: the endpoint rules of the model.`,
      throws: [{ name: "EndpointError", text: "The rules refuse the parameters or have no answer for them." }],
    }),
  };
  const file = printSourceFile(model, options, {
    path: "endpoint.ts",
    imports,
    statements: [...known, resolve, ...functions.map((part) => functionOf(part, imports))],
  });
  return [{ path: file.path, text: withoutLooseLines(file.text) }];
};

/** The name of the constant that holds what the model's tests say of partitions. */
const differencesName = "partitionDifferences";

function differencesConstant(differences: PartitionDifferences, imports: ImportCollector): string[] {
  const lines = Object.entries(differences).map(([name, facts]) => {
    const values = Object.entries(facts).map(([fact, value]) => `${fact}: ${JSON.stringify(value)}`);
    return `  ${propertyName(name)}: { ${values.join(", ")} },\n`;
  });
  if (lines.length === 0) return [];
  const text = "What the model's own endpoint tests say of partitions otherwise than the table of the runtime.";
  const type = imports.runtime("PartitionDifferences");
  return [`${docCommentText({ text })}const ${differencesName}: ${type} = {\n${lines.join("")}};`];
}

/** ts-morph leaves a blank line after every block, also where nothing but a brace follows. */
function withoutLooseLines(text: string): string {
  return text.replace(/^[ \t]+$/gm, "").replace(/\n\n+([ \t]*\})/g, "\n$1");
}

function variableOf(name: string, parameter: RuleParameter): Variable {
  const optional = parameter.default === undefined && parameter.required !== true;
  return { identifier: identifierOf(name), type: parameterType(parameter), optional };
}

function parameterType({ type }: RuleParameter): ValueType {
  const types: { readonly [name: string]: ValueType } = {
    string: "string",
    boolean: "boolean",
    stringarray: "stringArray",
  };
  const known = types[type.toLowerCase()];
  if (known === undefined) throw new Error(`The endpoint rules have a parameter of type ${type}, which they cannot`);
  return known;
}

const readers = { string: "stringParameter", boolean: "booleanParameter", stringArray: "stringListParameter" } as const;

/** The line that reads a parameter; none for one that the rules do not look at and do not insist on. */
function readParameter(name: string, parameter: RuleParameter, used: boolean, imports: ImportCollector): string[] {
  const insisted = parameter.required === true && parameter.default === undefined;
  if (!used && !insisted) return [];
  const type = parameterType(parameter);
  const reader = imports.runtime(
    type === "boolean" ? readers.boolean : type === "stringArray" ? readers.stringArray : readers.string,
  );
  const fallback = parameter.default === undefined ? "" : `, ${JSON.stringify(parameter.default)}`;
  const read = `${reader}(parameters, ${JSON.stringify(name)}${fallback})`;
  const value = insisted ? `${imports.runtime("requiredParameter")}(${read}, ${JSON.stringify(name)})` : read;
  return [used ? `const ${identifierOf(name)} = ${value};` : `${value};`];
}

function functionOf({ name, parameters, lines }: PrintedFunction, imports: ImportCollector): Statement {
  const typeOf = ({ type, optional }: Variable): string => {
    const text = typeNames[type];
    if (text === "Partition" || text === "Arn" || text === "EndpointUrl") imports.runtime(text);
    return optional ? `${text} | undefined` : text;
  };
  return {
    kind: StructureKind.Function,
    name,
    parameters: parameters.map((parameter) => ({ name: parameter.identifier, type: typeOf(parameter) })),
    returnType: imports.runtime("ResolvedEndpoint"),
    statements: [...lines],
  };
}
