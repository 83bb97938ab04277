import { _, type Code, type CodeGen, type KeywordCxt, type KeywordErrorDefinition, Name } from "ajv";
import { _Code } from "ajv/dist/compile/codegen/code.js";
import { isInherited } from "../names.js";
import type { CalledCheck } from "../validator-schema.js";

/** The variable of every function that ajv writes in which the findings are. */
export const findings: Name = new Name("vErrors");

/** Reports a finding under another keyword than the one that generates the check. */
export function failAs(cxt: KeywordCxt, keyword: string, condition: Code, params: Code): void {
  const error: KeywordErrorDefinition = { message: keyword, params };
  const renamed: KeywordCxt = Object.create(cxt, {
    keyword: { value: keyword },
    def: { value: { ...cxt.def, error } },
  });
  renamed.fail(condition);
}

/** Adds what the check of a member or element finds in it. */
export function callWithin(gen: CodeGen, called: CalledCheck, step: string | Name, value: Code): void {
  if (called.check === undefined) return;
  const written = typeof step === "string" ? step.replaceAll("~", "~0").replaceAll("/", "~1") : step;
  gen.assign(findings, _`within(${findings}, ${written}, ${new Name(called.check)}(${value}))`);
}

/** A constant of the module that holds a regular expression. */
export function hoist(gen: CodeGen, expression: RegExp): Code {
  const code = new _Code(String(expression));
  return gen.scopeValue("pattern", { key: String(expression), ref: expression, code });
}

/** A property access, by name where the name is an identifier, and of its own where every object has one of that name. */
export function property(object: Code, name: string): Code {
  if (isInherited(name)) return _`ownMember(${object}, ${name})`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? _`${object}.${new Name(name)}` : _`${object}[${name}]`;
}
