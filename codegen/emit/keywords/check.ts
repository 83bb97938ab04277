import { _, type CodeKeywordDefinition, Name } from "ajv";
import { strConcat } from "ajv/dist/compile/codegen/code.js";
import { checkName } from "../separate-shapes.js";

/** Variables of every function that ajv writes. */
const vErrors: Name = new Name("vErrors");
const instancePath: Name = new Name("instancePath");

/** Calls the check of a shape that has a module of its own: what `$ref` writes for a schema of the same module. */
export const check: CodeKeywordDefinition = {
  keyword: "check",
  schemaType: "string",
  code(cxt) {
    const { gen, data, schema, it } = cxt;
    const called = new Name(checkName(schema));
    const path = strConcat(instancePath, it.errorPath);
    gen.if(_`!${called}(${data}, ${path})`, () => {
      const found = _`${called}.errors`;
      gen.assign(vErrors, _`${vErrors} === null ? ${found} : ${vErrors}.concat(${found})`);
    });
  },
};
