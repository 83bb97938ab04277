import { compile } from "@jmespath-community/jmespath";
import { type CompareOperator, type Path, type PathFunction, pathFunctions } from "./path.js";

/** A path that is no JMESPath, or uses more of it than this generator turns into code. */
export class PathError extends Error {
  override readonly name: string = "PathError";
}

type ExpressionNode = ReturnType<typeof compile>;

const current: Path = { kind: "current" };
const operators: Readonly<Record<string, CompareOperator>> = {
  EQ: "==",
  NE: "!=",
  LT: "<",
  LTE: "<=",
  GT: ">",
  GTE: ">=",
};

/**
 * Parses a JMESPath expression.
 *
 * @throws {PathError} when it is not valid, or has a part that is not supported (slices, let, arithmetic, references).
 */
export function parsePath(text: string): Path {
  return convert(compiled(text), current, text);
}

function compiled(text: string): ExpressionNode {
  try {
    return compile(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PathError(`${text} is no JMESPath expression: ${reason}`, { cause });
  }
}

/** Converts a node that is evaluated against `of`. */
function convert(node: ExpressionNode, of: Path, text: string): Path {
  const inside = (child: ExpressionNode): Path => convert(child, current, text);
  switch (node.type) {
    case "Identity":
    case "Current":
      return of;
    case "Literal":
      return { kind: "literal", value: node.value };
    case "Field":
      return { kind: "field", of, name: node.name };
    case "Index":
      return { kind: "index", of, index: node.value };
    case "Subexpression":
    case "IndexExpression":
      return convert(node.right, convert(node.left, of, text), text);
    case "Flatten":
      return { kind: "flatten", of: convert(node.child, of, text) };
    case "Projection":
      return { kind: "elements", of: convert(node.left, of, text), body: inside(node.right) };
    case "ValueProjection":
      return { kind: "values", of: convert(node.left, of, text), body: inside(node.right) };
    case "FilterProjection": {
      const list = convert(node.left, of, text);
      return { kind: "filter", of: list, condition: inside(node.condition), body: inside(node.right) };
    }
    case "Pipe":
      return { kind: "pipe", left: convert(node.left, of, text), right: inside(node.right) };
    case "AndExpression":
      return scoped(of, { kind: "and", left: inside(node.left), right: inside(node.right) });
    case "OrExpression":
      return scoped(of, { kind: "or", left: inside(node.left), right: inside(node.right) });
    case "NotExpression":
      return scoped(of, { kind: "not", of: inside(node.child) });
    case "Comparator": {
      const operator = operators[node.name];
      if (operator === undefined) return refuse(node.name, text);
      return scoped(of, { kind: "compare", operator, left: inside(node.left), right: inside(node.right) });
    }
    case "Function":
      return scoped(of, { kind: "call", name: functionName(node.name, text), arguments: node.children.map(inside) });
    case "MultiSelectList":
      return scoped(of, { kind: "list", items: node.children.map(inside) });
    case "MultiSelectHash": {
      const entries = node.children.map(({ name, value }) => ({ name, value: inside(value) }));
      return scoped(of, { kind: "object", entries });
    }
    default:
      return refuse(node.type, text);
  }
}

/** An expression whose parts are evaluated against the current value, used on the value of `of`. */
function scoped(of: Path, expression: Path): Path {
  return of.kind === "current" ? expression : { kind: "pipe", left: of, right: expression };
}

function functionName(name: string, text: string): PathFunction {
  const known = pathFunctions.find((candidate) => candidate === name);
  return known ?? refuse(`the function ${name}()`, text);
}

function refuse(part: string, text: string): never {
  throw new PathError(`${text} uses ${part}, which this generator does not support in paths`);
}
