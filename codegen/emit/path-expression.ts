import { PathError, parsePath } from "../paths/parse-path.js";
import type { CompareOperator, Path } from "../paths/path.js";
import type { ServiceModel, TypeModel } from "../service-model.js";
import { isPresent, namedShape } from "./named-shapes.js";
import { access } from "./names.js";
import { callFunction, valuesOf } from "./path-functions.js";
import {
  atom,
  bool,
  bracketed,
  conjunct,
  goesOnOptionally,
  type ListValue,
  type PathType,
  type PathValue,
  truthOf,
} from "./path-value.js";

/**
 * Compiles a JMESPath of a model (waiters, pagination, endpoint parameters) to a TypeScript expression over the generated
 * types: fields become member accesses, with `?.` exactly where the model lets a member be absent, projections become
 * `map` and `flatMap`. The types are followed all along, so a path that names a member that does not exist is refused, and
 * so is what cannot be said in an expression: throws {@link PathError} that tells what.
 */
export function compilePath(path: string, root: PathValue, model: ServiceModel): PathValue {
  return new PathCompiler(path, model).visit(parsePath(path), root, 0);
}

class PathCompiler {
  readonly #path: string;
  readonly #model: ServiceModel;

  constructor(path: string, model: ServiceModel) {
    this.#path = path;
    this.#model = model;
  }

  /** @param depth How many projections surround the node: names the variable of the next one. */
  visit(path: Path, current: PathValue, depth: number): PathValue {
    const value = (inner: Path): PathValue => this.visit(inner, current, depth);
    switch (path.kind) {
      case "current":
        return current;
      case "literal":
        return this.#literal(path.value);
      case "field":
        return this.#field(value(path.of), path.name);
      case "index":
        return this.#index(value(path.of), path.index);
      case "flatten":
        return this.#flatten(value(path.of));
      case "elements":
        return this.#project(this.#listOf(value(path.of)), path.body, depth);
      case "values":
        return this.#project(
          valuesOf(value(path.of), (reason) => this.#refuse(reason)),
          path.body,
          depth,
        );
      case "filter":
        return this.#project(this.#filter(this.#listOf(value(path.of)), path.condition, depth), path.body, depth);
      case "pipe":
        return this.visit(path.right, value(path.left), depth);
      case "list":
        return this.#multiSelect(path.items.map(value));
      case "compare":
        return this.#compare(path.operator, value(path.left), value(path.right));
      case "not":
        return bool(`!${atom(truthOf(value(path.of)))}`);
      case "and":
        return this.#and(value(path.left), value(path.right));
      case "or":
        return this.#or(value(path.left), value(path.right));
      case "call":
        return callFunction(path.name, path.arguments.map(value), (reason) => this.#refuse(reason));
      case "object":
        return this.#refuse("a selection of named values is not supported");
    }
  }

  #field(current: PathValue, name: string): PathValue {
    const { type } = current;
    if (type.kind === "record") return type.fields[name] ?? this.#refuse(`there is no ${name} at its start`);
    const step = `${bracketed(current)}${access(name, goesOnOptionally(current))}`;
    if (type.kind === "map") return { code: step, type: type.item, nullable: true, optionalNext: true };
    if (type.kind !== "structure") return this.#refuse(`${name} is asked of a ${type.kind}`);
    const { shape } = type;
    const member = shape.members.find((candidate) => candidate.name === name);
    if (member === undefined) return this.#refuse(`${shape.name} has no member ${name}`);
    const isAlwaysThere =
      shape.kind === "structure" && (shape.direction === "output" ? isPresent(member) : member.required);
    const optionalNext = !isAlwaysThere;
    return { code: step, type: this.#typeOf(member.type), nullable: current.nullable || optionalNext, optionalNext };
  }

  #typeOf(type: TypeModel): PathType {
    switch (type.kind) {
      case "string":
      case "enum":
      case "boolean":
        return { kind: type.kind === "boolean" ? "boolean" : "string" };
      case "byte":
      case "short":
      case "integer":
      case "long":
      case "float":
      case "double":
      case "intEnum":
        return { kind: "number" };
      case "list":
        return { kind: "list", item: this.#typeOf(type.element), itemNullable: type.sparse };
      case "map":
        return { kind: "map", item: this.#typeOf(type.value), itemNullable: type.sparse };
      case "structure":
      case "union": {
        const shape = namedShape(type, this.#model);
        return shape === undefined ? { kind: "other" } : { kind: "structure", shape };
      }
      default:
        return { kind: "other" };
    }
  }

  #literal(value: unknown): PathValue {
    const code = JSON.stringify(value);
    if (value === null) return { code: "undefined", type: { kind: "null" }, nullable: true };
    switch (typeof value) {
      case "string":
      case "number":
      case "boolean":
        return { code, type: { kind: typeof value as "string" | "number" | "boolean" }, nullable: false };
      default:
        if (Array.isArray(value)) return this.#multiSelect(value.map((item) => this.#literal(item)));
        return this.#refuse(`the literal ${code} is not supported`);
    }
  }

  #listOf(value: PathValue): ListValue {
    const { type } = value;
    return type.kind === "list" ? { ...value, type } : this.#refuse(`a ${type.kind} is projected like a list`);
  }

  #index(value: PathValue, index: number): PathValue {
    const list = this.#listOf(value);
    const code = `${bracketed(list)}${goesOnOptionally(list) ? "?." : "."}at(${index})`;
    return { code, type: list.type.item, nullable: true, optionalNext: true };
  }

  #flatten(value: PathValue): ListValue {
    const list = this.#listOf(value);
    const { item } = list.type;
    if (item.kind !== "list") return list;
    if (list.type.itemNullable) return this.#refuse("a list with nulls in it is flattened");
    return {
      code: `${bracketed(list)}${goesOnOptionally(list) ? "?." : "."}flat()`,
      type: item,
      nullable: list.nullable,
    };
  }

  #filter(list: ListValue, condition: Path, depth: number): ListValue {
    const item = itemOf(list, depth);
    const test = truthOf(this.visit(condition, item, depth + 1));
    const code = `${bracketed(list)}${goesOnOptionally(list) ? "?." : "."}filter((${item.code}) => ${test})`;
    return { code, type: list.type, nullable: list.nullable };
  }

  /** Each item's `right`, without the nulls. */
  #project(list: ListValue, right: Path, depth: number): ListValue {
    const item = itemOf(list, depth);
    const result = this.visit(right, item, depth + 1);
    const step = `${bracketed(list)}${goesOnOptionally(list) ? "?." : "."}`;
    const type = { kind: "list", item: result.type, itemNullable: false } as const;
    if (!result.nullable) {
      const code = result.code === item.code ? list.code : `${step}map((${item.code}) => ${result.code})`;
      return { ...list, code, type };
    }
    const { nullable } = list;
    // flatMap drops what is absent, unless the item is a list itself, which it would take apart.
    if (result.type.kind !== "list") {
      return { code: `${step}flatMap((${item.code}) => ${bracketed(result)} ?? [])`, type, nullable };
    }
    const code = `${step}map((${item.code}) => ${result.code}).filter((value) => value != null)`;
    return { code, type, nullable };
  }

  #multiSelect(values: readonly PathValue[]): PathValue {
    const [first] = values;
    if (first === undefined) return this.#refuse("an empty selection is not supported");
    const item = first.type;
    if (values.some(({ type }) => type.kind !== item.kind))
      return this.#refuse("a selection of different types is not supported");
    const type = { kind: "list", item, itemNullable: values.some(({ nullable }) => nullable) } as const;
    return { code: `[${values.map(({ code }) => code).join(", ")}]`, type, nullable: false };
  }

  #compare(operator: CompareOperator, left: PathValue, right: PathValue): PathValue {
    const isEquality = operator === "==" || operator === "!=";
    if (left.type.kind === "null" || right.type.kind === "null") {
      if (!isEquality) return bool("false");
      return bool(`${bracketed(left.type.kind === "null" ? right : left)} ${operator} null`);
    }
    for (const { type } of [left, right]) {
      if (["list", "map", "structure", "record", "other"].includes(type.kind)) {
        return this.#refuse(`a ${type.kind} is compared`);
      }
    }
    if (isEquality) {
      // Values of different types are never equal; TypeScript would refuse to compare them.
      if (left.type.kind !== right.type.kind) return bool(String(operator === "!="));
      return bool(`${bracketed(left)} ${operator}= ${bracketed(right)}`);
    }
    if (left.type.kind !== "number" || right.type.kind !== "number") return bool("false");
    // An order with null is never true, as one with NaN is not.
    const side = (value: PathValue): string =>
      value.nullable ? `(${bracketed(value)} ?? Number.NaN)` : bracketed(value);
    return bool(`${side(left)} ${operator} ${side(right)}`);
  }

  #and(left: PathValue, right: PathValue): PathValue {
    return bool(`${conjunct(truthOf(left))} && ${conjunct(truthOf(right))}`);
  }

  /** The first value if it is true, otherwise the second: a value, not only a truth. */
  #or(left: PathValue, right: PathValue): PathValue {
    if (left.type.kind === "boolean" && right.type.kind === "boolean") {
      return bool(`${conjunct(truthOf(left))} || ${conjunct(truthOf(right))}`);
    }
    if (left.type.kind !== right.type.kind || left.type.kind === "list" || left.type.kind === "map") {
      return this.#refuse(`|| between a ${left.type.kind} and a ${right.type.kind} is not supported`);
    }
    const operator = left.type.kind === "string" ? "||" : "??";
    const code = `${bracketed(left)} ${operator} ${bracketed(right)}`;
    return { code, type: left.type, nullable: right.nullable, optionalNext: right.nullable, loose: true };
  }

  #refuse(reason: string): never {
    throw new PathError(`${this.#path}: ${reason}`);
  }
}

const itemNames = ["item", "inner", "innermost"];

function itemOf(list: ListValue, depth: number): PathValue {
  const nullable = list.type.itemNullable;
  return { code: itemNames[depth] ?? `item${depth}`, type: list.type.item, nullable, optionalNext: nullable };
}
