import type {
  MemberModel,
  OperationModel,
  PayloadLimitModel,
  ServiceModel,
  StructureModel,
  TypeModel,
  UnionModel,
} from "../service-model.js";
import { javascriptPattern } from "./smithy-pattern.js";

/** A JSON Schema with the keywords of `ajv-keywords.ts`. */
export type InputSchema = { readonly [keyword: string]: unknown };

/** What the validator of one operation is compiled from. */
export interface OperationSchema {
  /** The schema of the operation's input. */
  readonly input: InputSchema;
  /** The schemas of shapes that are recursive or met more than once, by name; `$ref` names them. */
  readonly shared: ReadonlyMap<string, InputSchema>;
  /** What the validator leaves to the service, one sentence each. */
  readonly notices: readonly string[];
}

/** Maps the input of an operation to the JSON Schema of what its validator accepts. */
export function operationSchema(model: ServiceModel, operation: OperationModel): OperationSchema {
  const mapping = new SchemaMapping(model, operation.input);
  const input = {
    ...mapping.structure(operation.input, operation.payloadLimit),
    ...payloadKeyword(operation.payloadLimit),
  };
  return { input, shared: mapping.shared, notices: [...mapping.notices] };
}

/** Collects, along one operation's input, the schemas to share and what cannot be checked. */
class SchemaMapping {
  readonly shared = new Map<string, InputSchema>();
  readonly notices = new Set<string>();
  readonly #model: ServiceModel;
  readonly #metTwice: ReadonlySet<string>;

  constructor(model: ServiceModel, input: StructureModel) {
    this.#model = model;
    this.#metTwice = shapesMetTwice(model, input);
  }

  structure(shape: StructureModel, payload?: PayloadLimitModel): InputSchema {
    const required = shape.members.filter(mustBeGiven).map((member) => member.name);
    return {
      type: "object",
      properties: this.#properties(shape, payload),
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    };
  }

  #union(shape: UnionModel): InputSchema {
    return {
      type: "object",
      properties: this.#properties(shape),
      union: true,
      additionalProperties: false,
    };
  }

  #properties(shape: StructureModel | UnionModel, payload?: PayloadLimitModel): Record<string, InputSchema> {
    // Built from entries, since a member may be called __proto__.
    return Object.fromEntries(
      shape.members.map((member) => {
        const schema = this.#type(member.type, `${shape.shapeName}$${member.name}`);
        return [member.name, payload?.entries === member.name ? limitEntries(schema, payload) : schema];
      }),
    );
  }

  #type(type: TypeModel, place: string): InputSchema {
    const { length, range, uniqueItems } = type.constraints;
    switch (type.kind) {
      case "string":
        return { type: "string", ...bounds("Length", length), ...this.#pattern(type, place) };
      case "enum":
        return { type: "string", enum: this.#enumValues(type.name) };
      case "intEnum":
        return { number: "integer", enum: this.#enumValues(type.name) };
      case "boolean":
        return { type: "boolean" };
      case "blob":
        return {
          blob: {
            ...(length?.min && { minBytes: length.min }),
            ...(length?.max !== undefined && { maxBytes: length.max }),
          },
        };
      case "timestamp":
        return { timestamp: true };
      case "document":
        return {};
      case "list":
        return {
          type: "array",
          items: this.#type(type.element, `${place}[]`),
          ...(type.sparse && { sparse: true }),
          ...bounds("Items", length),
          ...(uniqueItems && { uniqueItems: true }),
        };
      case "map":
        return {
          type: "object",
          mapKeys: this.#key(type.key, `${place}{}`),
          additionalProperties: this.#type(type.value, `${place}{}`),
          ...(type.sparse && { sparse: true }),
          ...bounds("Properties", length),
        };
      case "structure":
      case "union":
        return this.#named(type.name);
      case "bigInteger":
      case "bigDecimal":
        return {
          number: type.kind,
          ...(range?.min !== undefined && { bigMinimum: range.min }),
          ...(range?.max !== undefined && { bigMaximum: range.max }),
        };
      default:
        return {
          number: type.kind,
          ...(range?.min !== undefined && { minimum: range.min }),
          ...(range?.max !== undefined && { maximum: range.max }),
        };
    }
  }

  /** JavaScript's keys are strings: what is left to check are their constraints. */
  #key(type: TypeModel, place: string): InputSchema {
    const { type: _string, ...constraints } = this.#type(type, place);
    return constraints;
  }

  #named(name: string): InputSchema {
    const shape = this.#model.shapes.get(name);
    if (shape === undefined || shape.kind === "enum") throw new Error(`${name} is no structure or union of the model`);
    // An event stream does not travel in the JSON body.
    if (shape.kind === "union" && shape.streaming) return {};
    const schemaOf = (): InputSchema => (shape.kind === "union" ? this.#union(shape) : this.structure(shape));
    if (!this.#metTwice.has(name)) return schemaOf();
    if (!this.shared.has(name)) {
      this.shared.set(name, {}); // a recursive shape meets itself while it is being mapped
      this.shared.set(name, schemaOf());
    }
    return { $ref: name };
  }

  #enumValues(name: string): readonly (string | number)[] {
    const shape = this.#model.shapes.get(name);
    if (shape?.kind !== "enum") throw new Error(`${name} is no enum of the model`);
    return shape.values.map(({ value }) => value);
  }

  #pattern(type: TypeModel, place: string): InputSchema {
    const { pattern } = type.constraints;
    if (pattern === undefined) return {};
    if (javascriptPattern(pattern) !== undefined) return { pattern };
    this.notices.add(
      `The pattern ${pattern} of ${place} has no faithful JavaScript form: the service alone checks it.`,
    );
    return {};
  }
}

/** A member that has a default, or that the client fills with a token, may be left out although it is required. */
function mustBeGiven(member: MemberModel): boolean {
  return member.required && member.default === undefined && !member.idempotencyToken;
}

function bounds(
  what: "Length" | "Items" | "Properties",
  range?: { readonly min?: number; readonly max?: number },
): InputSchema {
  return {
    ...(range?.min !== undefined && range.min > 0 && { [`min${what}`]: range.min }),
    ...(range?.max !== undefined && { [`max${what}`]: range.max }),
  };
}

/** The list of entries takes no more of them than one call may carry. */
function limitEntries(list: InputSchema, { callEntries }: PayloadLimitModel): InputSchema {
  if (callEntries === undefined) return list;
  const maxItems = typeof list.maxItems === "number" ? Math.min(list.maxItems, callEntries) : callEntries;
  return { ...list, maxItems };
}

function payloadKeyword(limit?: PayloadLimitModel): InputSchema {
  if (limit === undefined || (limit.entryBytes === undefined && limit.callBytes === undefined)) return {};
  const { entries, counted, entryBytes, callBytes } = limit;
  return { payloadLimit: { entries, counted, entryBytes, callBytes } };
}

/** The structures and unions that an input meets more than once: by recursion, or at several places. */
function shapesMetTwice(model: ServiceModel, input: StructureModel): ReadonlySet<string> {
  const met = new Set<string>();
  const metTwice = new Set<string>();
  const visit = (type: TypeModel): void => {
    if (type.kind === "list") visit(type.element);
    if (type.kind === "map") visit(type.value);
    if (type.kind !== "structure" && type.kind !== "union") return;
    if (met.has(type.name)) {
      metTwice.add(type.name);
      return;
    }
    met.add(type.name);
    const shape = model.shapes.get(type.name);
    if (shape !== undefined && shape.kind !== "enum") for (const member of shape.members) visit(member.type);
  };
  for (const member of input.members) visit(member.type);
  return metTwice;
}
