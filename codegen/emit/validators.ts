import type { EmitOptions, Emitter, OutputFile } from "../emitter.js";
import type { OperationModel, ServiceModel } from "../service-model.js";
import { type CheckCode, compileCheck } from "./compile-check.js";
import { docCommentText } from "./doc-comment.js";
import { ImportCollector } from "./import-collector.js";
import { capitalise } from "./names.js";
import { type RuntimeSymbol, runtimeSymbols } from "./runtime-imports.js";
import { printSourceFile } from "./source-file.js";
import { type CheckModel, type ValidatorModel, validatorModel } from "./validator-schema.js";

/** Where the checks are that several operations call. */
const sharedPath = "validators/shapes.ts";

/**
 * Emits `validators/`: a module an operation with the validator of its input, `shapes.ts` with the checks that several of them
 * call, and an index. Each constrained shape is compiled once, to a function; a bundler keeps those that an operation calls.
 */
export const emitValidators: Emitter = (model, options) => {
  const validators = validatorModel(model, model.operations);
  const shared = sharedChecks(validators);
  return [
    ...model.operations.map((operation) => validatorModule(model, operation, options, validators, shared)),
    ...(shared.size === 0 ? [] : [sharedModule(model, options, validators, shared)]),
    validatorIndex(model, options),
  ];
};

/** What the validators leave to the service, one sentence each, sorted. */
export function validatorNotices(model: ServiceModel): readonly string[] {
  const { checks } = validatorModel(model, model.operations);
  return [...new Set([...checks.values()].flatMap(({ notices }) => notices))].sort();
}

/** The name under which an operation's validator is exported, such as `validatePutRecordInput`. */
export function validatorName(operation: OperationModel): string {
  return `validate${capitalise(operation.name)}Input`;
}

/** The module of an operation's validator, by its path in the output folder. */
export function validatorPath(operation: OperationModel): string {
  return `validators/${operation.fileName}.ts`;
}

/** The checks that an operation's validator consists of, complete: that of its input first. */
export function validatorCode(
  model: ServiceModel,
  operation: OperationModel,
): { readonly code: string; readonly entry: string } {
  const validators = validatorModel(model, [operation]);
  const checks = checksOf(operation, validators);
  const code = checks.map((check) => checkText(check, compileCheck(check))).join("\n\n");
  return { code, entry: checks[0]?.name ?? "" };
}

/** The checks of an operation, each before those it calls and was the first to call. */
function checksOf(operation: OperationModel, { checks, entries }: ValidatorModel): readonly CheckModel[] {
  const met = new Set<CheckModel>();
  const visit = (check: CheckModel | undefined): void => {
    if (check === undefined || met.has(check)) return;
    met.add(check);
    for (const called of check.called) visit(checks.get(called));
  };
  visit(entries.get(operation));
  return [...met];
}

/** The names of the checks that belong to several operations. */
function sharedChecks(validators: ValidatorModel): ReadonlySet<string> {
  const met = new Set<string>();
  const shared = new Set<string>();
  for (const operation of validators.entries.keys()) {
    for (const { name } of checksOf(operation, validators)) (met.has(name) ? shared : met).add(name);
  }
  return shared;
}

function validatorModule(
  model: ServiceModel,
  operation: OperationModel,
  options: EmitOptions,
  validators: ValidatorModel,
  shared: ReadonlySet<string>,
): OutputFile {
  const path = validatorPath(operation);
  const imports = new ImportCollector(path, options);
  const own = checksOf(operation, validators).filter(({ name }) => !shared.has(name));
  for (const name of own.flatMap(({ called }) => called)) {
    if (shared.has(name)) imports.module("./shapes.js", name, "value");
  }
  const [entry] = own;
  const comment = docCommentText({
    text: "",
    facts: entry?.notices ?? [],
  });
  const validator = `/* @__PURE__ */ ${imports.runtime("validatorOf")}(${entry?.name})`;
  const exported = `${comment}export const ${validatorName(operation)}: ${imports.runtime("Validator")} = ${validator};`;
  const checks = own.map((check) => ({ check: check === entry ? { ...check, notices: [] } : check, isShared: false }));
  return printChecks(model, options, { path, imports, exported: [exported], checks });
}

function sharedModule(
  model: ServiceModel,
  options: EmitOptions,
  { checks }: ValidatorModel,
  shared: ReadonlySet<string>,
): OutputFile {
  const imports = new ImportCollector(sharedPath, options);
  const sorted = [...shared].sort().flatMap((name) => checks.get(name) ?? []);
  return printChecks(model, options, {
    path: sharedPath,
    imports,
    exported: [],
    checks: sorted.map((check) => ({ check, isShared: true })),
  });
}

interface ModuleContent {
  readonly path: string;
  readonly imports: ImportCollector;
  readonly exported: readonly string[];
  readonly checks: readonly { readonly check: CheckModel; readonly isShared: boolean }[];
}

function printChecks(model: ServiceModel, options: EmitOptions, content: ModuleContent): OutputFile {
  const { path, imports, exported } = content;
  const checks = content.checks.map(({ check, isShared }) => {
    const compiled = compileCheck(check);
    for (const name of helpersIn(compiled.text)) imports.runtime(name);
    return { check, compiled, isShared };
  });
  if (checks.length > 0) imports.runtime("SchemaFindings");
  // Lines are broken at brackets, which mean something else in a regular expression: those are put in afterwards.
  const patterns: string[] = [];
  const statements = checks.map(({ check, compiled, isShared }) => {
    const constants = compiled.constants.map((line) =>
      line.replace(/^(const [\w$]+Pattern = )\/.*$/, (pattern, start: string) => {
        patterns.push(pattern);
        return `${start}0;`;
      }),
    );
    return checkText(check, { constants, text: isShared ? `export ${compiled.text}` : compiled.text });
  });
  const file = printSourceFile(model, options, { path, imports, statements: [...exported, ...statements] });
  const lines = patterns[Symbol.iterator]();
  return { path, text: file.text.replace(/^const [\w$]+Pattern = 0;$/gm, (line) => lines.next().value ?? line) };
}

function checkText({ notices }: CheckModel, { constants, text }: CheckCode): string {
  return [
    ...constants,
    ...(constants.length === 0 ? [] : [""]),
    docCommentText({ text: "", facts: notices }) + text,
  ].join("\n");
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

/** The runtime functions that the code calls or has in a table, and the rules that it names. */
function helpersIn(code: string): RuntimeSymbol[] {
  const names = code.matchAll(/"(?:[^"\\]|\\.)*"|(?<!\.)\b([A-Za-z]\w*)(?:\(|(?<=Rule)\b|(?<=: \w+)(?=,| \}))/g);
  const called = new Set(Array.from(names, ([, name]) => name));
  return (Object.keys(runtimeSymbols) as RuntimeSymbol[]).filter((name) => called.has(name));
}
