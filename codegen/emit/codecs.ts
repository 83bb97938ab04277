import {
  type FunctionDeclarationStructure,
  type OptionalKind,
  type ParameterDeclarationStructure,
  StructureKind,
} from "ts-morph";
import type { Emitter } from "../emitter.js";
import type { MemberModel, ServiceModel, StructureModel, TypeModel, UnionModel } from "../service-model.js";
import { codecsPath, faultMembers, readerName, writerName } from "./codec-names.js";
import { docComment } from "./doc-comment.js";
import { ImportCollector } from "./import-collector.js";
import { lineWidth } from "./long-lines.js";
import { innerTypes, isEventStream, isPresent, namedShape } from "./named-shapes.js";
import { access, propertyName } from "./names.js";
import { missingValue, type ReadScope, readExpression, takesContext } from "./read-expression.js";
import { printSourceFile } from "./source-file.js";
import { defaultInput, type WriteScope, writeExpression } from "./write-expression.js";

type Shape = StructureModel | UnionModel;

/**
 * `codecs.ts`: a writer for every structure and union that inputs hold and that is not its own wire form, and a reader for
 * every one that outputs and faults hold.
 */
export const emitCodecs: Emitter = (model, options) => {
  const imports = new ImportCollector(codecsPath, options);
  const scope = { model, imports };
  const statements = [
    ...writtenShapes(model).map((shape) => writer(shape, scope)),
    ...readShapes(model).map((shape) => reader(shape, scope)),
  ];
  return [printSourceFile(model, options, { path: codecsPath, imports, statements })];
};

/** Whether an operation's output goes through a reader: one without members, or that is an event stream, does not. */
export function hasReader(output: StructureModel, model: ServiceModel): boolean {
  return output.members.length > 0 && !output.members.some(({ type }) => isEventStream(type, model));
}

function writtenShapes(model: ServiceModel): Shape[] {
  return reachable(
    model.operations.map(({ input }) => input),
    model,
  ).filter(({ plain }) => !plain);
}

function readShapes(model: ServiceModel): Shape[] {
  const outputs = model.operations.map(({ output }) => output).filter((output) => hasReader(output, model));
  const faults = model.faults.flatMap((fault) => faultMembers(fault) ?? []);
  return reachable([...outputs, ...faults], model);
}

/** The given shapes and all that their members hold, sorted by name. */
function reachable(roots: Iterable<Shape>, model: ServiceModel): Shape[] {
  const found = new Map<string, Shape>();
  const visitType = (type: TypeModel): void => {
    const shape = namedShape(type, model);
    if (shape !== undefined) visit(shape);
    for (const inner of innerTypes(type)) visitType(inner);
  };
  const visit = (shape: Shape): void => {
    if (found.has(shape.name)) return;
    found.set(shape.name, shape);
    for (const member of shape.members) visitType(member.type);
  };
  for (const root of roots) visit(root);
  return [...found.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}

function writer(shape: Shape, scope: WriteScope): FunctionDeclarationStructure {
  const { imports } = scope;
  const json = imports.runtime("JsonObject");
  return {
    kind: StructureKind.Function,
    name: writerName(shape),
    isExported: true,
    docs: docComment({ text: `Turns ${article(shape.name)} into its JSON.` }),
    parameters: [{ name: "input", type: imports.type("types.ts", shape.name) }],
    returnType: json,
    statements: [
      `const json: ${json} = {};`,
      ...shape.members.map((member) => writeMember(member, scope)),
      "return json;",
    ],
  };
}

/** One member. Null counts as absent, as undefined does, since validation may be off. Tokens and defaults are filled in. */
function writeMember(member: MemberModel, scope: WriteScope): string {
  const target = `json${access(member.name)}`;
  const source = `input${access(member.name)}`;
  if (member.idempotencyToken) return `${target} = ${source} ?? ${scope.imports.runtime("newIdempotencyToken")}();`;
  if (member.default !== undefined && member.default !== null) {
    return `${target} = ${writeExpression(member.type, `${source} ?? ${defaultInput(member)}`, scope)};`;
  }
  return ifPresent(source, `${target} = ${writeExpression(member.type, source, scope)};`);
}

function reader(shape: Shape, scope: ReadScope): FunctionDeclarationStructure {
  const { imports, model } = scope;
  const context: OptionalKind<ParameterDeclarationStructure> = { name: "context", type: "ReadContext" };
  if (takesContext(shape, model)) imports.runtime("ReadContext");
  return {
    kind: StructureKind.Function,
    name: readerName(shape),
    isExported: true,
    docs: docComment({ text: `Reads ${article(shape.name)} from its JSON.` }),
    parameters: [
      { name: "json", type: imports.runtime("JsonObject") },
      ...(takesContext(shape, model) ? [context] : []),
    ],
    returnType: imports.type("types.ts", shape.name),
    statements: shape.kind === "union" ? readUnion(shape, scope) : readStructure(shape, scope),
  };
}

/** Members that are always there come first, as an object literal; the others follow, each if the response has it. */
function readStructure(shape: StructureModel, scope: ReadScope): string[] {
  const present = shape.members.filter(isPresent);
  const optional = shape.members.filter((member) => !isPresent(member));
  const literal = objectLiteral(
    present.map((member) => {
      const source = `json${access(member.name)}`;
      const read = readExpression(member.type, source, scope);
      const missing = missingValue(member, scope);
      const line = `${propertyName(member.name)}: ${source} == null ? ${missing} : ${read}`;
      // Properties stand four columns in, and a comma follows.
      if (line.length <= lineWidth - 5) return line;
      return `${propertyName(member.name)}:\n    ${source} == null\n      ? ${missing}\n      : ${read}`;
    }),
  );
  if (optional.length === 0) return [`return ${literal};`];
  return [
    `const output: ${shape.name} = ${literal};`,
    ...optional.map((member) => {
      const source = `json${access(member.name)}`;
      return ifPresent(source, `output${access(member.name)} = ${readExpression(member.type, source, scope)};`);
    }),
    "return output;",
  ];
}

function readUnion(shape: UnionModel, scope: ReadScope): string[] {
  const members = shape.members.map(
    ({ name, type }) => `${propertyName(name)}: (value) => ${readExpression(type, "value", scope)}`,
  );
  return [`return ${scope.imports.runtime("readUnion")}(json, ${objectLiteral(members)});`];
}

function ifPresent(source: string, statement: string): string {
  const line = `if (${source} != null) ${statement}`;
  // Statements stand two columns in.
  return line.length <= lineWidth - 2 ? line : `if (${source} != null) {\n  ${statement}\n}`;
}

function objectLiteral(properties: readonly string[]): string {
  return properties.length === 0 ? "{}" : `{\n${properties.map((property) => `  ${property},\n`).join("")}}`;
}

function article(name: string): string {
  return `${/^[AEIOU]/.test(name) ? "an" : "a"} {@link ${name}}`;
}
