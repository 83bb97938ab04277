import type { Constraints } from "../../service-model.js";
import { textGenerator } from "../../text-generator.js";
import { javascriptPattern } from "../smithy-pattern.js";

/**
 * Text of a chosen length that a model's constraints allow. Everything here is deterministic: the same member gets the
 * same text in every run.
 */

/** ARNs as they really look: endpoint rules and patterns that only such a one passes meet them first. */
const arns: readonly string[] = [
  "arn:aws:kinesis:us-east-1:123456789012:stream/orders",
  "arn:aws:kinesis:us-east-1:123456789012:stream/orders/consumer/reader:1700000000",
  "arn:aws:kinesis:us-east-1:123456789012:channel/orders",
  "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012",
  "arn:aws:iam::123456789012:role/orders",
  "arn:aws:s3:::orders",
  "arn:aws:s3tables:us-east-1:123456789012:bucket/orders",
  "arn:aws:lambda:us-east-1:123456789012:function:orders",
  "arn:aws:dynamodb:us-east-1:123456789012:table/orders",
  "arn:aws:firehose:us-east-1:123456789012:deliverystream/orders",
  "arn:aws:sqs:us-east-1:123456789012:orders",
  "arn:aws:logs:us-east-1:123456789012:log-group:orders",
  "arn:aws:es:us-east-1:123456789012:domain/orders",
  "arn:aws:glue:us-east-1:123456789012:catalog",
  "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders",
];

/** Text for a member, or undefined when none is found that its constraints allow. */
export function sampleText(name: string, { length = {}, pattern }: Constraints): string | undefined {
  const { min = 0, max = Number.POSITIVE_INFINITY } = length;
  const fits = (text: string): boolean => [...text].length >= min && [...text].length <= max && matches(text, pattern);
  return first(candidates(name, pattern, Math.max(min, 1), max), fits) ?? textOfLength(Math.max(min, 1), pattern);
}

function* candidates(name: string, pattern: string | undefined, size: number, max: number): Generator<string> {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g) ?? ["text"];
  const readable = words.join("-").toLowerCase();
  yield* /arn/i.test(name) ? arns : [readable];
  yield* [readable, readable.padEnd(size, "-x"), readable.slice(0, max)];
  yield* generated(pattern);
  yield* arns;
}

/** Text of exactly so many characters that the pattern allows, or undefined when none is found. */
export function textOfLength(size: number, pattern: string | undefined): string | undefined {
  return first(textsOfLength(size, pattern), (text) => text.length === size && matches(text, pattern));
}

function* textsOfLength(size: number, pattern: string | undefined): Generator<string> {
  for (const filler of ["x", "1", "a1", "A", "-", "/", "ab12"]) yield filler.repeat(size).slice(0, size);
  for (const text of arns) yield* stretch(text, size);
  for (const text of generated(pattern)) yield* stretch(text, size);
}

function first<Value>(values: Iterable<Value>, fits: (value: Value) => boolean): Value | undefined {
  for (const value of values) if (fits(value)) return value;
  return undefined;
}

/** A text made longer in places where patterns tend to allow it. */
function stretch(text: string, size: number): string[] {
  const missing = size - text.length;
  if (missing < 0) return [];
  const last = text.slice(-1);
  return [
    text + "x".repeat(missing),
    text + "1".repeat(missing),
    text + last.repeat(missing),
    "x".repeat(missing) + text,
  ];
}

/** Text that the pattern does not allow and that breaks no limit of length, or undefined when none is found. */
export function unmatchedText(sample: string, { length = {}, pattern }: Constraints): string | undefined {
  const { min = 0, max = Number.POSITIVE_INFINITY } = length;
  const size = Math.max(min, 1);
  return [
    `${sample}!`,
    `${sample} `,
    "!".repeat(size),
    " ".repeat(size),
    "é".repeat(size),
    "\n".repeat(size),
    "-".repeat(size),
  ]
    .filter((text) => [...text].length >= min && [...text].length <= max)
    .find((text) => !matches(text, pattern));
}

function matches(text: string, pattern: string | undefined): boolean {
  return pattern === undefined || (javascriptPattern(pattern)?.test(text) ?? true);
}

/** What randexp makes of a pattern, with short, middling and longer repetitions; the caller checks it. */
function generated(pattern: string | undefined): readonly string[] {
  if (pattern === undefined) return [];
  const texts = known.get(pattern) ?? generateAll(pattern);
  known.set(pattern, texts);
  return texts;
}

/** Many members share a pattern, and each asks for texts of several lengths; randexp takes milliseconds for one. */
const known = new Map<string, readonly string[]>();

function generateAll(pattern: string): string[] {
  // Smithy's anchors and flags are literal text to randexp, and so is what stands in for possessive quantifiers.
  const translated = javascriptPattern(pattern)?.source ?? pattern;
  const sources = new Set([translated, pattern.replace(/(?<=[*+?}])\+/g, "")]);
  return [...sources].flatMap((source) =>
    alphabets.flatMap((alphabet) => [0, 1, 2, 3, 5, 8].flatMap((step) => generate(source, alphabet, step))),
  );
}

/** Characters to choose from where a pattern leaves the choice: letters and digits, or else all that ASCII can show. */
const alphabets: readonly (readonly (readonly [from: number, to: number])[])[] = [
  [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  [[0x21, 0x7e]],
];

function generate(pattern: string, alphabet: readonly (readonly [from: number, to: number])[], step: number): string[] {
  const expression = textGenerator(pattern);
  if (expression === undefined) return [];
  expression.defaultRange.subtract(0, 0xffff);
  for (const [from, to] of alphabet) expression.defaultRange.add(from, to);
  expression.max = 24;
  // Always the same distance from the lower end: no randomness.
  expression.randInt = (from: number, to: number): number => Math.min(to, from + step);
  return [expression.gen()];
}
