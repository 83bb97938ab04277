import type { OperationModel, ServiceModel, StructureModel, TypeModel, UnionModel } from "../service-model.js";
import { lineWidth } from "./long-lines.js";
import { namedShape } from "./named-shapes.js";
import { propertyName } from "./names.js";

/** Up to this width a nested literal stays on one line. */
const shortLine = 72;

/** The model's first example that succeeds, as a call that a reader can copy; nothing when there is none. */
export function exampleLines(operation: OperationModel, model: ServiceModel): string[] {
  const example = operation.examples.find(
    ({ error, allowInvalidInput }) => error === undefined && allowInvalidInput !== true,
  );
  if (example === undefined) return [];
  const { eventStream, output } = operation;
  const result =
    output.members.length === 0 ? "" : `const ${eventStream === undefined ? "output" : `{ ${eventStream.member} }`} = `;
  const call = `${result}await ${model.instanceName}.${operation.methodName}(`;
  const input = structureLiteral(operation.input, example.input, model, "", lineWidth - call.length - 7);
  const reading =
    eventStream === undefined ? [] : [`for await (const event of ${eventStream.member}) console.log(event);`];
  return [`${example.title.replace(/[.:]$/, "")}:`, "```ts", ...`${call}${input});`.split("\n"), ...reading, "```"];
}

/** A structure of an example, whose value is in the form of Smithy's node values, as TypeScript. */
function structureLiteral(
  shape: StructureModel | UnionModel,
  node: unknown,
  model: ServiceModel,
  indent: string,
  width = shortLine,
): string {
  const properties = Object.entries(isObject(node) ? node : {}).flatMap(([name, value]) => {
    const member = shape.members.find((candidate) => candidate.name === name);
    return member === undefined ? [] : [`${propertyName(name)}: ${literal(member.type, value, model, `${indent}  `)}`];
  });
  return braces("{", properties, "}", indent, width);
}

function literal(type: TypeModel, node: unknown, model: ServiceModel, indent: string): string {
  if (node === null) return "null";
  switch (type.kind) {
    case "blob":
      return blobLiteral(String(node));
    case "timestamp":
      return `new Date(${JSON.stringify(typeof node === "number" ? new Date(node * 1000).toISOString() : node)})`;
    case "bigInteger":
      return `${String(node)}n`;
    case "list": {
      const elements = (Array.isArray(node) ? node : []).map((element: unknown) =>
        literal(type.element, element, model, `${indent}  `),
      );
      return braces("[", elements, "]", indent);
    }
    case "map": {
      const entries = Object.entries(isObject(node) ? node : {}).map(
        ([key, value]) => `${propertyName(key)}: ${literal(type.value, value, model, `${indent}  `)}`,
      );
      return braces("{", entries, "}", indent);
    }
    default: {
      const shape = namedShape(type, model);
      return shape === undefined ? JSON.stringify(node) : structureLiteral(shape, node, model, indent);
    }
  }
}

/** Text reads better than base64, if text it is. */
function blobLiteral(base64: string): string {
  const bytes = Buffer.from(base64, "base64");
  const text = bytes.toString("utf8");
  const isText = Buffer.from(text, "utf8").equals(bytes) && /^[^\p{Cc}\uFFFD]*$/u.test(text);
  return isText ? JSON.stringify(text) : `{ base64: ${JSON.stringify(base64)} }`;
}

/** On one line if that is short, otherwise one part a line. */
function braces(open: string, parts: readonly string[], close: string, indent: string, width = shortLine): string {
  if (parts.length === 0) return open + close;
  const pad = open === "{" ? " " : "";
  const line = `${open}${pad}${parts.join(", ")}${pad}${close}`;
  if (line.length <= width && !line.includes("\n")) return line;
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join("")}${indent}${close}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
