import { expect, it } from "vitest";
import { reExport } from "../../scripts/re-export.js";

it("names that are imported and exported only are re-exported, under the names that they had outside", () => {
  expect(reExport('import{a,b as c,d as e,f}from"./m.js";const g=f;export{a,c as h,e,g};')).toBe(
    'import{f}from"./m.js";export{a,b as h,d as e}from"./m.js";const g=f;export{g};',
  );
});

it("a file of nothing else has re-exports alone", () => {
  expect(reExport('import{a}from"./m.js";import{b}from"./n.js";export{a,b};')).toBe(
    'export{a}from"./m.js";export{b}from"./n.js";',
  );
});

it("what occurs anywhere else, be it in a text, stays as it is", () => {
  for (const code of [
    'import{a}from"./m.js";const b="a";export{a,b};',
    'import{a}from"./m.js";export{a,a as b};',
    'import{a}from"./m.js";import{a as b}from"./n.js";const c=b;export{a,c};',
    'import a from"./m.js";export{a};',
    'import*as a from"./m.js";export{a};',
    'import"./m.js";const t=`\nimport{a}from"x";`;export{t};',
  ]) {
    expect(reExport(code)).toBe(code);
  }
});
