import { _, type Code, type CodeGen, type KeywordCxt, type KeywordErrorDefinition, Name } from "ajv";
import { _Code } from "ajv/dist/compile/codegen/code.js";

/** Findings of these keywords say that a value has the wrong type altogether, so they carry the keyword `type`. */
export function failType(cxt: KeywordCxt, condition: Code, expected: string): void {
  failAs(cxt, "type", condition, _`{type: ${expected}}`);
}

/** Reports a finding under another keyword than the one that generates the check. */
export function failAs(cxt: KeywordCxt, keyword: string, condition: Code, params: Code): void {
  const error: KeywordErrorDefinition = { message: keyword, params };
  const renamed: KeywordCxt = Object.create(cxt, {
    keyword: { value: keyword },
    def: { value: { ...cxt.def, error } },
  });
  renamed.fail(condition);
}

/** A constant of the module that holds a regular expression. */
export function hoist(gen: CodeGen, expression: RegExp): Code {
  const code = new _Code(String(expression));
  return gen.scopeValue("pattern", { key: String(expression), ref: expression, code });
}

/** A property access, by name where the name is an identifier. */
export function property(object: Code, name: string): Code {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? _`${object}.${new Name(name)}` : _`${object}[${name}]`;
}
