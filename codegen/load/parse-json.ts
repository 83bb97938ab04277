/** JSON text that cannot be read, and where. Lines and columns count from 1. */
export class JsonSyntaxError extends Error {
  override readonly name: string = "JsonSyntaxError";
  readonly line: number;
  readonly column: number;

  constructor(problem: string, text: string, position: number) {
    const before = text.slice(0, position).split("\n");
    const line = before.length;
    const column = (before.at(-1) ?? "").length + 1;
    super(`${problem} at line ${line}, column ${column}`);
    this.line = line;
    this.column = column;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 section 7 bans exactly these inside strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const BLANK = /[ \t\n\r]*/y;
const WORDS: readonly (readonly [string, null | boolean])[] = [
  ["null", null],
  ["true", true],
  ["false", false],
];

/**
 * Parses JSON as `JSON.parse` does, with two differences that matter for models: a fault tells its line and column, and
 * a key that an object repeats is a fault (`JSON.parse` silently keeps the last, and a shape would be lost).
 *
 * @throws {JsonSyntaxError}
 */
export function parseJson(source: string): unknown {
  const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
  let position = 0;

  function fail(problem: string, at: number = position): never {
    throw new JsonSyntaxError(problem, text, at);
  }

  function skipBlank(): void {
    BLANK.lastIndex = position;
    BLANK.test(text);
    position = BLANK.lastIndex;
  }

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = position;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) position += found.length;
    return found;
  }

  function parseString(): string {
    const start = position;
    const literal = match(STRING);
    if (literal === undefined)
      fail(text[start] === '"' ? "a string that does not end or is not valid" : "expected a string");
    return JSON.parse(literal) as string;
  }

  function parseObject(): object {
    const entries = new Map<string, unknown>();
    position++;
    skipBlank();
    if (text[position] === "}") {
      position++;
      return {};
    }
    for (;;) {
      skipBlank();
      const keyAt = position;
      const key = parseString();
      if (entries.has(key)) fail(`the key ${JSON.stringify(key)} is there twice`, keyAt);
      skipBlank();
      if (text[position] !== ":") fail("expected ':'");
      position++;
      entries.set(key, parseValue());
      skipBlank();
      const next = text[position++];
      // Object.fromEntries defines own properties, so that a key `__proto__` stays plain data.
      if (next === "}") return Object.fromEntries(entries);
      if (next !== ",") fail("expected ',' or '}'", position - 1);
    }
  }

  function parseArray(): unknown[] {
    const elements: unknown[] = [];
    position++;
    skipBlank();
    if (text[position] === "]") {
      position++;
      return elements;
    }
    for (;;) {
      elements.push(parseValue());
      skipBlank();
      const next = text[position++];
      if (next === "]") return elements;
      if (next !== ",") fail("expected ',' or ']'", position - 1);
    }
  }

  function parseValue(): unknown {
    skipBlank();
    const first = text[position];
    if (first === "{") return parseObject();
    if (first === "[") return parseArray();
    if (first === '"') return parseString();
    for (const [word, value] of WORDS) {
      if (text.startsWith(word, position)) {
        position += word.length;
        return value;
      }
    }
    const number = match(NUMBER);
    if (number !== undefined) return Number(number);
    return fail(first === undefined ? "the text ends too early" : "expected a value");
  }

  const value = parseValue();
  skipBlank();
  if (position < text.length) fail("unexpected text after the value");
  return value;
}
