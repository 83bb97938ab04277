import type { Shape, SimpleType } from "../ast.js";

const simple: Readonly<Record<string, SimpleType>> = {
  BigDecimal: "bigDecimal",
  BigInteger: "bigInteger",
  Blob: "blob",
  Boolean: "boolean",
  Byte: "byte",
  Document: "document",
  Double: "double",
  Float: "float",
  Integer: "integer",
  Long: "long",
  PrimitiveBoolean: "boolean",
  PrimitiveByte: "byte",
  PrimitiveDouble: "double",
  PrimitiveFloat: "float",
  PrimitiveInteger: "integer",
  PrimitiveLong: "long",
  PrimitiveShort: "short",
  Short: "short",
  String: "string",
  Timestamp: "timestamp",
};

/** The shape that stands for nothing: no input, no output, a union member without a value. */
export const unitId = "smithy.api#Unit";

/** The shapes that every Smithy model has without defining them. */
export const prelude: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ...Object.entries(simple).map(([name, type]): [string, Shape] => [`smithy.api#${name}`, { type }]),
  [unitId, { type: "structure", members: {}, traits: { "smithy.api#unitType": {} } }],
]);
