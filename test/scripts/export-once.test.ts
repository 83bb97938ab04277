import { expect, it } from "vitest";
import { exportOnce } from "../../scripts/export-once.js";

const rewrite = (codes: Record<string, string>): Record<string, string> =>
  Object.fromEntries(exportOnce(new Map(Object.entries(codes))));

it("a second name with a number is neither exported nor imported any more", () => {
  expect(
    rewrite({
      "a/entry.js": "const a=1,b=2;export{a,a as a$1,b};",
      "b/other.js": 'import{a$1 as a,b}from"../a/entry.js";export{a$1 as c}from"../a/entry.js";a(b);',
      "third.js": 'import{a$1}from"./a/entry.js";a$1();',
    }),
  ).toEqual({
    "a/entry.js": "const a=1,b=2;export{a,b};",
    "b/other.js": 'import{a,b}from"../a/entry.js";export{a as c}from"../a/entry.js";a(b);',
    "third.js": 'import{a as a$1}from"./a/entry.js";a$1();',
  });
});

it("a name with a number that means something else stays, as do the names of other packages", () => {
  const codes = {
    "one.js": "const a=1,b=2,c$1=3;export{a,b as a$1,c$1};",
    "two.js": 'import{a$1,c$1}from"./one.js";import{a$1 as d}from"one.js";a$1(c$1,d);',
  };
  expect(rewrite(codes)).toEqual(codes);
});
