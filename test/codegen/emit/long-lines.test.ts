import { describe, expect, test } from "vitest";
import { breakLongLines, lineWidth } from "../../../codegen/emit/long-lines.js";

const long = (count: number, name = "Argument"): string[] =>
  Array.from({ length: count }, (_, index) => `${name}Number${index + 10}`);

describe("breakLongLines", () => {
  test("leaves a line of exactly the width alone and breaks the next longer one", () => {
    const call = (width: number): string => `call(${"a".repeat(width - 12)}, bbb);`;
    expect(call(lineWidth)).toHaveLength(lineWidth);
    expect(breakLongLines(call(lineWidth))).toBe(call(lineWidth));
    expect(breakLongLines(call(lineWidth + 1)).split("\n")).toHaveLength(4);
  });

  test("puts each import on a line", () => {
    const names = long(8);
    expect(breakLongLines(`import { ${names.join(", ")} } from "./x.js";`)).toBe(
      ["import {", ...names.map((name) => `  ${name},`), '} from "./x.js";'].join("\n"),
    );
  });

  test("opens the parameters of a function, not its type arguments, and keeps the body's bracket", () => {
    const line = `  method(input: ${"I".repeat(40)}, options?: ${"O".repeat(40)}): Promise<Pair<A, ${"B".repeat(20)}>> {`;
    expect(breakLongLines(line)).toBe(
      [
        "  method(",
        `    input: ${"I".repeat(40)},`,
        `    options?: ${"O".repeat(40)},`,
        `  ): Promise<Pair<A, ${"B".repeat(20)}>> {`,
      ].join("\n"),
    );
  });

  test("breaks type arguments without a trailing comma", () => {
    const line = `export const operation: Operation<${"I".repeat(50)}, ${"O".repeat(50)}> = {`;
    expect(breakLongLines(line)).toBe(
      ["export const operation: Operation<", `  ${"I".repeat(50)},`, `  ${"O".repeat(50)}`, "> = {"].join("\n"),
    );
  });

  test("puts each alternative of a union on a line, in types and in members", () => {
    const values = long(8).map((name) => `"${name}"`);
    expect(breakLongLines(`export type State = ${values.join(" | ")};`)).toBe(
      ["export type State =", ...values.map((value) => `  | ${value}`)].join("\n").concat(";"),
    );
    expect(breakLongLines(`  State?: ${values.join(" | ")};`).split("\n")[1]).toBe('    | "ArgumentNumber10"');
  });

  test("breaks what is still too long inside", () => {
    const inner = `{ ${long(7).join(", ")} }`;
    const lines = breakLongLines(`const x = { first: ${inner}, second: 1 };`).split("\n");
    expect(lines.slice(0, 3)).toEqual(["const x = {", "  first: {", "    ArgumentNumber10,"]);
    expect(lines.slice(-3)).toEqual(["  },", "  second: 1,", "};"]);
  });

  test("takes no notice of brackets, commas and bars in strings", () => {
    const line = `call("${"(, | ".repeat(20)}", '${"), ".repeat(10)}', last);`;
    expect(breakLongLines(line).split("\n")).toEqual([
      "call(",
      `  "${"(, | ".repeat(20)}",`,
      `  '${"), ".repeat(10)}',`,
      "  last,",
      ");",
    ]);
  });

  test("adds no comma after a rest parameter or a lone expression", () => {
    const rest = `function f(first: ${"A".repeat(60)}, ...others: ${"B".repeat(60)}): void {`;
    expect(breakLongLines(rest)).toContain(`...others: ${"B".repeat(60)}\n)`);
    expect(breakLongLines(`const x = (${"a".repeat(60)} ? ${"b".repeat(60)} : c);`)).not.toContain(",");
  });

  test.each([
    ["comments", `// ${"word ".repeat(40)}`],
    ["doc comments", ` * (${"word, ".repeat(40)})`],
    ["lines without brackets", `const text = "${"x".repeat(150)}";`],
    ["lines whose brackets do not pair", `)(${"a, ".repeat(60)}`],
  ])("leaves %s", (_, line) => {
    expect(breakLongLines(line)).toBe(line);
  });

  test("never opens the brackets of an index access", () => {
    const line = `const value = data[${"k".repeat(60)}].concat(other[${"i".repeat(60)}]);`;
    expect(breakLongLines(line)).toBe(
      [`const value = data[${"k".repeat(60)}].concat(`, `  other[${"i".repeat(60)}]`, ");"].join("\n"),
    );
    const only = `data[${"k".repeat(130)}] = 1;`;
    expect(breakLongLines(only)).toBe(only);
  });

  test("takes brackets and commas in a regular expression for text", () => {
    const pattern = `/^[(a-z,/]{1,9}\\/${"x".repeat(110)}$/u`;
    const line = `const pattern1 = ${pattern};`;
    expect(breakLongLines(line)).toBe(line);
    expect(breakLongLines(`check(${pattern}, value);`)).toBe(["check(", `  ${pattern},`, "  value,", ");"].join("\n"));
  });

  test("still takes a slash between two values for a division", () => {
    const line = `call(${"a".repeat(60)} / two, ${"b".repeat(60)} / four);`;
    expect(breakLongLines(line)).toBe(
      ["call(", `  ${"a".repeat(60)} / two,`, `  ${"b".repeat(60)} / four,`, ");"].join("\n"),
    );
  });
});
