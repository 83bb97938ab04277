import type {
  MemberModel,
  OperationModel,
  PayloadLimitModel,
  ServiceModel,
  StructureModel,
  TypeModel,
  UnionModel,
} from "../service-model.js";
import { innerTypes, namedShape } from "./named-shapes.js";
import { javascriptPattern } from "./smithy-pattern.js";

/** A JSON Schema with the keywords of `ajv-keywords.ts`. */
export type InputSchema = { readonly [keyword: string]: unknown };

/** ajv passes over a property called `__proto__`. No member of a model can have the name that stands in for it. */
const standIn = "$__proto__$";

function propertyInSchema(member: string): string {
  return member === "__proto__" ? standIn : member;
}

/** Code that was compiled from a schema, with the members' own names. */
export function withMemberNames(code: string): string {
  return code.replaceAll(standIn, "__proto__");
}

/** What one module of validators is compiled from. */
export interface ModuleSchema {
  /** The schema of the operation's input, or of the shape that the module checks. */
  readonly root: InputSchema;
  /** The schemas of shapes that are recursive or met more than once, by name; `$ref` names them. */
  readonly shared: ReadonlyMap<string, InputSchema>;
  /** The shapes that modules of their own check, sorted by name; the keyword `check` names them. */
  readonly called: readonly string[];
  /** What the validator leaves to the service, one sentence each. */
  readonly notices: readonly string[];
}

/**
 * Maps the input of an operation to the JSON Schema of what its validator accepts.
 *
 * @param separate Names of the shapes that modules of their own check: those of `separateShapes`, or none.
 */
export function operationSchema(
  model: ServiceModel,
  operation: OperationModel,
  separate: ReadonlySet<string>,
): ModuleSchema {
  const mapping = new SchemaMapping(model, operation.input, separate);
  return mapping.result({
    ...mapping.structure(operation.input, operation.payloadLimit),
    ...payloadKeyword(operation.payloadLimit),
  });
}

/** Maps a shape that has a module of its own to the JSON Schema of what its check accepts. */
export function shapeSchema(
  model: ServiceModel,
  shape: StructureModel | UnionModel,
  separate: ReadonlySet<string>,
): ModuleSchema {
  const mapping = new SchemaMapping(model, shape, separate);
  return mapping.result(mapping.shape(shape));
}

/** Collects, along all that one module checks, the schemas to share and what cannot be checked. */
class SchemaMapping {
  readonly #shared = new Map<string, InputSchema>();
  readonly #called = new Set<string>();
  readonly #notices = new Set<string>();
  readonly #model: ServiceModel;
  readonly #separate: ReadonlySet<string>;
  readonly #metTwice: ReadonlySet<string>;

  constructor(model: ServiceModel, root: StructureModel | UnionModel, separate: ReadonlySet<string>) {
    this.#model = model;
    this.#separate = separate;
    this.#metTwice = shapesMetTwice(model, root, separate);
  }

  result(root: InputSchema): ModuleSchema {
    return { root, shared: this.#shared, called: [...this.#called].sort(), notices: [...this.#notices] };
  }

  shape(shape: StructureModel | UnionModel): InputSchema {
    return shape.kind === "union" ? this.#union(shape) : this.structure(shape);
  }

  structure(shape: StructureModel, payload?: PayloadLimitModel): InputSchema {
    const required = shape.members.filter(mustBeGiven).map(({ name }) => propertyInSchema(name));
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
    return Object.fromEntries(
      shape.members.map((member) => {
        const schema = this.#type(member.type, `${shape.shapeName}$${member.name}`);
        return [
          propertyInSchema(member.name),
          payload?.entries === member.name ? limitEntries(schema, payload) : schema,
        ];
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
    if (this.#separate.has(name)) {
      this.#called.add(name);
      return { check: name };
    }
    if (!this.#metTwice.has(name)) return this.shape(shape);
    if (!this.#shared.has(name)) {
      this.#shared.set(name, {}); // a recursive shape meets itself while it is being mapped
      this.#shared.set(name, this.shape(shape));
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
    this.#notices.add(
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

/** The structures and unions that one module meets more than once, by recursion or at several places, and checks itself. */
function shapesMetTwice(
  model: ServiceModel,
  root: StructureModel | UnionModel,
  separate: ReadonlySet<string>,
): ReadonlySet<string> {
  const met = new Set<string>();
  const metTwice = new Set<string>();
  const visit = (type: TypeModel): void => {
    for (const inner of innerTypes(type)) visit(inner);
    const shape = namedShape(type, model);
    if (shape === undefined || separate.has(shape.name)) return;
    if (met.has(shape.name)) {
      metTwice.add(shape.name);
      return;
    }
    met.add(shape.name);
    for (const member of shape.members) visit(member.type);
  };
  for (const member of root.members) visit(member.type);
  return metTwice;
}
