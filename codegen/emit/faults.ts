import { type ClassDeclarationStructure, StructureKind } from "ts-morph";
import type { Emitter } from "../emitter.js";
import type { FaultModel, ServiceModel } from "../service-model.js";
import { codecsPath, faultMembers, readerName } from "./codec-names.js";
import { memberFacts } from "./constraint-facts.js";
import { docComment, docCommentText } from "./doc-comment.js";
import { ImportCollector } from "./import-collector.js";
import { isPresent } from "./named-shapes.js";
import { propertyName } from "./names.js";
import { takesContext } from "./read-expression.js";
import { printSourceFile } from "./source-file.js";
import { typeText } from "./type-text.js";

/** Where the fault classes live. */
export const faultsPath = "faults.ts";

/** `faults.ts`: an error class for each fault of the model, and the record that finds them by their wire names. */
export const emitFaults: Emitter = (model, options) => {
  const imports = new ImportCollector(faultsPath, options);
  const classes = model.faults.map((fault) => faultClass(fault, model, imports));
  const statements = [...classes, faultRecord(model, imports)];
  return [printSourceFile(model, options, { path: faultsPath, imports, statements })];
};

function faultClass(fault: FaultModel, model: ServiceModel, imports: ImportCollector): ClassDeclarationStructure {
  const members = faultMembers(fault)?.members ?? [];
  return {
    kind: StructureKind.Class,
    name: fault.name,
    isExported: true,
    extends: imports.runtime("ServiceError"),
    docs: docComment({ text: fault.documentation, facts: faultFacts(fault) }),
    properties: [
      {
        name: "fault",
        isStatic: true,
        isReadonly: true,
        type: imports.runtime("FaultTraits"),
        initializer: faultTraits(fault, model, imports),
      },
      ...members.map((member) => ({
        name: propertyName(member.name),
        hasDeclareKeyword: true,
        isReadonly: true,
        hasQuestionToken: !isPresent(member),
        type: typeText(member.type, { model, direction: "output", imports, local: false }),
        docs: docComment({ text: member.documentation, facts: memberFacts(member, model), depth: 1 }),
      })),
    ],
    ctors: [
      {
        parameters: [{ name: "details", type: imports.runtime("ServiceErrorDetails") }],
        statements: [`super(details, ${fault.name}.fault);`],
      },
    ],
  };
}

function faultFacts(fault: FaultModel): string[] {
  const status = fault.httpStatus === undefined ? "" : ` (HTTP ${fault.httpStatus})`;
  const side = fault.side === "client" ? `The request is at fault${status}` : `The service is at fault${status}`;
  if (fault.throttling) return [`${side}: too much was asked. It is retried, with a longer pause.`];
  return [fault.retryable ? `${side}, for the moment. It is retried.` : `${side}. It is not retried.`];
}

function faultTraits(fault: FaultModel, model: ServiceModel, imports: ImportCollector): string {
  const members = faultMembers(fault);
  const properties = [
    `name: ${JSON.stringify(fault.wireName)}`,
    `fault: ${JSON.stringify(fault.side)}`,
    `retryable: ${fault.retryable}`,
    `throttling: ${fault.throttling}`,
  ];
  if (fault.queryCode !== undefined) properties.push(`queryCode: ${JSON.stringify(fault.queryCode)}`);
  if (members !== undefined) {
    const read = imports.value(codecsPath, readerName(members));
    // An error's blobs are always bytes: the option that leaves them as text is for outputs.
    properties.push(
      takesContext(members, model) ? `read: (json) => ${read}(json, { blobs: "bytes" })` : `read: ${read}`,
    );
  }
  return `{ ${properties.join(", ")} }`;
}

function faultRecord(model: ServiceModel, imports: ImportCollector): string {
  const entries = model.faults.map(({ name, wireName }) =>
    name === wireName ? `  ${name},\n` : `  ${propertyName(wireName)}: ${name},\n`,
  );
  const docs = docCommentText({ text: "Every modelled fault by the name that it has on the wire." });
  const type = `Readonly<Record<string, ${imports.runtime("ServiceFaultClass")}>>`;
  return `${docs}export const faults: ${type} = ${entries.length === 0 ? "{}" : `{\n${entries.join("")}}`};`;
}
