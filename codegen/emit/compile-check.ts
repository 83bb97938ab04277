import { Ajv, type AnySchemaObject } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { lowerCamelCase } from "../normalise/casing.js";
import { annotations, keywords, replacedKeywords } from "./ajv-keywords.js";
import { formatSource } from "./format-source.js";
import { lineWidth } from "./long-lines.js";
import { runtimeSymbols } from "./runtime-imports.js";
import { tableCheck } from "./table-check.js";
import type { CheckModel } from "./validator-schema.js";

/** One check as source text. */
export interface CheckCode {
  /** Constants that the function reads, a line each. */
  readonly constants: readonly string[];
  /** `function checkStreamName(data: any): SchemaFindings { ... }` */
  readonly text: string;
}

/** Compiles a check by ajv, to plain code that needs neither ajv nor `eval` at run time. */
export function compileCheck(check: CheckModel): CheckCode {
  const { name, schema } = check;
  const table = tableCheck(check);
  if (table !== undefined) return { constants: [], text: table };
  const code = standalone.default(ajv, ajv.compile(schema as AnySchemaObject));
  ajv.removeSchema(schema as AnySchemaObject);
  const [body] = /^function [\s\S]*\}/m.exec(code) ?? [""];
  const stem = lowerCamelCase(name.replace(/^check/, ""));
  const constants: string[] = [];
  const renamed = renameVariables(tidy(body, name), (variable) => {
    if (!/^(?:pattern|schema)\d+$/.test(variable)) return undefined;
    const [, value = ""] = new RegExp(`^const ${variable} = (.*);$`, "m").exec(code) ?? [];
    const isPattern = variable.startsWith("pattern");
    const constant = `${stem}${isPattern ? "Pattern" : "Values"}`;
    const line = `const ${constant} = ${value};`;
    if (!constants.includes(line)) constants.push(line);
    return constant;
  });
  const text = joinShortBlocks(formatSource(refuseLeftovers(renumber(renamed))));
  return { constants: constants.map((line) => (/Pattern = \//.test(line) ? line : formatSource(line))), text };
}

const ajv = makeAjv();

function makeAjv(): Ajv {
  const made = new Ajv({
    allErrors: true,
    strict: true,
    strictTypes: false, // numbers have a keyword of ours in place of `type`
    strictNumbers: false, // NaN and the infinities are numbers; `number` refuses them where integers are asked for
    messages: false, // the runtime words its own
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    code: { source: true, esm: true, lines: true, optimize: 1 },
  });
  for (const keyword of replacedKeywords) made.removeKeyword(keyword);
  for (const keyword of annotations) made.addKeyword(keyword);
  for (const keyword of keywords) made.addKeyword(keyword);
  return made;
}

/**
 * Makes ajv's code short and readable: the function is called by the name of its shape, takes the value alone and returns
 * what it found, and what nobody reads (`schemaPath`, the path, the counter of findings) goes.
 */
function tidy(code: string, name: string): string {
  return code
    .replace(/^function validate\d+\(data, \{.*?\}=\{\}\)\{$/m, `function ${name}(data: any): SchemaFindings {`)
    .replace(
      /const (err\d+) = (\{.*\});\s*if\(vErrors === null\)\{\s*vErrors = \[\1\];\s*\}\s*else \{\s*vErrors\.push\(\1\);\s*\}\s*errors\+\+;/g,
      (_error, _name: string, finding: string) => `vErrors = ${callOfFound(finding)};`,
    )
    .replace(/^\s*let errors = 0;$/gm, "")
    .replace(/^\s*validate\d+\.errors = vErrors;$/gm, "")
    .replace(/return errors === 0;/g, "return vErrors;")
    .replace(/let vErrors = null;\s*vErrors = (.*);$/m, "let vErrors = $1;")
    .replace(/let vErrors = null;/, "let vErrors: SchemaFindings = null;")
    .replace(
      /let vErrors: SchemaFindings = null;\s*if\([^\n]*\)\{\n([\s\S]*)\}\s*else \{\s*vErrors = wrongType\(vErrors, "(string|object|array)"\);\s*\}\s*return vErrors;/,
      (_checks, body: string, type: keyof typeof typeChecks) =>
        `let vErrors = ${typeChecks[type]}(data);\nif(vErrors === null){\n${body}}\nreturn vErrors;`,
    );
}

/** The runtime's functions for what a value must be before anything else can be checked. */
const typeChecks = { string: "expectString", object: "expectObject", array: "expectList" } as const;

/** A block of one statement goes without its braces where it fits on the line, and nothing follows it. */
function joinShortBlocks(text: string): string {
  return text.replace(
    /^( *)((?:if|for) \(.*\)) \{\n +([^\n]*;)\n\1\}$/gm,
    (block, indent: string, head: string, statement: string) => {
      const line = `${indent}${head} ${statement}`;
      return line.length <= lineWidth ? line : block;
    },
  );
}

/** The call that adds a finding, which ajv writes out as an object wherever there may be one. */
function callOfFound(finding: string): string {
  const [, keyword = "", params = ""] =
    /^\{instancePath,.*?keyword:\s*"(\w+)",\s*params:\s*(\{.*\})\}$/.exec(finding) ?? [];
  const [, only] = /^\{(?:type|missingProperty):\s*("(?:[^"\\]|\\.)*"|\w+)\}$/.exec(params) ?? [];
  const short = shortReports[keyword];
  if (short !== undefined && only !== undefined) return `${short}(vErrors, ${only})`;
  if (!(`${keyword}Rule` in runtimeSymbols)) {
    throw new Error(`The compiled check has a finding of another form: ${finding}`);
  }
  return `found(vErrors, ${keyword}Rule, ${params})`;
}

/** Findings that a function of the runtime words. */
const shortReports: Readonly<Record<string, string>> = {
  type: "wrongType",
  required: "missing",
};

/** ajv numbers its variables: the first of its kind needs no number. */
function renumber(code: string): string {
  const names = new Map([["vErrors", "findings"]]);
  const counts = new Map<string, number>();
  return renameVariables(code, (name) => {
    const [, kind] =
      /^(key|i|bytes|callBytes|entries|entry|value|present|seen|element|identity|first)\d+$/.exec(name) ?? [];
    if (kind === undefined || names.has(name)) return names.get(name);
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    names.set(name, count === 1 ? kind : `${kind}${count}`);
    return names.get(name);
  });
}

/** Strings, and names: members may be called as variables are. */
const stringOrName = /"(?:[^"\\]|\\.)*"|(?<!\.)\b[A-Za-z_$][\w$]*/g;

function renameVariables(code: string, nameOf: (name: string) => string | undefined): string {
  return code.replace(stringOrName, (token) => (token.startsWith('"') ? token : (nameOf(token) ?? token)));
}

/** Code that would need ajv, or that a bundler could not drop, must not reach the output. */
function refuseLeftovers(code: string): string {
  for (const [name] of code.matchAll(stringOrName)) {
    if (/^(?:require|RegExp|Function|errors|instancePath|(?:validate|schema|pattern)\d+)$/.test(name))
      throw new Error(`The compiled check still holds ${name}`);
  }
  return code;
}
