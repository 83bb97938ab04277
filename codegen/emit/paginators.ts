import {
  type FunctionDeclarationStructure,
  type OptionalKind,
  type ParameterDeclarationStructure,
  StructureKind,
} from "ts-morph";
import type { Emitter } from "../emitter.js";
import type { OperationModel, PaginationModel, ServiceModel, TypeModel } from "../service-model.js";
import { compileFor } from "./compile-for.js";
import { code } from "./constraint-facts.js";
import { type DocParts, docComment, docCommentText } from "./doc-comment.js";
import { ImportCollector } from "./import-collector.js";
import { lineWidth } from "./long-lines.js";
import { namedShape } from "./named-shapes.js";
import {
  access,
  isInherited,
  operationConstant,
  operationPath,
  paginationConstant,
  paginatorFunction,
  propertyName,
} from "./names.js";
import { inputParameter } from "./operation-signature.js";
import { compilePath } from "./path-expression.js";
import { bracketed, type PathValue, pathRoot, truthOf } from "./path-value.js";
import { printSourceFile, type Statement } from "./source-file.js";
import { typeText } from "./type-text.js";

/** Where the paginators live. */
export const paginatorsPath = "paginators.ts";

/** The operations that answer in pages. */
export type PaginatedOperation = OperationModel & { readonly pagination: PaginationModel };

/** `paginators.ts`: for each operation that answers in pages how to go on, and a function that iterates. */
export const emitPaginators: Emitter = (model, options) => {
  const imports = new ImportCollector(paginatorsPath, options);
  const statements = paginatedOperations(model).flatMap((operation) => paginatorStatements(operation, model, imports));
  if (statements.length === 0) statements.push("export {};");
  return [printSourceFile(model, options, { path: paginatorsPath, imports, statements })];
};

export function paginatedOperations(model: ServiceModel): PaginatedOperation[] {
  return model.operations.filter((operation): operation is PaginatedOperation => operation.pagination !== undefined);
}

/** The parameters and result of a paginator, as function (after the client) and as method. */
export function paginatorSignature(
  operation: PaginatedOperation,
  model: ServiceModel,
  imports: ImportCollector,
): { readonly parameters: OptionalKind<ParameterDeclarationStructure>[]; readonly returnType: string } {
  const output = imports.type("types.ts", operation.output.name);
  const item = itemType(operation, model, imports);
  return {
    parameters: [
      inputParameter(operation, imports),
      { name: "options", type: imports.runtime("PaginateOptions"), hasQuestionToken: true },
    ],
    returnType: `${imports.runtime("Paginator")}<${output}${item === undefined ? "" : `, ${item}`}>`,
  };
}

/** What a paginator says in its documentation. */
export function paginatorDoc({ name, pagination }: PaginatedOperation, depth = 0): DocParts {
  const { items, firstPageOnly, pageSize } = pagination;
  return {
    text: `Pages of ${name}, each asked for when the loop gets there.`,
    facts: [
      items === undefined ? "" : `${code(".items()")} goes over ${code(items)} of all pages.`,
      pageSize === undefined ? "" : `${code("pageSize")} sets ${code(pageSize)}.`,
      firstPageOnly.length === 0 ? "" : `The service takes ${list(firstPageOnly)} for the first page only.`,
    ].filter((fact) => fact !== ""),
    throws: [],
    depth,
  };
}

function list(names: readonly string[]): string {
  const quoted = names.map(code);
  return quoted.length === 1 ? (quoted[0] ?? "") : `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
}

function paginatorStatements(
  operation: PaginatedOperation,
  model: ServiceModel,
  imports: ImportCollector,
): Statement[] {
  return [paginationText(operation, model, imports), paginatorDeclaration(operation, model, imports)];
}

function paginationText(operation: PaginatedOperation, model: ServiceModel, imports: ImportCollector): string {
  const { pagination, input, output } = operation;
  const item = itemType(operation, model, imports);
  const types = [imports.type("types.ts", input.name), imports.type("types.ts", output.name), item].filter(Boolean);
  const token = compileIn(operation, pagination.outputToken, model);
  const properties = [
    ...(pagination.pageSize === undefined ? [] : [withPageSize(operation, pagination.pageSize, imports)]),
    `token: (output) => ${token.code}`,
    nextPage(operation, token, model, imports),
    ...(pagination.items === undefined ? [] : [`items: (output) => ${itemsOf(operation, pagination.items, model)}`]),
  ];
  const docs = docCommentText({ text: `How ${operation.name} pages.` });
  const type = `${imports.runtime("Pagination")}<${types.join(", ")}>`;
  const body = properties.map((property) => `  ${property},\n`).join("");
  return `${docs}export const ${paginationConstant(operation)}: ${type} = {\n${body}};`;
}

function withPageSize(operation: PaginatedOperation, member: string, imports: ImportCollector): string {
  const members = inputMembers(operation, [member], imports);
  return `withPageSize: (input, pageSize) => ({ ${[...members, `${propertyName(member)}: pageSize`].join(", ")} })`;
}

/**
 * The input's members but for some, for an object literal. Each is named: a spread would lose what the caller's object has
 * from getters or a prototype.
 */
function inputMembers({ input }: PaginatedOperation, without: readonly string[], imports: ImportCollector): string[] {
  return input.members
    .filter(({ name }) => !without.includes(name))
    .map(({ name }) => {
      const value = isInherited(name)
        ? `${imports.runtime("ownMember")}(input, ${JSON.stringify(name)})`
        : `input${access(name)}`;
      return `${propertyName(name)}: ${value}`;
    });
}

/** The next page's input: this one's with the token, or, where the token replaces members, only those that stay. */
function nextPage(
  operation: PaginatedOperation,
  token: PathValue,
  model: ServiceModel,
  imports: ImportCollector,
): string {
  const { pagination, input } = operation;
  const goesOn = [
    ...(pagination.more === undefined ? [] : [condition(compileIn(operation, pagination.more, model))]),
    condition(token),
  ].filter((text) => text !== "true");
  const inputToken = propertyName(pagination.inputToken);
  const staying = inputMembers(operation, [pagination.inputToken, ...pagination.firstPageOnly], imports);
  // A token that is no text has an output's type, which is wider than what the input takes; the service made it.
  const isText = token.type.kind === "string" || token.type.kind === "number";
  const tokenInput = isText ? token.code : `${token.code} as ${input.name}[${JSON.stringify(pagination.inputToken)}]`;
  const next = `{ ${[...staying, `${inputToken}: ${tokenInput}`].join(", ")} }`;
  const parameters = next.includes("input") ? "(output, input)" : "(output)";
  if (goesOn.length === 0) return `next: ${parameters} => (${next})`;
  const line = `next: ${parameters} => (${goesOn.join(" && ")} ? ${next} : undefined)`;
  if (line.length <= lineWidth - 3) return line;
  return `next: ${parameters} =>\n    ${goesOn.join(" && ")}\n      ? ${next}\n      : undefined`;
}

/** An empty token ends the listing as an absent one does. */
function condition(value: PathValue): string {
  return value.type.kind === "string" || value.type.kind === "boolean" ? bracketed(value) : truthOf(value);
}

/** A page that lacks its list has no items. The items of a map are its entries. */
function itemsOf(operation: PaginatedOperation, path: string, model: ServiceModel): string {
  const value = compileIn(operation, path, model);
  if (value.type.kind === "map") return `Object.entries(${value.code}${value.nullable ? " ?? {}" : ""})`;
  return value.nullable ? `${bracketed(value)} ?? []` : value.code;
}

function compileIn(operation: PaginatedOperation, path: string, model: ServiceModel): PathValue {
  return compileFor(model, operation, "pagination", () =>
    compilePath(path, pathRoot("output", operation.output), model),
  );
}

/** The type of the items that the pages list; undefined when the model names none. */
function itemType(operation: PaginatedOperation, model: ServiceModel, imports: ImportCollector): string | undefined {
  const { items } = operation.pagination;
  if (items === undefined) return undefined;
  let type: TypeModel | undefined;
  let members = operation.output.members;
  for (const name of items.split(".")) {
    type = members.find((member) => member.name === name)?.type;
    members = (type === undefined ? undefined : namedShape(type, model))?.members ?? [];
  }
  const scope = { model, direction: "output", imports, local: false } as const;
  if (type?.kind === "list") return `${typeText(type.element, scope)}${type.sparse ? " | null" : ""}`;
  if (type?.kind === "map") return `[key: string, value: ${typeText(type.value, scope)}]`;
  throw new Error(`${operation.name}: its items, ${items}, are neither a list nor a map of its output.`);
}

function paginatorDeclaration(
  operation: PaginatedOperation,
  model: ServiceModel,
  imports: ImportCollector,
): FunctionDeclarationStructure {
  const { parameters, returnType } = paginatorSignature(operation, model, imports);
  const constant = imports.value(operationPath(operation), operationConstant(operation));
  return {
    kind: StructureKind.Function,
    name: paginatorFunction(operation),
    isExported: true,
    docs: docComment(paginatorDoc(operation)),
    parameters: [{ name: "client", type: imports.runtimeType("ServiceClient") }, ...parameters],
    returnType,
    statements: [
      `return ${imports.runtime("paginate")}(client, ${constant}, ${paginationConstant(operation)}, input, options);`,
    ],
  };
}
