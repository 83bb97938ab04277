import type { Expression, FunctionCall } from "../../endpoint-rules/rule-set.js";
import { access } from "../names.js";
import type { RuntimeSymbol } from "../runtime-imports.js";
import type { Scope, ValueType } from "./scope.js";

/** A rule's expression as TypeScript. */
export interface Compiled {
  readonly text: string;
  /** The text of the opposite, for booleans. */
  readonly negated?: string;
  readonly type: ValueType;
  /** Whether the value may be undefined. */
  readonly optional: boolean;
  /** Tests that must hold before the text may be evaluated: its arguments are there. */
  readonly guards: readonly string[];
  /** References that are certainly set once the value is true. */
  readonly sets?: readonly string[];
}

/** Runtime functions that rules call by other names, and what they return. */
const libraryFunctions: {
  readonly [fn: string]: { readonly symbol: RuntimeSymbol; readonly type: ValueType; readonly optional: boolean };
} = {
  "aws.partition": { symbol: "partition", type: "partition", optional: true },
  "aws.parseArn": { symbol: "parseArn", type: "arn", optional: true },
  "aws.isVirtualHostableS3Bucket": { symbol: "isVirtualHostableS3Bucket", type: "boolean", optional: false },
  isValidHostLabel: { symbol: "isValidHostLabel", type: "boolean", optional: false },
  parseURL: { symbol: "parseURL", type: "url", optional: true },
  split: { symbol: "split", type: "stringArray", optional: false },
  substring: { symbol: "substring", type: "string", optional: true },
  uriEncode: { symbol: "uriEncode", type: "string", optional: false },
};

/** Compiles an expression of the rules engine. */
export function compileExpression(expression: Expression, scope: Scope): Compiled {
  if (typeof expression === "string") return compileTemplate(expression, scope);
  if (typeof expression === "boolean")
    return { ...constant(String(expression), "boolean"), negated: String(!expression) };
  if (typeof expression === "number") return constant(String(expression), "number");
  if (isReference(expression)) return compileReference(expression.ref, scope);
  if (isCall(expression)) return compileCall(expression, scope);
  const items = expression.map((item) => compileExpression(item, scope));
  return {
    ...constant(`[${items.map(({ text }) => text).join(", ")}]`, "stringArray"),
    guards: guardsOf(items, false),
  };
}

function constant(text: string, type: ValueType): Compiled {
  return { text, type, optional: false, guards: [] };
}

function compileReference(name: string, scope: Scope): Compiled {
  const variable = scope.variable(name);
  const { identifier, type, optional } = variable;
  const negated = optional ? `${identifier} !== true` : `!${identifier}`;
  return { text: identifier, type, optional, guards: [], ...(type === "boolean" && { negated }) };
}

/** `{Name}` and `{Name#path}` are replaced, `{{` and `}}` are braces. */
function compileTemplate(template: string, scope: Scope): Compiled {
  const parts = template.split(/(\{\{|\}\}|\{[^{}]+\})/);
  const values: Compiled[] = [];
  let text = "";
  for (const part of parts) {
    if (part === "{{" || part === "}}") text += part.slice(1);
    else if (part.startsWith("{")) {
      const [name = "", path] = part.slice(1, -1).split("#");
      const value = path === undefined ? compileReference(name, scope) : compileAttribute({ ref: name }, path, scope);
      values.push(value);
      text += `\${${value.text}}`;
    } else text += part.replace(/[`\\]|\$(?=\{)/g, "\\$&");
  }
  if (values.length === 0)
    return constant(JSON.stringify(template.replace(/\{\{|\}\}/g, (brace) => brace.slice(1))), "string");
  const [only] = values;
  if (only !== undefined && text === `\${${only.text}}`) return only;
  return { ...constant(`\`${text}\``, "string"), guards: guardsOf(values, true) };
}

function compileCall({ fn, argv }: FunctionCall, scope: Scope): Compiled {
  const library = libraryFunctions[fn];
  if (library !== undefined) {
    const values = argv.map((argument) => compileExpression(argument, scope));
    const text = scope.call(
      library.symbol,
      values.map((value) => value.text),
    );
    const negated = library.type === "boolean" ? { negated: `!${text}` } : {};
    return { text, ...negated, type: library.type, optional: library.optional, guards: guardsOf(values, true) };
  }
  const [first = "", second = ""] = argv;
  switch (fn) {
    case "isSet":
      return compileIsSet(first, scope);
    case "not":
      return negate(compileExpression(first, scope));
    case "booleanEquals":
      return compileBooleanEquals(compileExpression(first, scope), compileExpression(second, scope));
    case "stringEquals":
      return compileStringEquals(argv, scope);
    case "getAttr":
      return compileAttribute(first, String(second), scope);
    case "coalesce":
      return compileCoalesce(argv, scope);
    case "ite":
      return compileChoice(argv, scope);
    default:
      throw new Error(`The endpoint rules call ${fn}, which the generator does not know`);
  }
}

function compileIsSet(argument: Expression, scope: Scope): Compiled {
  const value = compileExpression(argument, scope);
  const sets = isReference(argument) ? { sets: [argument.ref] } : {};
  if (!value.optional) return { ...constant("true", "boolean"), negated: "false", guards: value.guards, ...sets };
  return {
    ...constant(`${value.text} !== undefined`, "boolean"),
    negated: `${value.text} === undefined`,
    guards: value.guards,
    ...sets,
  };
}

function negate(value: Compiled): Compiled {
  if (value.negated === undefined) throw new Error(`The endpoint rules negate ${value.text}, which is no boolean`);
  const { negated, text, guards } = value;
  return { text: negated, negated: text, type: "boolean", optional: false, guards };
}

function compileBooleanEquals(left: Compiled, right: Compiled): Compiled {
  if (left.text === "true" || left.text === "false") return compileBooleanEquals(right, left);
  const guards = guardsOf([left, right], false);
  if (!left.optional && right.text === "true") return { ...left, guards };
  if (!left.optional && right.text === "false") return { ...negate(left), guards };
  return equality(left, right, guards, []);
}

function compileStringEquals(argv: readonly Expression[], scope: Scope): Compiled {
  const [left = "", right = ""] = argv;
  const [leftValue, rightValue] = [compileExpression(left, scope), compileExpression(right, scope)];
  const sets = [
    ...(isReference(left) && !rightValue.optional ? [left.ref] : []),
    ...(isReference(right) && !leftValue.optional ? [right.ref] : []),
  ];
  return equality(
    leftValue,
    rightValue,
    guardsOf([leftValue, rightValue], leftValue.optional && rightValue.optional),
    sets,
  );
}

function equality(left: Compiled, right: Compiled, guards: readonly string[], sets: readonly string[]): Compiled {
  return {
    ...constant(`${left.text} === ${right.text}`, "boolean"),
    negated: `${left.text} !== ${right.text}`,
    guards,
    sets,
  };
}

const attributeTypes: { readonly [attribute: string]: ValueType } = {
  supportsFIPS: "boolean",
  supportsDualStack: "boolean",
  isIp: "boolean",
  resourceId: "stringArray",
};

/** `name`, `name[0]` or `[0]`: one step by name, then perhaps one by index. */
function compileAttribute(of: Expression, path: string, scope: Scope): Compiled {
  const value = compileExpression(of, scope);
  const { name, index } = /^(?<name>[^[\]]*)(?:\[(?<index>-?\d+)\])?$/.exec(path)?.groups ?? {};
  if (name === undefined) throw new Error(`The endpoint rules read the attribute ${path}, which is no path`);
  const guards = guardsOf([value], true);
  if (name === "implicitGlobalRegion")
    return { ...constant(scope.call("globalRegion", [value.text]), "string"), guards };
  const attribute = name === "" ? value.text : `${value.text}${access(name)}`;
  if (index !== undefined) {
    const element = index.startsWith("-") ? `${attribute}.at(${index})` : `${attribute}[${index}]`;
    return { ...constant(element, "string"), optional: true, guards };
  }
  const type = attributeTypes[name] ?? "string";
  return { ...constant(attribute, type), guards, ...(type === "boolean" && { negated: `!${attribute}` }) };
}

function compileCoalesce(argv: readonly Expression[], scope: Scope): Compiled {
  const values = argv.map((argument) => compileExpression(argument, scope)).map(withoutGuards);
  // What follows a value that is always there is never asked for.
  const last = values.findIndex(({ optional }) => !optional);
  const asked = last === -1 ? values : values.slice(0, last + 1);
  const [first] = asked;
  if (first === undefined) throw new Error("coalesce takes at least one argument");
  if (asked.length === 1) return first;
  return { ...constant(`(${asked.map(({ text }) => text).join(" ?? ")})`, first.type), optional: last === -1 };
}

/** A value that is undefined where it could not be evaluated. */
function withoutGuards(value: Compiled): Compiled {
  if (value.guards.length === 0) return value;
  const text = `(${[...new Set(value.guards)].join(" && ")} ? ${value.text} : undefined)`;
  return { text, type: value.type, optional: true, guards: [] };
}

function compileChoice(argv: readonly Expression[], scope: Scope): Compiled {
  const [condition, yes, no] = argv.map((argument) => compileExpression(argument, scope));
  if (condition === undefined || yes === undefined || no === undefined) throw new Error("ite takes three arguments");
  const [whenTrue, whenFalse] = [withoutGuards(yes), withoutGuards(no)];
  const test = [...new Set([...condition.guards, testOf(condition)])].join(" && ");
  return {
    ...constant(`(${test} ? ${whenTrue.text} : ${whenFalse.text})`, yes.type),
    optional: whenTrue.optional || whenFalse.optional,
  };
}

/** The test of a condition: its value is neither undefined nor false. */
export function testOf({ text, type, optional }: Compiled): string {
  if (type === "boolean") return optional ? `${text} === true` : text;
  return optional ? `${text} !== undefined` : "true";
}

/** What must hold before values can be used; with `present`, that they are there as well. */
function guardsOf(values: readonly Compiled[], present: boolean): string[] {
  return values.flatMap(({ guards, optional, text }) => [
    ...guards,
    ...(present && optional ? [`${text} !== undefined`] : []),
  ]);
}

function isReference(expression: Expression): expression is { readonly ref: string } {
  return typeof expression === "object" && "ref" in expression;
}

function isCall(expression: Expression): expression is FunctionCall {
  return typeof expression === "object" && "fn" in expression;
}
