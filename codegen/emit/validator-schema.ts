import type {
  MemberModel,
  OperationModel,
  PayloadLimitModel,
  ServiceModel,
  StructureModel,
  TypeModel,
  UnionModel,
} from "../service-model.js";
import { CheckNames } from "./check-names.js";
import { isRepeated } from "./named-shapes.js";
import type { RuntimeSymbol } from "./runtime-imports.js";
import { javascriptPattern } from "./smithy-pattern.js";

/** A JSON Schema with the keywords of `ajv-keywords.ts`. It tells of one value; for what is in that it names functions. */
export type InputSchema = { readonly [keyword: string]: unknown };

/** The function that checks a member, element, key or value: `{ check: "checkStreamName" }`; none where anything will do. */
export type CalledCheck = { readonly check?: string };

/** One function that checks values of a constrained shape. */
export interface CheckModel {
  /** The function's name, such as `checkStreamName`. */
  readonly name: string;
  readonly schema: InputSchema;
  /** The generated functions that this one calls, each once. */
  readonly called: readonly string[];
  /** What the check leaves to the service, one sentence each. */
  readonly notices: readonly string[];
  /** Whether a call may hold many such values: their check is written to be fast, others to be short. */
  readonly repeated: boolean;
}

/** What the validators of a service are made of. */
export interface ValidatorModel {
  /** The checks by their names, in the order in which the operations meet them. */
  readonly checks: ReadonlyMap<string, CheckModel>;
  /** The check of each operation's input. */
  readonly entries: ReadonlyMap<OperationModel, CheckModel>;
}

/**
 * Maps the inputs of operations to the JSON Schemas of what their validators accept: one for each constrained shape, however
 * many members have it, and one for each input.
 */
export function validatorModel(model: ServiceModel, operations: readonly OperationModel[]): ValidatorModel {
  const mapping = new SchemaMapping(model);
  const entries = new Map(operations.map((operation) => [operation, mapping.input(operation)]));
  return { checks: mapping.checks, entries };
}

/** Where a type stands, for the names of what has none and for what is said of it. */
interface Place {
  /** The structure or union that holds the member. */
  readonly owner: StructureModel | UnionModel;
  /** The member, and what leads from it to the type: `TagsKey`. */
  readonly name: string;
  /** The same as people write it: `Tags{}`. */
  readonly path: string;
}

/** What a check is being put together from. */
interface Parts {
  readonly called: Set<string>;
  readonly notices: Set<string>;
}

class SchemaMapping {
  readonly checks = new Map<string, CheckModel>();
  readonly #names: CheckNames;
  readonly #model: ServiceModel;

  constructor(model: ServiceModel) {
    this.#model = model;
    this.#names = new CheckNames(model);
  }

  input({ name: operation, input, payloadLimit }: OperationModel): CheckModel {
    const name = this.#names.ofInput(operation);
    const parts = { called: new Set<string>(), notices: new Set<string>() };
    const schema = { ...this.#structure(input, parts, payloadLimit), ...payloadKeyword(payloadLimit) };
    return this.#add(name, schema, parts);
  }

  #add(name: string, schema: InputSchema, { called, notices }: Parts, repeated = false): CheckModel {
    const check = { name, schema, called: [...called], notices: [...notices], repeated };
    this.checks.set(name, check);
    return check;
  }

  #structure(shape: StructureModel, parts: Parts, payload?: PayloadLimitModel): InputSchema {
    const required = shape.members.filter(mustBeGiven).map(({ name }) => name);
    return {
      type: "object",
      ...(required.length > 0 && { required }),
      properties: this.#properties(shape, parts, payload),
      additionalProperties: false,
    };
  }

  #union(shape: UnionModel, parts: Parts): InputSchema {
    return { type: "object", properties: this.#properties(shape, parts), union: true, additionalProperties: false };
  }

  #properties(
    shape: StructureModel | UnionModel,
    parts: Parts,
    payload?: PayloadLimitModel,
  ): Record<string, CalledCheck> {
    return Object.fromEntries(
      shape.members.map((member) => {
        const place = { owner: shape, name: member.name, path: member.name };
        const type = payload?.entries === member.name ? limitEntries(member.type, payload) : member.type;
        return [member.name, this.#check(type, place, parts)];
      }),
    );
  }

  /** The call of a type's check, which is put together if nothing had one like it before. */
  #check(type: TypeModel, place: Place, parts: Parts): CalledCheck {
    if (type.kind === "document") return {};
    if (type.kind === "structure" || type.kind === "union") return this.#named(type.name, parts);
    const inner = { called: new Set<string>(), notices: parts.notices };
    const schema = this.#schema(type, place, inner);
    const plain = Object.keys(schema).length === 1 ? plainCheck(schema) : undefined;
    if (plain !== undefined) return { check: plain };
    const preferred = type.kind === "enum" || type.kind === "intEnum" ? type.name : (type.shapeName ?? place.name);
    const { name, isNew } = this.#names.of(preferred, place.owner.name + place.name, JSON.stringify(schema));
    if (isNew) this.#add(name, schema, { called: inner.called, notices: new Set() });
    parts.called.add(name);
    return { check: name };
  }

  #named(shapeName: string, parts: Parts): CalledCheck {
    const shape = this.#model.shapes.get(shapeName);
    if (shape === undefined || shape.kind === "enum")
      throw new Error(`${shapeName} is no structure or union of the model`);
    // An event stream does not travel in the JSON body.
    if (shape.kind === "union" && shape.streaming) return {};
    const { name, isNew } = this.#names.ofShape(shapeName);
    parts.called.add(name);
    if (isNew) {
      const inner = { called: new Set<string>(), notices: new Set<string>() };
      const schema = shape.kind === "union" ? this.#union(shape, inner) : this.#structure(shape, inner);
      this.#add(name, schema, inner, isRepeated(shape, this.#model));
    }
    return { check: name };
  }

  #schema(type: TypeModel, place: Place, parts: Parts): InputSchema {
    const { length, range, uniqueItems } = type.constraints;
    switch (type.kind) {
      case "string":
        return { type: "string", ...bounds("Length", length), ...pattern(type, place, parts) };
      case "enum":
        return { type: "string", enum: this.#enumValues(type.name) };
      case "intEnum":
        return { number: "integer", intEnum: this.#enumValues(type.name) };
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
      case "list":
        return {
          type: "array",
          ...bounds("Items", length),
          ...(uniqueItems && { uniqueItems: true }),
          items: this.#check(type.element, inside(place, type, "Element", "[]"), parts),
          ...(type.sparse && { sparse: true }),
        };
      case "map": {
        const key = this.#check(type.key, inside(place, type, "Key", "{}"), parts);
        return {
          type: "object",
          ...bounds("Properties", length),
          // JavaScript's keys are strings: what is left to check are their constraints.
          ...(key.check !== plainCheck({ type: "string" }) && { mapKeys: key }),
          additionalProperties: this.#check(type.value, inside(place, type, "Value", "{}"), parts),
          ...(type.sparse && { sparse: true }),
        };
      }
      case "bigInteger":
      case "bigDecimal":
        return {
          number: type.kind,
          ...(range?.min !== undefined && { bigMinimum: range.min }),
          ...(range?.max !== undefined && { bigMaximum: range.max }),
        };
      case "document":
      case "structure":
      case "union":
        throw new Error(`a ${type.kind} has no schema of its own`);
      default:
        return {
          number: type.kind,
          ...(range?.min !== undefined && { minimum: range.min }),
          ...(range?.max !== undefined && { maximum: range.max }),
        };
    }
  }

  #enumValues(name: string): readonly (string | number)[] {
    const shape = this.#model.shapes.get(name);
    if (shape?.kind !== "enum") throw new Error(`${name} is no enum of the model`);
    return shape.values.map(({ value }) => value);
  }
}

/** The runtime's function for a schema that has no more than a type; undefined where there is none. */
function plainCheck({ type, number, blob, timestamp }: InputSchema): RuntimeSymbol | undefined {
  if (type === "string") return "expectString";
  if (type === "boolean") return "expectBoolean";
  if (typeof number === "string") return numberCheck(number);
  if (typeof blob === "object" && Object.keys(blob ?? {}).length === 0) return "expectBlob";
  return timestamp === true ? "expectTimestamp" : undefined;
}

/** The runtime's function for one of Smithy's numbers. */
export function numberCheck(kind: string): RuntimeSymbol {
  const checks: Readonly<Record<string, RuntimeSymbol>> = {
    byte: "expectByte",
    short: "expectShort",
    integer: "expectInteger",
    long: "expectLong",
    bigInteger: "expectBigInteger",
    bigDecimal: "expectBigDecimal",
  };
  return checks[kind] ?? "expectNumber";
}

/** The place of an element, key or value, named after the list or map it is in. */
function inside(place: Place, { shapeName }: TypeModel, part: string, sign: string): Place {
  return { owner: place.owner, name: `${shapeName ?? place.name}${part}`, path: place.path + sign };
}

function pattern({ constraints }: TypeModel, { owner, path }: Place, { notices }: Parts): InputSchema {
  if (constraints.pattern === undefined) return {};
  if (javascriptPattern(constraints.pattern) !== undefined) return { pattern: constraints.pattern };
  const place = `${owner.shapeName}$${path}`;
  notices.add(
    `The pattern ${constraints.pattern} of ${place} has no faithful JavaScript form: the service alone checks it.`,
  );
  return {};
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
function limitEntries(list: TypeModel, { callEntries }: PayloadLimitModel): TypeModel {
  if (callEntries === undefined) return list;
  const { length } = list.constraints;
  const max = length?.max === undefined ? callEntries : Math.min(length.max, callEntries);
  return { ...list, constraints: { ...list.constraints, length: { ...length, max } } };
}

function payloadKeyword(limit?: PayloadLimitModel): InputSchema {
  if (limit === undefined || (limit.entryBytes === undefined && limit.callBytes === undefined)) return {};
  const { entries, counted, entryBytes, callBytes } = limit;
  return { payloadLimit: { entries, counted, entryBytes, callBytes } };
}
