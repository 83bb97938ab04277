import type { MemberModel, ServiceModel, TypeModel } from "../service-model.js";
import { writerName } from "./codec-names.js";
import type { ImportCollector } from "./import-collector.js";
import { namedShape } from "./named-shapes.js";

/** What the writers of one file are written with. */
export interface WriteScope {
  readonly model: ServiceModel;
  readonly imports: ImportCollector;
}

/** The expression that turns the value that `value` names into JSON. */
export function writeExpression(type: TypeModel, value: string, scope: WriteScope): string {
  const { imports, model } = scope;
  switch (type.kind) {
    case "float":
    case "double":
      return `${imports.runtime("writeNumber")}(${value})`;
    case "blob":
      return `${imports.runtime("writeBlob")}(${value})`;
    case "timestamp":
      return `${imports.runtime("writeTimestamp")}(${value}, ${JSON.stringify(type.format)})`;
    case "bigInteger":
      return `${imports.runtime("writeBigInteger")}(${value})`;
    case "bigDecimal":
      return `${imports.runtime("writeBigDecimal")}(${value})`;
    case "list":
      return `${imports.runtime("writeList")}(${value}, ${elementWriter(type.element, "element", scope)})`;
    case "map": {
      const write = imports.runtime(type.sparse ? "writeSparseMap" : "writeMap");
      return `${write}(${value}, ${elementWriter(type.value, "entry", scope)})`;
    }
    default: {
      // Strings, booleans, whole numbers and documents are JSON as they are.
      const shape = namedShape(type, model);
      return shape === undefined ? value : `${writerName(shape)}(${value})`;
    }
  }
}

/** A function that writes one element: the writer itself where it needs nothing but the value. */
function elementWriter(type: TypeModel, name: string, scope: WriteScope): string {
  const expression = writeExpression(type, name, scope);
  if (expression === name) return scope.imports.runtime("passThrough");
  const [writer, only] = /^(\w+)\((\w+)\)$/.exec(expression)?.slice(1) ?? [];
  return writer !== undefined && only === name ? writer : `(${name}) => ${expression}`;
}

/** The input value of a member's default, as a caller would have given it. */
export function defaultInput(member: MemberModel): string {
  const { type, default: value } = member;
  switch (type.kind) {
    case "timestamp":
      return typeof value === "number" ? `new Date(${value * 1000})` : `new Date(${JSON.stringify(value)})`;
    case "blob":
      return JSON.stringify({ base64: value }).replace('{"base64":', "{ base64: ").replace(/\}$/, " }");
    case "bigInteger":
      return `${String(value)}n`;
    case "bigDecimal":
      return JSON.stringify(String(value));
    default:
      return JSON.stringify(value);
  }
}
