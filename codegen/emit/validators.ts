import { Ajv, type AnySchemaObject } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import type { EmitOptions, Emitter, OutputFile } from "../emitter.js";
import type { OperationModel, ServiceModel, StructureModel, UnionModel } from "../service-model.js";
import { annotations, keywords, replacedKeywords } from "./ajv-keywords.js";
import { docCommentText } from "./doc-comment.js";
import { formatSource } from "./format-source.js";
import { ImportCollector } from "./import-collector.js";
import { isInherited } from "./names.js";
import { type RuntimeSymbol, runtimeSymbols } from "./runtime-imports.js";
import { checkName, separateShapes, shapeFiles } from "./separate-shapes.js";
import { printSourceFile } from "./source-file.js";
import { type ModuleSchema, operationSchema, shapeSchema, withMemberNames } from "./validator-schema.js";

/**
 * Emits `validators/`: a module an operation with the validator of its input, compiled by ajv to plain code that needs
 * neither ajv nor `eval` at run time, and an index of them all. What several operations have to check is compiled once, to
 * a module a shape in `validators/shapes/`, so that an operation loads what its own input can hold and nothing else.
 */
export const emitValidators: Emitter = (model, options) => {
  const shapes = separateShapes(model);
  const files = shapeFiles(shapes);
  return [
    ...model.operations.map((operation) => validatorModule(model, operation, options, files)),
    ...shapes.map((shape) => shapeModule(model, shape, options, files)),
    validatorIndex(model, options),
  ];
};

/** What the validators leave to the service, one sentence each, sorted. */
export function validatorNotices(model: ServiceModel): readonly string[] {
  const shapes = separateShapes(model);
  const separate = new Set(shapes.map(({ name }) => name));
  const notices = [
    ...model.operations.map((operation) => operationSchema(model, operation, separate).notices),
    ...shapes.map((shape) => shapeSchema(model, shape, separate).notices),
  ];
  return [...new Set(notices.flat())].sort();
}

/** The name under which an operation's validator is exported, such as `validatePutRecordInput`. */
export function validatorName(operation: OperationModel): string {
  return `validate${operation.name.slice(0, 1).toUpperCase()}${operation.name.slice(1)}Input`;
}

/** The module of an operation's validator, by its path in the output folder. */
export function validatorPath(operation: OperationModel): string {
  return `validators/${operation.fileName}.ts`;
}

const patternConstant = /^const (pattern\d+) = \/.*;$/gm;

/** Names of files by names of shapes. */
type ShapeFiles = ReadonlyMap<string, string>;

function validatorModule(
  model: ServiceModel,
  operation: OperationModel,
  options: EmitOptions,
  files: ShapeFiles,
): OutputFile {
  const path = validatorPath(operation);
  const imports = new ImportCollector(path, options);
  const validatorType = imports.runtime("Validator");
  const { code, entry, called, notices } = validatorCode(model, operation, new Set(files.keys()));
  for (const name of called) imports.module(`./shapes/${files.get(name)}.js`, checkName(name), "value");
  const comment = docCommentText({
    text: `Checks an input of ${operation.name} against the model: types, required and unknown members, every constraint.`,
    facts: notices,
  });
  const exported = `${comment.trimEnd()}\nexport const ${validatorName(operation)}: ${validatorType} = ${entry};`;
  return printCode(model, options, { path, imports, exported, code });
}

function shapeModule(
  model: ServiceModel,
  shape: StructureModel | UnionModel,
  options: EmitOptions,
  files: ShapeFiles,
): OutputFile {
  const path = `validators/shapes/${files.get(shape.name)}.ts`;
  const imports = new ImportCollector(path, options);
  const { code, entry, called, notices } = checkCode(model, shape, new Set(files.keys()));
  // A shape may hold itself.
  for (const name of called)
    if (name !== shape.name) imports.module(`./${files.get(name)}.js`, checkName(name), "value");
  const text = `Checks ${shape.name}, for the operations whose inputs hold it.`;
  const comment = docCommentText({ text, facts: notices }).trimEnd();
  const exported = code.replace(
    `function ${entry}(data, instancePath = "") {`,
    `${comment}\nexport function ${entry}(data: unknown, instancePath = ""): boolean {`,
  );
  return printCode(model, options, { path, imports, code: exported });
}

interface ModuleContent {
  readonly path: string;
  readonly imports: ImportCollector;
  readonly exported?: string;
  readonly code: string;
}

function printCode(model: ServiceModel, options: EmitOptions, content: ModuleContent): OutputFile {
  const { path, imports, exported, code } = content;
  for (const name of helpersIn(code)) imports.runtime(name);
  // Lines are broken at brackets, which mean something else in a regular expression: those are put in afterwards.
  const patterns = [...code.matchAll(patternConstant)].map(([line]) => line);
  const statements = [...(exported === undefined ? [] : [exported]), code.replace(patternConstant, "const $1 = 0;")];
  const file = printSourceFile(model, options, { path, imports, statements });
  const lines = patterns[Symbol.iterator]();
  const text = file.text.replace(/^const pattern\d+ = 0;$/gm, (line) => lines.next().value ?? line);
  // The compiler's checks would find fault with code that tests values of unknown type.
  return { path, text: text.replace("\n", "\n// @ts-nocheck\n") };
}

function validatorIndex(model: ServiceModel, options: EmitOptions): OutputFile {
  const path = "validators/index.ts";
  const exports = model.operations.map(
    (operation) => `export { ${validatorName(operation)} } from "./${operation.fileName}.js";`,
  );
  return printSourceFile(model, options, {
    path,
    imports: new ImportCollector(path, options),
    statements: [exports.join("\n")],
  });
}

/** The code of one module of validators, its imports and export aside. */
export interface ValidatorCode {
  /** Constants and functions. */
  readonly code: string;
  /** The function that checks the input, or the shape. */
  readonly entry: string;
  /** The shapes whose checks the code calls but does not hold. */
  readonly called: readonly string[];
  /** What the validator leaves to the service. */
  readonly notices: readonly string[];
}

/**
 * Compiles the validator of an operation's input.
 *
 * @param separate Names of the shapes that modules of their own check; by default none, so that the code is complete.
 */
export function validatorCode(
  model: ServiceModel,
  operation: OperationModel,
  separate: ReadonlySet<string> = new Set(),
): ValidatorCode {
  const schema = operationSchema(model, operation, separate);
  const name = `${operation.name.slice(0, 1).toUpperCase()}${operation.name.slice(1)}Input`;
  // An input can hold another shape of this name, or itself.
  const isTaken = schema.shared.has(name) || schema.called.includes(name);
  return compile(schema, isTaken ? `checkWhole${name}` : `check${name}`);
}

function checkCode(
  model: ServiceModel,
  shape: StructureModel | UnionModel,
  separate: ReadonlySet<string>,
): ValidatorCode {
  return compile(shapeSchema(model, shape, separate), checkName(shape.name));
}

function compile({ root, shared, called, notices }: ModuleSchema, entry: string): ValidatorCode {
  const ajv = makeAjv();
  for (const [name, schema] of shared) ajv.addSchema(schema as AnySchemaObject, name);
  ajv.addSchema(root as AnySchemaObject, entry);
  const code = standalone.default(ajv, { [entry]: entry });

  const functions = new Map([[functionName(ajv, entry), entry]]);
  for (const name of shared.keys()) functions.set(functionName(ajv, name), checkName(name));
  return { code: formatSource(withOwnMembers(withMemberNames(tidy(code, functions)))), entry, called, notices };
}

function makeAjv(): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictTypes: false, // numbers have a keyword of ours in place of `type`
    strictNumbers: false, // NaN and the infinities are numbers; `number` refuses them where integers are asked for
    inlineRefs: false,
    messages: false, // the runtime words its own
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    code: { source: true, esm: true, lines: true, optimize: 1 },
  });
  for (const keyword of replacedKeywords) ajv.removeKeyword(keyword);
  for (const keyword of annotations) ajv.addKeyword(keyword);
  for (const keyword of keywords) ajv.addKeyword(keyword);
  return ajv;
}

/** The name that ajv gave the function of a compiled schema. */
function functionName(ajv: Ajv, schema: string): string {
  const name = ajv.getSchema(schema)?.source?.validateName;
  if (name === undefined) throw new Error(`ajv has not compiled the schema ${schema}`);
  return String(name);
}

/**
 * Makes ajv's code short and readable, and rids it of leftovers: functions are called by the names of their shapes and
 * take the path alone, findings are collected without a counter, hoisted constants are counted from one, and what nobody
 * reads (`schemaPath`, `evaluated`, `"use strict"`, whole schemas, ajv's own export) goes.
 */
function tidy(code: string, functions: ReadonlyMap<string, string>): string {
  const wrapped = new Map<string, string>();
  const tidied = code
    .replace('"use strict";', "")
    .replace(/^export const \w+ = \w+;$/m, "")
    .replace(/^\s*validate\d+\.evaluated = \{.*\};$/gm, "")
    .replace(/schemaPath:"(?:[^"\\]|\\.)*",/g, "")
    .replace(/\{instancePath="",.*?\}=\{\}/g, 'instancePath = ""')
    .replace(/\{instancePath:(.*?),parentData:.*?,rootData\}/g, "$1")
    .replace(
      /const (err\d+) = (\{.*\});\s*if\(vErrors === null\)\{\s*vErrors = \[\1\];\s*\}\s*else \{\s*vErrors\.push\(\1\);\s*\}\s*errors\+\+;/g,
      (_error, _name: string, finding: string) => `vErrors = ${callOfFound(finding)};`,
    )
    .replace(/^\s*let errors = 0;$/gm, "")
    .replace(/^\s*errors = vErrors\.length;$/gm, "")
    .replace(/return errors === 0;/g, "return vErrors === null;")
    .replace(/\bvErrors\b/g, "findings")
    .replace(/^const (wrapper\d+) = \{validate: (\w+)\};$/gm, (_line, wrapper: string, validate: string) => {
      wrapped.set(wrapper, validate);
      return "";
    })
    .replace(/\b(wrapper\d+)\.validate\b/g, (call, wrapper: string) => wrapped.get(wrapper) ?? call)
    .replace(/\b(wrapper\d+)\.errors\b/g, (call, wrapper: string) => `${wrapped.get(wrapper) ?? call}.errors`)
    .replace(/\bvalidate\d+\b/g, (name) => functions.get(name) ?? name);
  const used = tidied.replace(/^const (schema\d+) = .*;$/gm, (line, name: string) =>
    tidied.split(new RegExp(`\\b${name}\\b`)).length > 2 ? line : "",
  );
  return refuseLeftovers(recount(recount(used, /\bschema\d+\b/g, "values"), /\bpattern\d+\b/g, "pattern"));
}

/** The call that adds a finding, which ajv writes out as an object wherever there may be one. */
function callOfFound(finding: string): string {
  const parts =
    /^\{instancePath(?::\s*(.+?))?,\s*keyword:\s*"(\w+)",\s*params:\s*(\{.*\})(?:,\s*propertyName:\s*([\w$]+))?\}$/.exec(
      finding,
    );
  const [, path = "instancePath", keyword, params, propertyName] = parts ?? [];
  if (!(`${keyword}Rule` in runtimeSymbols)) {
    throw new Error(`The compiled validator has a finding of another form: ${finding}`);
  }
  return `found(vErrors, ${[path, `${keyword}Rule`, params, ...(propertyName === undefined ? [] : [propertyName])].join(", ")})`;
}

/** Members such as `constructor` are looked up as the object's own, since every object inherits something of that name. */
function withOwnMembers(code: string): string {
  return code.replace(/\b(data\d*)\.([\w$]+)/g, (lookup, data: string, name: string) =>
    isInherited(name) ? `ownMember(${data}, ${JSON.stringify(name)})` : lookup,
  );
}

/** Renames numbered constants in the order in which they stand: `schema31` becomes `values1`. */
function recount(code: string, numbered: RegExp, prefix: string): string {
  const names = new Map<string, string>();
  return code.replace(numbered, (name) => {
    const renamed = names.get(name) ?? `${prefix}${names.size + 1}`;
    names.set(name, renamed);
    return renamed;
  });
}

/** Code that would need ajv, or that a bundler could not drop, must not reach the output. */
function refuseLeftovers(code: string): string {
  for (const leftover of [
    /\brequire\(/,
    /\bnew RegExp\b/,
    /\bnew Function\b/,
    /\bvalidate\d+\b/,
    /\bwrapper\d+\b/,
    /(?<!\.)\berrors\b/,
  ]) {
    const match = leftover.exec(code);
    if (match !== null) throw new Error(`The compiled validator still holds ${match[0]}`);
  }
  return code;
}

/** The runtime functions that the code calls, and the rules that it names. */
function helpersIn(code: string): RuntimeSymbol[] {
  const called = new Set(Array.from(code.matchAll(/\b([A-Za-z]\w*)(?:\(|(?<=Rule)\b)/g), ([, name]) => name));
  return (Object.keys(runtimeSymbols) as RuntimeSymbol[]).filter((name) => called.has(name));
}
