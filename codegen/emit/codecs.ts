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
import { innerTypes, isEventStream, isPresent, isRepeated, namedShape } from "./named-shapes.js";
import { access, capitalise, isInherited, propertyName } from "./names.js";
import { elementReader, missingValue, type ReadScope, readExpression, takesContext } from "./read-expression.js";
import { printSourceFile } from "./source-file.js";
import { defaultInput, elementWriter, type WriteScope, writeCall } from "./write-expression.js";

type Shape = StructureModel | UnionModel;

/**
 * `codecs.ts`: a writer for every structure and union that inputs hold, and a reader for every one that outputs and faults
 * hold. What goes out is thus what the model names, however the caller made the object: with getters, a prototype, `toJSON`.
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

/** Whether an operation's input or output has a codec: one without members needs none. */
export function hasCodec(shape: StructureModel): boolean {
  return shape.members.length > 0;
}

function writtenShapes(model: ServiceModel): Shape[] {
  return reachable(model.operations.map(({ input }) => input).filter(hasCodec), model);
}

function readShapes(model: ServiceModel): Shape[] {
  const outputs = model.operations.map(({ output }) => output).filter(hasCodec);
  const faults = model.faults.flatMap((fault) => faultMembers(fault) ?? []);
  // The union of a stream's events is never read as a whole: the runtime takes an event by its name.
  return reachable([...outputs, ...faults], model).filter((shape) => shape.kind !== "union" || !shape.streaming);
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
  const hasMembers = shape.members.length > 0;
  return {
    kind: StructureKind.Function,
    name: writerName(shape),
    isExported: true,
    docs: docComment({ text: `Writes ${article(shape.name)} as JSON.` }),
    parameters: [
      { name: hasMembers ? "input" : "_input", type: imports.type("types.ts", shape.name) },
      { name: "json", type: imports.runtime("JsonWriter") },
    ],
    returnType: "void",
    statements:
      isInTable(shape, scope.model) && !shape.members.some(isFilledIn)
        ? writeByTable(shape, scope)
        : writeInPlace(shape, scope),
  };
}

/**
 * Whether a table tells of the members of a structure. Structures in lists and maps, of which a call has many, are written
 * and read in place, which is faster; so are those with members that every object inherits, which a table cannot name.
 */
function isInTable(shape: Shape, model: ServiceModel): shape is StructureModel {
  if (shape.kind !== "structure" || shape.members.length === 0) return false;
  return !isRepeated(shape, model) && !shape.members.some(({ name }) => isInherited(name));
}

function writeByTable(shape: StructureModel, scope: WriteScope): string[] {
  const writers = shape.members.map(
    ({ name, type }) => `${propertyName(name)}: ${elementWriter(type, "value", scope)}`,
  );
  return [`${scope.imports.runtime("writeMembers")}(input, json, ${objectLiteral(writers)});`];
}

/** Whether the client gives a member that the caller does not. */
function isFilledIn({ idempotencyToken, default: value }: MemberModel): boolean {
  return idempotencyToken || (value !== undefined && value !== null);
}

function writeInPlace(shape: Shape, scope: WriteScope): string[] {
  return [
    ...ownMembers("input", shape.members, scope),
    'json.begin("{");',
    ...shape.members.map((member) => writeMember(member, scope)),
    'json.end("}");',
  ];
}

/** One member. Null counts as absent, as undefined does, since validation may be off. Tokens and defaults are filled in. */
function writeMember(member: MemberModel, scope: WriteScope): string {
  const source = memberSource("input", member);
  const write = (value: string): string =>
    `${writeCall(member.type, value, `json.member(${JSON.stringify(member.name)})`, scope)};`;
  if (member.idempotencyToken) return write(`${source} ?? ${scope.imports.runtime("newIdempotencyToken")}()`);
  if (member.default !== undefined && member.default !== null) return write(`${source} ?? ${defaultInput(member)}`);
  return ifPresent(source, write(source));
}

/** Where the value of a member comes from. One that every object inherits was looked up by {@link ownMembers}. */
function memberSource(object: string, { name }: MemberModel): string {
  return isInherited(name) ? ownName(name) : `${object}${access(name)}`;
}

function ownName(name: string): string {
  return `own${capitalise(name.replace(/[^A-Za-z0-9]/g, ""))}`;
}

/** Constants for members such as `constructor`, which must not be mistaken for what every object has. */
function ownMembers(object: string, members: readonly MemberModel[], { imports }: WriteScope): string[] {
  return members
    .filter(({ name }) => isInherited(name))
    .map(({ name }) => `const ${ownName(name)} = ${imports.runtime("ownMember")}(${object}, ${JSON.stringify(name)});`);
}

function assignment(object: string, { name }: MemberModel, value: string, { imports }: WriteScope): string {
  if (!isInherited(name)) return `${object}${access(name)} = ${value};`;
  return `${imports.runtime("setMember")}(${object}, ${JSON.stringify(name)}, ${value});`;
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
      // The output of an operation with an event stream often has no other member: nothing is read from its JSON.
      {
        name: shape.members.every(({ type }) => isEventStream(type, model)) ? "_json" : "json",
        type: imports.runtime("JsonObject"),
      },
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
      if (isEventStream(member.type, scope.model)) {
        return `${propertyName(member.name)}: ${scope.imports.runtime("readEventStream")}(context)`;
      }
      const source = memberSource("json", member);
      const read = readExpression(member.type, source, scope);
      const missing = missingValue(member, scope);
      const line = `${propertyName(member.name)}: ${source} == null ? ${missing} : ${read}`;
      // Properties stand four columns in, and a comma follows.
      if (line.length <= lineWidth - 5) return line;
      return `${propertyName(member.name)}:\n    ${source} == null\n      ? ${missing}\n      : ${read}`;
    }),
  );
  if (optional.length > 0 && isInTable(shape, scope.model)) {
    const readers = optional.map(({ name, type }) => `${propertyName(name)}: ${elementReader(type, "value", scope)}`);
    const read = scope.imports.runtime("readMembers");
    if (present.length === 0) return [`return ${read}<${shape.name}>({}, json, ${objectLiteral(readers)});`];
    return [`const output: ${shape.name} = ${literal};`, `return ${read}(output, json, ${objectLiteral(readers)});`];
  }
  const own = ownMembers("json", shape.members, scope);
  if (optional.length === 0) return [...own, `return ${literal};`];
  return [
    ...own,
    `const output: ${shape.name} = ${literal};`,
    ...optional.map((member) => {
      const source = memberSource("json", member);
      return ifPresent(source, assignment("output", member, readExpression(member.type, source, scope), scope));
    }),
    "return output;",
  ];
}

function readUnion(shape: UnionModel, scope: ReadScope): string[] {
  const members = shape.members.map(({ name, type }) => {
    // The compiler takes a property such as `constructor` for what every object has, and infers nothing.
    const parameter = isInherited(name) ? `value: ${scope.imports.runtime("JsonValue")}` : "value";
    return `${propertyName(name)}: (${parameter}) => ${readExpression(type, "value", scope)}`;
  });
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
