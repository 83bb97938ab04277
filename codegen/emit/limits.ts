import type { Emitter } from "../emitter.js";
import type {
  MemberModel,
  OperationModel,
  PayloadLimitModel,
  RateLimitModel,
  ServiceModel,
  StructureModel,
  TypeModel,
  UnionModel,
} from "../service-model.js";
import { memberFacts } from "./constraint-facts.js";
import { docCommentText } from "./doc-comment.js";
import { ImportCollector } from "./import-collector.js";
import { limitShapes } from "./limit-shapes.js";
import { type Limit, LimitTypes, LimitValues, type MemberLimits } from "./limit-texts.js";
import { held, innerTypes, namedShape } from "./named-shapes.js";
import { limitsConstant, propertyName } from "./names.js";
import { bytes } from "./operation-doc.js";
import { printSourceFile } from "./source-file.js";

type Shapes = readonly (StructureModel | UnionModel)[];

/** Where the limits live. */
export const limitsPath = "limits.ts";

/** The record of {@link limitShapes}. */
const shapesRecord = "limitsOfShapes";

/**
 * `limits.ts`: what the model says of sizes, rates and lifetimes, as constants that a program can read: for code that
 * batches, paces or checks by itself. Their types say which limits there are; what they are is left to the values.
 */
export const emitLimits: Emitter = (model, options) => {
  const imports = new ImportCollector(limitsPath, options);
  const types = new LimitTypes(imports);
  const apart = limitedShapes(model);
  const limitedMembers = [...model.operations.map(({ input }) => input), ...apart];
  const values = new LimitValues(limitedMembers.flatMap(({ members }) => memberLimits(members, model, apart)));
  const limited = model.operations.flatMap((operation) => {
    const parts = properties(operation, model, apart, types, values);
    return parts.length === 0 ? [] : [{ operation, parts }];
  });
  const statements = [
    ...limited.map(({ operation, parts }) => limitsText(operation, parts)),
    ...(apart.length === 0 ? [] : [shapesText(apart, model, types, values)]),
    limitsRecord(
      limited.map(({ operation }) => operation),
      model,
    ),
  ];
  const declarations = [types.text(), values.constants.join("\n")].filter((text) => text !== "");
  return [printSourceFile(model, options, { path: limitsPath, imports, statements: [...declarations, ...statements] })];
};

/** The constants and records that `limits.ts` exports. */
export function limitsNames(model: ServiceModel): string[] {
  const limited = model.operations.filter((operation) => isLimited(operation, model));
  return [...limited.map(limitsConstant), "limits", ...(limitedShapes(model).length === 0 ? [] : [shapesRecord])];
}

/** Whether the model limits an operation's input in any way. */
function isLimited({ payloadLimit, rateLimits, input }: OperationModel, model: ServiceModel): boolean {
  return payloadLimit !== undefined || rateLimits.length > 0 || isConstrained(input, model);
}

/** Whether any member of a shape, or of what it holds, is constrained. */
function isConstrained(shape: StructureModel | UnionModel, model: ServiceModel): boolean {
  const constrained = (type: TypeModel, member?: MemberModel): boolean =>
    constraintsOf(type, member).length > 0 || innerTypes(type).some((inner) => constrained(inner));
  return [shape, ...held(shape, model)].some(({ members }) =>
    members.some((member) => constrained(member.type, member)),
  );
}

/** Those of {@link limitShapes} that the model limits. */
function limitedShapes(model: ServiceModel): (StructureModel | UnionModel)[] {
  return limitShapes(model).filter((shape) => isConstrained(shape, model));
}

/** A property of a record of limits: in its type, with what is said of it, and in its value. */
interface Property {
  readonly type: string;
  readonly value: string;
}

function limitsText(operation: OperationModel, parts: readonly Property[]): string {
  return `export const ${limitsConstant(operation)}: ${record(parts)};`;
}

function shapesText(shapes: Shapes, model: ServiceModel, types: LimitTypes, values: LimitValues): string {
  const docs = docCommentText({
    text:
      "Constraints of the members of large structures, by the structure's name and the member's path in it. What limits " +
      "an operation names such a structure as `shape`, instead of repeating its members for each path that leads to it.",
  });
  const parts = shapes.map((shape) =>
    membersProperty(shape.name, memberLimits(shape.members, model, shapes), types, values),
  );
  return `${docs}export const ${shapesRecord}: ${record(parts)};`;
}

function record(parts: readonly Property[]): string {
  return `${braces(
    parts.map(({ type }) => `${type};`),
    "",
  )} = ${braces(
    parts.map(({ value }) => `${value},`),
    "",
  )}`;
}

function limitsRecord(operations: readonly OperationModel[], model: ServiceModel): string {
  const docs = docCommentText({
    text: `The limits that the model of ${model.title || model.sdkId} states, by operation.`,
  });
  const types = operations.map((operation) => `  readonly ${operation.name}: typeof ${limitsConstant(operation)};\n`);
  const values = operations.map((operation) => `  ${operation.name}: ${limitsConstant(operation)},\n`);
  if (operations.length === 0) return `${docs}export const limits: { readonly [operation: string]: never } = {};`;
  return `${docs}export const limits: {\n${types.join("")}} = {\n${values.join("")}};`;
}

function properties(
  operation: OperationModel,
  model: ServiceModel,
  apart: Shapes,
  types: LimitTypes,
  values: LimitValues,
): Property[] {
  const { payloadLimit, rateLimits, input } = operation;
  const members = memberLimits(input.members, model, apart);
  return [
    ...(payloadLimit === undefined ? [] : payloadProperties(payloadLimit)),
    ...(rateLimits.length === 0
      ? []
      : [
          {
            type: `readonly rates: ${types.rates(rateLimits)}`,
            value: `rates: [${rateLimits.map(rate).join(", ")}]`,
          },
        ]),
    ...(members.length === 0 ? [] : [membersProperty("members", members, types, values)]),
  ];
}

function membersProperty(
  name: string,
  members: readonly MemberLimits[],
  types: LimitTypes,
  values: LimitValues,
): Property {
  const ofTypes = members.map(({ path, limits, doc }) => `${doc}${propertyName(path)}: ${types.limits(limits)};`);
  const ofValues = members.map((member) => `${propertyName(member.path)}: ${values.of(member)},`);
  return {
    type: `readonly ${name}: ${types.members()}<${braces(ofTypes, indent(1))}>`,
    value: `${name}: ${braces(ofValues, indent(1))}`,
  };
}

function payloadProperties(limit: PayloadLimitModel): Property[] {
  const counted = limit.counted.join(" and ");
  const scope = limit.scope === undefined ? "" : ` for each ${limit.scope}`;
  const property = (name: string, value: number | undefined, text: string): Property[] =>
    value === undefined ? [] : [{ type: `${doc(text)}readonly ${name}: number`, value: `${name}: ${value}` }];
  return [
    ...property(
      "maxEntries",
      limit.callEntries,
      `Entries in a call${limit.entries === undefined ? "" : `, in ${limit.entries}`}.`,
    ),
    ...property("maxEntryBytes", limit.entryBytes, `Bytes of ${counted} in an entry: ${bytes(limit.entryBytes ?? 0)}.`),
    ...property("maxCallBytes", limit.callBytes, `Bytes of ${counted} in a call: ${bytes(limit.callBytes ?? 0)}.`),
    ...property(
      "maxBytesPerSecond",
      limit.bytesPerSecond,
      `Bytes per second${scope}: ${bytes(limit.bytesPerSecond ?? 0)}.`,
    ),
    ...property("maxEntriesPerSecond", limit.recordsPerSecond, `Entries per second${scope}.`),
  ];
}

function rate({ requests, records, bytes: size, per, scope }: RateLimitModel): string {
  const amounts = Object.entries({ requests, records, bytes: size }).flatMap(([name, amount]) =>
    amount === undefined ? [] : [`${name}: ${amount}`],
  );
  return `{ ${[...amounts, `per: ${JSON.stringify(per)}`, `scope: ${JSON.stringify(scope)}`].join(", ")} }`;
}

/** The constraints of every member that has any, nested ones by paths such as `Records[].Data`. */
function memberLimits(members: readonly MemberModel[], model: ServiceModel, apart: Shapes): MemberLimits[] {
  const isApart = new Set(apart);
  const found: MemberLimits[] = [];
  const visit = (member: MemberModel, type: TypeModel, path: string, within: readonly string[]): void => {
    const shape = namedShape(type, model);
    const limits = [
      ...constraintsOf(type, path === member.name || path.endsWith(`.${member.name}`) ? member : undefined),
      ...(shape !== undefined && isApart.has(shape) ? [["shape", shape.name] as const] : []),
    ];
    if (limits.length > 0) found.push({ path, limits, shapeName: type.shapeName, doc: docOf(member, type, model) });
    if (type.kind === "list") visit(member, type.element, `${path}[]`, within);
    if (type.kind === "map") {
      visit(member, type.key, `${path}{key}`, within);
      visit(member, type.value, `${path}{}`, within);
    }
    // A shape within itself has the limits that were told when it was met first.
    if (shape === undefined || isApart.has(shape) || within.includes(shape.name)) return;
    for (const inner of shape.members) visit(inner, inner.type, `${path}.${inner.name}`, [...within, shape.name]);
  };
  for (const member of members) visit(member, member.type, member.name, []);
  return found;
}

function constraintsOf({ kind, constraints: { length, range, pattern } }: TypeModel, member?: MemberModel): Limit[] {
  const unit = { blob: "Bytes", list: "Items", map: "Entries" }[kind as "blob" | "list" | "map"] ?? "Length";
  const limit = (name: string, value: number | string | undefined): Limit[] =>
    value === undefined ? [] : [[name, value]];
  return [
    ...limit(`min${unit}`, length?.min === 0 ? undefined : length?.min),
    ...limit(`max${unit}`, length?.max),
    ...limit("min", range?.min),
    ...limit("max", range?.max),
    ...limit("pattern", pattern),
    ...limit("lifetimeSeconds", member?.lifetime?.seconds),
  ];
}

/** Values and types say all of a member but what comes after its lifetime. */
function docOf(member: MemberModel, type: TypeModel, model: ServiceModel): string {
  if (member.type !== type || member.lifetime?.fault === undefined) return "";
  const text = memberFacts({ ...member, default: undefined, idempotencyToken: false }, model).at(-1) ?? "";
  return docCommentText({ text, depth: 2 })
    .trimStart()
    .replace(/\n$/, `\n${indent(2)}`);
}

function doc(text: string): string {
  return `/** ${text} */\n${indent(1)}`;
}

function braces(parts: readonly string[], outer: string): string {
  return `{\n${parts.map((part) => `${outer}  ${part}\n`).join("")}${outer}}`;
}

function indent(levels: number): string {
  return "  ".repeat(levels);
}
