import { lowerCamelCase } from "../normalise/casing.js";
import type { RateLimitModel } from "../service-model.js";
import type { ImportCollector } from "./import-collector.js";
import { capitalise } from "./names.js";

/** A limit's name and value; of the name `shape`, the structure whose limits stand elsewhere. */
export type Limit = readonly [name: string, value: number | string];

/** What limits one member. */
export interface MemberLimits {
  /** Where it stands in the input, such as `Records[].Data`. */
  readonly path: string;
  readonly limits: readonly Limit[];
  /** The name of the member's shape in the model. */
  readonly shapeName: string | undefined;
  /** Its comment, or nothing. */
  readonly doc: string;
}

/** Writes the types of limits, which have names where many members are limited in the same ways. */
export class LimitTypes {
  readonly #aliases = new Map<string, string>();
  readonly #imports: ImportCollector;

  constructor(imports: ImportCollector) {
    this.#imports = imports;
  }

  members(): string {
    return this.#imports.runtime("LimitedMembers");
  }

  rates(rates: readonly RateLimitModel[]): string {
    const amounts = rates.map((rate) =>
      (["requests", "records", "bytes"] as const).filter((amount) => rate[amount] !== undefined).map(quoted),
    );
    return `${this.#imports.runtime("LimitedRates")}<[${amounts.map((names) => names.join(" | ")).join(", ")}]>`;
  }

  /** Which limits a member has: `LengthPattern` for `"minLength" | "maxLength" | "pattern"`. */
  limits(limits: readonly Limit[]): string {
    if (limits.some(([name]) => name === "shape")) {
      const types = limits.map(([name, value]) => `readonly ${name}: ${name === "shape" ? quoted(value) : "number"}`);
      return `{ ${types.join("; ")} }`;
    }
    const union = limits.map(([name]) => quoted(name)).join(" | ");
    if (limits.length === 1) return union;
    const alias = this.#aliases.get(union) ?? aliasOf(limits.map(([name]) => name));
    this.#aliases.set(union, alias);
    return alias;
  }

  /** The declarations of the names, to stand before those who use them. */
  text(): string {
    return [...this.#aliases].map(([union, alias]) => `type ${alias} = ${union};`).join("\n");
  }
}

/** `minLength`, `maxLength`, `pattern` -> `LengthPattern`: both ends of a range are told as one. */
function aliasOf(names: readonly string[]): string {
  const words = names.flatMap((name) => {
    const [, end, what = ""] = /^(min|max)(.*)$/.exec(name) ?? [];
    if (end === undefined || !names.includes(`${end === "min" ? "max" : "min"}${what}`)) return [capitalise(name)];
    return end === "max" ? [] : [what === "" ? "Range" : what];
  });
  return words.join("");
}

/** Writes the values of limits; those that many members of one shape have become constants. */
export class LimitValues {
  /** The constants' names by shape and value. */
  readonly #names = new Map<string, string>();
  /** The declarations of the constants, in the order in which members have them first. */
  readonly constants: readonly string[];

  /** @param members all whose values are going to be written. */
  constructor(members: readonly MemberLimits[]) {
    const constants: string[] = [];
    const taken = new Set<string>();
    const met = new Set<string>();
    for (const member of members) {
      const key = keyOf(member);
      if (key === undefined || this.#names.has(key)) continue;
      if (!met.has(key)) {
        met.add(key);
        continue;
      }
      const stem = `${lowerCamelCase(member.shapeName ?? "")}Constraints`;
      let name = stem;
      for (let number = 2; taken.has(name); number++) name = `${stem}${number}`;
      taken.add(name);
      this.#names.set(key, name);
      constants.push(`const ${name} = ${valueText(member)};`);
    }
    this.constants = constants;
  }

  /** The value as it is, or the name of its constant. */
  of(member: MemberLimits): string {
    const key = keyOf(member);
    return (key === undefined ? undefined : this.#names.get(key)) ?? valueText(member);
  }
}

function valueText({ limits }: MemberLimits): string {
  return `{ ${limits.map(([name, limit]) => `${name}: ${JSON.stringify(limit)}`).join(", ")} }`;
}

/** What is alike in members that may share a constant; undefined where the value says itself what a name would say. */
function keyOf(member: MemberLimits): string | undefined {
  const value = valueText(member);
  return member.shapeName === undefined || value.length < shortestShared ? undefined : `${member.shapeName} ${value}`;
}

const shortestShared = 36;

function quoted(value: number | string): string {
  return JSON.stringify(value);
}
