import type { MemberModel, ServiceModel, StructureModel, TypeModel, UnionModel } from "../service-model.js";
import { readerName } from "./codec-names.js";
import type { ImportCollector } from "./import-collector.js";
import { isEventStream, namedShape, shapeHolds } from "./named-shapes.js";

/** What the readers of one file are written with. */
export interface ReadScope {
  readonly model: ServiceModel;
  readonly imports: ImportCollector;
}

/** Whether reading a shape takes the context: it depends on how the caller wants blobs, or holds an event stream. */
export function takesContext(shape: StructureModel | UnionModel, model: ServiceModel): boolean {
  return shapeHolds(shape, model, (type) => type.kind === "blob" || isEventStream(type, model));
}

/** The call that reads a structure or union from the JSON object that `json` names. */
export function readShapeCall(shape: StructureModel | UnionModel, json: string, scope: ReadScope): string {
  return `${readerName(shape)}(${json}${takesContext(shape, scope.model) ? ", context" : ""})`;
}

/** The expression that reads a value of a type from the JSON value that `json` names. */
export function readExpression(type: TypeModel, json: string, scope: ReadScope): string {
  const { imports } = scope;
  switch (type.kind) {
    case "string":
    case "enum":
      return `${imports.runtime("readString")}(${json})`;
    case "boolean":
      return `${imports.runtime("readBoolean")}(${json})`;
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "intEnum":
      return `${imports.runtime("readInteger")}(${json})`;
    case "float":
    case "double":
      return `${imports.runtime("readNumber")}(${json})`;
    case "bigInteger":
      return `${imports.runtime("readBigInteger")}(${json})`;
    case "bigDecimal":
      return `${imports.runtime("readBigDecimal")}(${json})`;
    case "timestamp":
      return `${imports.runtime("readTimestamp")}(${json}${type.format === "epoch-seconds" ? "" : `, ${JSON.stringify(type.format)}`})`;
    case "blob":
      return `${imports.runtime("readBlob")}(${json}, context)`;
    case "document":
      return `${imports.runtime("readDocument")}(${json})`;
    case "list": {
      const read = imports.runtime(type.sparse ? "readSparseList" : "readList");
      return `${read}(${json}, ${elementReader(type.element, "element", scope)})`;
    }
    case "map": {
      const read = imports.runtime(type.sparse ? "readSparseMap" : "readMap");
      return `${read}(${json}, ${elementReader(type.value, "entry", scope)})`;
    }
    case "structure":
    case "union":
      return readShapeCall(shapeOf(type, scope.model), `${imports.runtime("readObject")}(${json})`, scope);
  }
}

/** A function that reads one value: the reader itself where it needs nothing but the value. */
export function elementReader(type: TypeModel, name: string, scope: ReadScope): string {
  const expression = readExpression(type, name, scope);
  const [reader, only] = /^(\w+)\((\w+)\)$/.exec(expression)?.slice(1) ?? [];
  return reader !== undefined && only === name ? reader : `(${name}) => ${expression}`;
}

/**
 * What stands in for a member that the model promises and the response lacks: its default, or the zero of its type, as
 * Smithy's client error correction has it.
 */
export function missingValue(member: MemberModel, scope: ReadScope): string {
  return member.default === undefined || member.default === null
    ? zeroValue(member.type, scope)
    : defaultValue(member.type, member.default, scope);
}

function zeroValue(type: TypeModel, scope: ReadScope): string {
  switch (type.kind) {
    case "string":
    case "enum":
      return '""';
    case "boolean":
      return "false";
    case "bigInteger":
      return "0n";
    case "bigDecimal":
      return '"0"';
    case "timestamp":
      return "new Date(0)";
    case "blob":
      return `${scope.imports.runtime("emptyBlob")}(context)`;
    case "document":
      return "null";
    case "list":
      return "[]";
    case "map":
      return "{}";
    case "structure":
      return readShapeCall(shapeOf(type, scope.model), "{}", scope);
    case "union":
      return '{ $unknown: ["", undefined] }';
    default:
      return "0";
  }
}

function defaultValue(type: TypeModel, value: unknown, scope: ReadScope): string {
  switch (type.kind) {
    case "timestamp":
      return typeof value === "number" ? `new Date(${value * 1000})` : `new Date(${JSON.stringify(value)})`;
    case "blob":
      return value === "" ? zeroValue(type, scope) : readExpression(type, JSON.stringify(value), scope);
    case "bigInteger":
      return `${String(value)}n`;
    case "bigDecimal":
      return JSON.stringify(String(value));
    default:
      return JSON.stringify(value);
  }
}

function shapeOf(type: TypeModel, model: ServiceModel): StructureModel | UnionModel {
  const shape = namedShape(type, model);
  if (shape === undefined) throw new Error(`A ${type.kind} is no structure or union.`);
  return shape;
}
