import type { JsonSchema } from "./json-schema.js";
import { traitSchemas } from "./trait-schemas.js";

const namespacePattern = "[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*";
const identifierPattern = "[A-Za-z_][A-Za-z0-9_]*";

/** An absolute id of a shape. */
export const shapeIdPattern: string = `^${namespacePattern}#${identifierPattern}$`;

/** An absolute id of a shape or of a member: what a file's `shapes` are keyed by. */
const shapeOrMemberIdPattern = `^${namespacePattern}#${identifierPattern}(?:\\$${identifierPattern})?$`;

const simpleTypes = [
  "blob",
  "boolean",
  "string",
  "byte",
  "short",
  "integer",
  "long",
  "float",
  "double",
  "bigInteger",
  "bigDecimal",
  "document",
  "timestamp",
] as const;

const reference = object({ target: { $ref: "#/$defs/shapeId" } }, ["target"]);
const references = { type: "array", items: { $ref: "#/$defs/reference" } };
const referenceMap = {
  type: "object",
  propertyNames: { pattern: `^${identifierPattern}$` },
  additionalProperties: { $ref: "#/$defs/reference" },
};
const members = {
  type: "object",
  propertyNames: { pattern: `^${identifierPattern}$` },
  additionalProperties: { $ref: "#/$defs/member" },
};

/** What all shapes may have. */
const common = { traits: { $ref: "#/$defs/traits" }, mixins: references };

/**
 * The JSON AST of Smithy 2.0 that this generator accepts. Trait values are held to `trait-schemas.ts`; traits without a
 * schema there may have any value, and `traits.ts` decides whether they may be there at all.
 */
export const astSchema: JsonSchema = {
  $id: "urn:shardwright:smithy-ast",
  ...object(
    {
      smithy: { type: "string", pattern: "^2(?:\\.\\d+)*$" },
      metadata: { type: "object" },
      shapes: {
        type: "object",
        propertyNames: { pattern: shapeOrMemberIdPattern },
        additionalProperties: { $ref: "#/$defs/shape" },
      },
    },
    ["smithy"],
  ),
  $defs: {
    shapeId: { type: "string", pattern: shapeIdPattern },
    reference,
    member: object({ target: { $ref: "#/$defs/shapeId" }, traits: { $ref: "#/$defs/traits" } }, ["target"]),
    traits: {
      type: "object",
      propertyNames: { pattern: shapeIdPattern },
      properties: traitSchemas,
    },
    shape: {
      type: "object",
      required: ["type"],
      discriminator: { propertyName: "type" },
      oneOf: [
        shape(simpleTypes, {}),
        shape(["list", "set"], { member: { $ref: "#/$defs/member" } }, ["member"]),
        shape(["map"], { key: { $ref: "#/$defs/member" }, value: { $ref: "#/$defs/member" } }, ["key", "value"]),
        shape(["structure", "union", "enum", "intEnum"], { members }),
        shape(["operation"], {
          input: { $ref: "#/$defs/reference" },
          output: { $ref: "#/$defs/reference" },
          errors: references,
        }),
        shape(["resource"], {
          identifiers: referenceMap,
          properties: referenceMap,
          ...Object.fromEntries(
            ["create", "put", "read", "update", "delete", "list"].map((key) => [key, { $ref: "#/$defs/reference" }]),
          ),
          operations: references,
          collectionOperations: references,
          resources: references,
        }),
        shape(["service"], {
          version: { type: "string" },
          operations: references,
          resources: references,
          errors: references,
          rename: {
            type: "object",
            propertyNames: { pattern: shapeIdPattern },
            additionalProperties: { type: "string", pattern: `^${identifierPattern}$` },
          },
        }),
        object({ type: { enum: ["apply"] }, traits: { $ref: "#/$defs/traits" } }, ["type", "traits"]),
      ],
    },
  },
};

function shape(types: readonly string[], properties: JsonSchema, required: readonly string[] = []): JsonSchema {
  return object({ type: { enum: types }, ...common, ...properties }, ["type", ...required]);
}

function object(properties: JsonSchema, required: readonly string[]): JsonSchema {
  return { type: "object", properties, required, additionalProperties: false };
}
