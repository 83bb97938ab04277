import {
  type InterfaceDeclarationStructure,
  type OptionalKind,
  type PropertySignatureStructure,
  StructureKind,
} from "ts-morph";
import type { Emitter } from "../emitter.js";
import type { EnumModel, MemberModel, ServiceModel, ShapeModel, StructureModel, UnionModel } from "../service-model.js";
import { faultMembers } from "./codec-names.js";
import { code, enumFacts, memberFacts } from "./constraint-facts.js";
import { brief, type Docs, docComment, docCommentText } from "./doc-comment.js";
import { ImportCollector } from "./import-collector.js";
import { lineWidth } from "./long-lines.js";
import { isPresent, namedShapes } from "./named-shapes.js";
import { isInherited, propertyName } from "./names.js";
import { printSourceFile, type Statement } from "./source-file.js";
import { streamEndAlias } from "./stream-end-type.js";
import { type TypeScope, typeText } from "./type-text.js";

const path = "types.ts";

/** `types.ts`: an interface for each structure, a type for each union and enum. */
export const emitTypes: Emitter = (model, options) => {
  const imports = new ImportCollector(path, options);
  const faults = model.faults.flatMap((fault) => faultMembers(fault) ?? []);
  const statements = [...namedShapes(model), ...faults].map((shape) => shapeStatement(shape, model, imports));
  return [printSourceFile(model, options, { path, imports, statements })];
};

function shapeStatement(shape: ShapeModel, model: ServiceModel, imports: ImportCollector): Statement {
  switch (shape.kind) {
    case "structure":
      return interfaceOf(shape, { model, direction: shape.direction, imports, local: true });
    case "union":
      return unionAlias(shape, { model, direction: shape.direction, imports, local: true });
    case "enum":
      return enumAlias(shape);
  }
}

function interfaceOf(shape: StructureModel, scope: TypeScope): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    name: shape.name,
    isExported: true,
    docs: docComment({ text: shape.documentation || roleOf(shape, scope.model), deprecated: shape.deprecated }),
    properties: shape.members.map((member) => property(member, scope)),
  };
}

/** What an operation's input or output is, where the model says nothing of it. */
function roleOf(shape: StructureModel, model: ServiceModel): string {
  const taken = model.operations.find(({ input }) => input.name === shape.name);
  if (taken !== undefined) return `What ${taken.name} takes${shape.members.length === 0 ? ": nothing" : ""}.`;
  const given = model.operations.find(({ output }) => output.name === shape.name);
  if (given === undefined) return "";
  return `What ${given.name} answers with${shape.members.length === 0 ? ": nothing" : ""}.`;
}

function property(member: MemberModel, scope: TypeScope): OptionalKind<PropertySignatureStructure> {
  const isInput = scope.direction === "input";
  const isOptional = isInput ? !member.required : !isPresent(member);
  return {
    name: propertyName(member.name),
    hasQuestionToken: isOptional,
    // Without such a member, what every object has by that name is there: types that left it out would refuse `{}`.
    // A caller may pass undefined for "not given", also under exactOptionalPropertyTypes. Outputs never hold undefined.
    type:
      typeText(member.type, scope) +
      (isOptional && isOfEveryObject(member.name) ? ` | Object["${member.name}"]` : "") +
      (isInput && isOptional ? " | undefined" : ""),
    docs: memberDoc(member, scope),
  };
}

/** What the model says of a member, then its constraints: on one line where there is room for both. */
function memberDoc(member: MemberModel, { model }: TypeScope): Docs {
  const { documentation, deprecated } = member;
  const facts = memberFacts(member, model);
  const text = documentation.trim();
  const together = docComment({ text: [text, ...facts].join(" "), deprecated, depth: 1 });
  const isOneLine = /[.!?]$/.test(text) && together.every(({ description }) => !String(description).includes("\n"));
  return isOneLine ? together : docComment({ text, facts, deprecated, depth: 1 });
}

/** Whether TypeScript's library says that every object has a property of that name. */
function isOfEveryObject(name: string): boolean {
  return isInherited(name) && !name.startsWith("__");
}

/** One alternative a member, in which the other members are ruled out, so that a test of one narrows to it. */
function unionAlias(shape: UnionModel, scope: TypeScope): Statement {
  const { members } = shape;
  // An event that the model does not know never reaches the reader of a stream.
  const isOpen = scope.direction === "output" && !shape.streaming;
  const names = members.map(({ name }) => propertyName(name));
  const ruledOut = (name: string): string[] =>
    [...names, ...(isOpen ? ["$unknown"] : [])]
      .filter((other) => other !== name)
      .map((other) => `${other}?: ${isOfEveryObject(other) ? `Object["${other}"]` : "never"}`);
  const alternatives = members.map((member, index) => {
    const name = names[index] ?? member.name;
    return [`${name}: ${typeText(member.type, scope)}`, ...ruledOut(name)];
  });
  if (isOpen) alternatives.push(["$unknown: [name: string, value: unknown]", ...ruledOut("$unknown")]);
  const facts = members.flatMap(({ name, documentation }) =>
    documentation === "" ? [] : [`- ${code(name)}: ${brief(documentation)}`],
  );
  if (isOpen)
    facts.push(`- ${code("$unknown")}: name and value of a member that this version of the model does not know.`);
  const docs = docCommentText({ text: shape.documentation || "Exactly one of its members.", facts });
  // As text: ts-morph would indent the alternatives once more and leave a blank before the first.
  const alias = `${docs}export type ${shape.name} =\n${alternatives.map(alternativeText).join("\n")};`;
  return shape.streaming ? `${alias}\n\n${streamEndAlias(shape, scope)}` : alias;
}

function alternativeText(members: readonly string[]): string {
  const line = `  | { ${members.join("; ")} }`;
  if (line.length <= lineWidth) return line;
  return `  | {\n${members.map((member) => `      ${member};`).join("\n")}\n    }`;
}

function enumAlias(shape: EnumModel): Statement {
  return {
    kind: StructureKind.TypeAlias,
    name: shape.name,
    isExported: true,
    docs: docComment({ text: shape.documentation, facts: enumFacts(shape) }),
    type: shape.values.map(({ value }) => JSON.stringify(value)).join(" | ") || "never",
  };
}
