import { expect, it } from "vitest";
import { asASCII, inLines } from "../../scripts/compact.js";

it("statements, names and members of classes begin a line, in their order", () => {
  const code =
    'import{a}from"./m.js";var B=class extends a{c;get d(){return 1}},e=()=>{let f=1,g=2;return f+g},h=`\n`;function i(){}class J{k(){}}export{B,e};';
  expect(inLines(code).split("\n")).toEqual([
    'import{a}from"./m.js";',
    "var B=class extends a{",
    "c;",
    "get d(){return 1}},",
    "e=()=>{let f=1,g=2;return f+g},",
    "h=`",
    "`;",
    "function i(){}",
    "class J{",
    "k(){}}",
    "export{B,e};",
  ]);
});

it("nothing but line breaks is added, and none where there is one", () => {
  const code = '#!/usr/bin/env node\nlet text="ä😀",after=1;\nexport{text,after};\n';
  expect(inLines(code)).toBe('#!/usr/bin/env node\nlet text="ä😀",\nafter=1;\nexport{text,after};\n');
});

it("what is not ASCII is said by its number", () => {
  const code = asASCII("const text=`a…😀`,pattern=/é/u;");
  expect(code).toBe("const text=`a\\u2026\\ud83d\\ude00`,pattern=/\\u00e9/u;");
});
