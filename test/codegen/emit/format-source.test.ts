import { expect, it } from "vitest";
import { formatSource } from "../../../codegen/emit/format-source.js";

it("indents, leaves no blank line but before functions, and sets else beside its brace", () => {
  const code = "const a = 1;\n\nfunction f(data){\nif(!data){\ng();\n}\nelse {\nh();\n}\n\n}\nfunction g(){\n}\n";
  expect(formatSource(code)).toBe(
    [
      "const a = 1;",
      "",
      "function f(data) {",
      "  if (!data) {",
      "    g();",
      "  } else {",
      "    h();",
      "  }",
      "}",
      "",
      "function g() {",
      "}",
    ].join("\n"),
  );
});

it.each([
  ["const x={a:1,b:[1,2],c:{},d};", "const x = { a: 1, b: [1, 2], c: {}, d };"],
  ["for(let i0=0; i0<x.length; i0++){", "for (let i0 = 0; i0 < x.length; i0++) {"],
  ["if(!(n>=-128&&n<=127)||-n<-(2**63)){", "if (!(n >= -128 && n <= 127) || -n < -(2 ** 63)) {"],
  ["if(n<1e-7||n>1.5e+30||n>-0.25){", "if (n < 1e-7 || n > 1.5e+30 || n > -0.25) {"],
  [
    'p(path+"/a,b{c}:d"+k.replace(/~/g,"~0").replace(/\\//g,"~1"));',
    'p(path + "/a,b{c}:d" + k.replace(/~/g, "~0").replace(/\\//g, "~1"));',
  ],
  [
    'const n0 = (a.B !== undefined?1:0)+(a["x-y"] !== undefined?1:0);',
    'const n0 = (a.B !== undefined ? 1 : 0) + (a["x-y"] !== undefined ? 1 : 0);',
  ],
  [
    'const id = typeof e === "object"?JSON.stringify(e,(_k,v)=>typeof v === "bigint"?String(v):v):e;',
    'const id = typeof e === "object" ? JSON.stringify(e, (_k, v) => typeof v === "bigint" ? String(v) : v) : e;',
  ],
  [
    '(findings??=[]).push({a:x===null?y:z,b:"say \\"{a:b}\\""});',
    '(findings ??= []).push({ a: x === null ? y : z, b: "say \\"{a:b}\\"" });',
  ],
  ['const pattern1 = /^[a-z]+,{2}(a|b):\\/"$/u;', 'const pattern1 = /^[a-z]+,{2}(a|b):\\/"$/u;'],
])("sets spaces as a formatter would: %s", (code, expected) => {
  expect(formatSource(code)).toBe(expected);
});
