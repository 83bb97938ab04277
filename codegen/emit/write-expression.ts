import type { MemberModel, ServiceModel, TypeModel } from "../service-model.js";
import { writerName } from "./codec-names.js";
import type { ImportCollector } from "./import-collector.js";
import { namedShape } from "./named-shapes.js";

/** What the writers of one file are written with. */
export interface WriteScope {
  readonly model: ServiceModel;
  readonly imports: ImportCollector;
}

/** The call that writes the value that `value` names to the writer that `json` names. */
export function writeCall(type: TypeModel, value: string, json: string, scope: WriteScope): string {
  const { imports } = scope;
  const call = (writer: string, ...more: string[]): string => `${writer}(${[value, json, ...more].join(", ")})`;
  switch (type.kind) {
    case "timestamp": {
      const format = type.format === "epoch-seconds" ? [] : [JSON.stringify(type.format)];
      return call(imports.runtime("writeTimestamp"), ...format);
    }
    case "list":
      return call(imports.runtime("writeList"), elementWriter(type.element, "element", scope));
    case "map": {
      const writer = imports.runtime(type.sparse ? "writeSparseMap" : "writeMap");
      return call(writer, elementWriter(type.value, "entry", scope));
    }
    default:
      return call(plainWriter(type, scope));
  }
}

/** The writer of a type that needs nothing but a value and where to write it. */
function plainWriter(type: TypeModel, { imports, model }: WriteScope): string {
  switch (type.kind) {
    case "string":
    case "enum":
      return imports.runtime("writeString");
    case "float":
    case "double":
      return imports.runtime("writeNumber");
    case "blob":
      return imports.runtime("writeBlob");
    case "bigInteger":
      return imports.runtime("writeBigInteger");
    case "bigDecimal":
      return imports.runtime("writeBigDecimal");
    default: {
      // Booleans, whole numbers and documents are JSON as they are.
      const shape = namedShape(type, model);
      return shape === undefined ? imports.runtime("writeJson") : writerName(shape);
    }
  }
}

/** A function that writes one value: the writer itself where it needs nothing more. */
export function elementWriter(type: TypeModel, name: string, scope: WriteScope): string {
  const call = writeCall(type, name, "json", scope);
  const [, writer] = /^(\w+)\(\w+, json\)$/.exec(call) ?? [];
  return writer ?? `(${name}, json) => ${call}`;
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
