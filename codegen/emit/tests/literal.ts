import { propertyName } from "../names.js";
import type { Sample } from "./sample.js";

/** The three forms of a value. */
export type Form =
  /** As a caller gives it: blobs as text where they are text. */
  | "input"
  /** As it travels: JSON. */
  | "wire"
  /** As a caller gets it: blobs as bytes. */
  | "output";

/** The names that literals of samples use from the tests' support module. */
export const bytesFunction = "bytes";

/** Writes a sample as a TypeScript literal in one of its forms. */
export function literal(sample: Sample, form: Form, indent = ""): string {
  switch (sample.kind) {
    case "plain":
      return JSON.stringify(sample.value);
    case "notFinite":
      return form === "wire"
        ? JSON.stringify(sample.name)
        : sample.name === "NaN"
          ? "Number.NaN"
          : infinite(sample.name);
    case "bigInteger":
      return form === "wire" ? sample.digits : `${sample.digits}n`;
    case "bigDecimal":
      return form === "wire" ? sample.digits : JSON.stringify(sample.digits);
    case "timestamp":
      return form === "wire"
        ? wireTimestamp(sample)
        : `new Date(${JSON.stringify(new Date(sample.milliseconds).toISOString())})`;
    case "blob":
      return blobLiteral(sample.base64, form);
    case "list":
      return braces(
        "[",
        sample.items.map((item) => literal(item, form, `${indent}  `)),
        "]",
        indent,
      );
    case "object":
      return braces(
        "{",
        sample.members.map(([name, value]) => `${propertyName(name)}: ${literal(value, form, `${indent}  `)}`),
        "}",
        indent,
      );
  }
}

function infinite(name: "Infinity" | "-Infinity"): string {
  return name === "Infinity" ? "Number.POSITIVE_INFINITY" : "Number.NEGATIVE_INFINITY";
}

function wireTimestamp({ milliseconds, format }: Extract<Sample, { kind: "timestamp" }>): string {
  if (format === "epoch-seconds") return String(milliseconds / 1000);
  const date = new Date(milliseconds);
  return JSON.stringify(format === "http-date" ? date.toUTCString() : date.toISOString().replace(".000Z", "Z"));
}

function blobLiteral(base64: string, form: Form): string {
  if (form === "wire") return JSON.stringify(base64);
  const data = Buffer.from(base64, "base64");
  const text = data.toString("utf8");
  const isText = Buffer.from(text, "utf8").equals(data);
  if (form === "input") return isText ? JSON.stringify(text) : `{ base64: ${JSON.stringify(base64)} }`;
  return isText
    ? `${bytesFunction}(${JSON.stringify(text)})`
    : `${bytesFunction}({ base64: ${JSON.stringify(base64)} })`;
}

/** On one line if that is short, otherwise one part a line. */
export function braces(open: string, parts: readonly string[], close: string, indent: string): string {
  if (parts.length === 0) return open + close;
  const pad = open === "{" ? " " : "";
  const line = `${open}${pad}${parts.join(", ")}${pad}${close}`;
  if (line.length + indent.length <= 100 && !line.includes("\n")) return line;
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join("")}${indent}${close}`;
}
