/**
 * The Smithy 2.0 JSON AST as this generator reads it. Values have this form once `codegen/validate/` let them through.
 */

/** Trait values by the trait's absolute shape id. */
export type Traits = { readonly [id: string]: unknown };

/** Anything that can carry traits. */
export interface TraitBearer {
  readonly traits?: Traits;
}

export interface Reference {
  readonly target: string;
}

export interface Member extends Reference, TraitBearer {}

/** Members by name, in the model's order. */
export type Members = { readonly [name: string]: Member };

interface Mixable extends TraitBearer {
  readonly mixins?: readonly Reference[];
}

export type SimpleType =
  | "blob"
  | "boolean"
  | "string"
  | "byte"
  | "short"
  | "integer"
  | "long"
  | "float"
  | "double"
  | "bigInteger"
  | "bigDecimal"
  | "document"
  | "timestamp";

export interface SimpleShape extends Mixable {
  readonly type: SimpleType;
}

export interface ListShape extends Mixable {
  readonly type: "list" | "set";
  readonly member: Member;
}

export interface MapShape extends Mixable {
  readonly type: "map";
  readonly key: Member;
  readonly value: Member;
}

/** Structures, unions and enums: the shapes with named members. */
export interface AggregateShape extends Mixable {
  readonly type: "structure" | "union" | "enum" | "intEnum";
  readonly members?: Members;
}

export interface OperationShape extends Mixable {
  readonly type: "operation";
  readonly input?: Reference;
  readonly output?: Reference;
  readonly errors?: readonly Reference[];
}

export interface ResourceShape extends Mixable {
  readonly type: "resource";
  readonly identifiers?: { readonly [name: string]: Reference };
  readonly properties?: { readonly [name: string]: Reference };
  readonly create?: Reference;
  readonly put?: Reference;
  readonly read?: Reference;
  readonly update?: Reference;
  readonly delete?: Reference;
  readonly list?: Reference;
  readonly operations?: readonly Reference[];
  readonly collectionOperations?: readonly Reference[];
  readonly resources?: readonly Reference[];
}

export interface ServiceShape extends Mixable {
  readonly type: "service";
  readonly version?: string;
  readonly operations?: readonly Reference[];
  readonly resources?: readonly Reference[];
  readonly errors?: readonly Reference[];
  readonly rename?: { readonly [shapeId: string]: string };
}

export type Shape = SimpleShape | ListShape | MapShape | AggregateShape | OperationShape | ResourceShape | ServiceShape;

/** Traits that one file adds to a shape, or to a member, that it or another file defines. */
export interface ApplyStatement {
  readonly type: "apply";
  readonly traits: Traits;
}

/** One file of a model. */
export interface AstDocument {
  readonly smithy: string;
  readonly metadata?: { readonly [key: string]: unknown };
  readonly shapes?: { readonly [id: string]: Shape | ApplyStatement };
}
