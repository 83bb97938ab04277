import { expect, it } from "vitest";
import { exportAll } from "../../scripts/export-all.js";

const rewrite = (codes: Record<string, string>): Record<string, string> =>
  Object.fromEntries(exportAll(new Map(Object.entries(codes))));

const runtime = "class A{}class E{}class I{}export{A,E,I};";
const client =
  'import{A}from"./runtime.js";export{E}from"./runtime.js";class B extends A{}const c=1;export{A,B,c as d};';

it("a module that exports all that another does says so, and what it has of its own", () => {
  const index =
    'export{A,E}from"./runtime.js";import{B as C}from"./client.js";export{d}from"./client.js";class B extends C{}export{B};';
  expect(rewrite({ "runtime.js": runtime, "client.js": client, "index.js": index })).toEqual({
    "runtime.js": runtime,
    "client.js": client,
    "index.js": 'import{B as C}from"./client.js";export*from"./client.js";class B extends C{}export{B};',
  });
});

it("a module that exports less, or something else's by the same name, lists its names", () => {
  const codes = {
    "runtime.js": runtime,
    "client.js": client,
    "less.js": 'export{B,E,d}from"./client.js";',
    "renamed.js": 'export{A,B,E as F,d}from"./client.js";',
    "mixed.js": 'export{B,A,d}from"./client.js";export{A as E}from"./runtime.js";',
    "elsewhere.js": 'export{A,E}from"runtime";',
  };
  expect(rewrite(codes)).toEqual(codes);
});
