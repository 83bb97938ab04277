import type { Direction, ServiceModel, TypeModel } from "../service-model.js";
import type { ImportCollector } from "./import-collector.js";

/** Where a type is written: in which direction it travels and in which file, so that names get imported. */
export interface TypeScope {
  readonly model: ServiceModel;
  readonly direction: Direction;
  readonly imports: ImportCollector;
  /** True inside `types.ts`, where the shapes are declared and need no import. */
  readonly local: boolean;
}

/**
 * The TypeScript type of a member, element or value. Inputs are read-only and closed, so that callers may pass what they
 * have and typing errors show; outputs are plain and open, because the service may know more than the model.
 */
export function typeText(type: TypeModel, scope: TypeScope): string {
  const isInput = scope.direction === "input";
  switch (type.kind) {
    case "string":
      return "string";
    case "boolean":
      return "boolean";
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "float":
    case "double":
      return "number";
    case "bigInteger":
      return "bigint";
    case "bigDecimal":
      return "string";
    case "timestamp":
      return "Date";
    case "blob":
      return isInput ? scope.imports.runtime("BlobInput") : "Uint8Array";
    case "document":
      return scope.imports.runtime("DocumentValue");
    case "enum":
      return isInput
        ? shapeName(type.name, scope)
        : `${scope.imports.runtime("OpenEnum")}<${shapeName(type.name, scope)}>`;
    case "intEnum":
      return isInput ? shapeName(type.name, scope) : `${shapeName(type.name, scope)} | (number & {})`;
    case "structure":
      return shapeName(type.name, scope);
    case "union": {
      const shape = scope.model.shapes.get(type.name);
      const name = shapeName(type.name, scope);
      if (shape?.kind !== "union" || shape.endName === undefined) return name;
      return `${scope.imports.runtime("EventStream")}<${name}, ${shapeName(shape.endName, scope)}>`;
    }
    case "list": {
      const element = elementText(type.element, type.sparse, scope);
      return `${isInput ? "readonly " : ""}${/[ |&]/.test(element) ? `(${element})` : element}[]`;
    }
    case "map":
      return mapText(type, scope);
  }
}

/**
 * The keys of an input map that the model enumerates are spelled out, so that a wrong one does not compile. In outputs any
 * key may come.
 */
function mapText(type: Extract<TypeModel, { kind: "map" }>, scope: TypeScope): string {
  const value = elementText(type.value, type.sparse, scope);
  if (scope.direction === "output") return `{ [key: string]: ${value} }`;
  if (type.key.kind !== "enum") return `{ readonly [key: string]: ${value} }`;
  return `{ readonly [key in ${shapeName(type.key.name, scope)}]?: ${value} }`;
}

function elementText(type: TypeModel, sparse: boolean, scope: TypeScope): string {
  const text = typeText(type, scope);
  return sparse ? `${text} | null` : text;
}

function shapeName(name: string, scope: TypeScope): string {
  return scope.local ? name : scope.imports.type("types.ts", name);
}
