import { ConfigError } from "../errors/config-error.js";
import { didYouMean } from "./did-you-mean.js";

/** Says what an option's value should have been; undefined when it is right. */
export type OptionCheck = (value: unknown) => string | undefined;

/** A check for each option there is. */
export type OptionChecks<Options> = { readonly [Name in keyof Required<Options>]: OptionCheck };

/**
 * Checks options by a table. Undefined counts as left out.
 *
 * @param owner whose options they are, such as `the client`
 * @param elsewhere what people who come from other clients call things: a hint for each name
 * @throws ConfigError that tells everything that is wrong
 */
export function checkOptions<Options extends object>(
  options: unknown,
  checks: OptionChecks<Options>,
  owner: string,
  elsewhere: { readonly [name: string]: string } = {},
): asserts options is Options {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw noOptions(owner, options);
  }
  const known = Object.keys(checks);
  const faults: { readonly option: string; readonly message: string }[] = [];
  // Inherited ones too: they are read like any other.
  for (const option in options) {
    const value: unknown = options[option as keyof typeof options];
    if (value === undefined) continue;
    const check = Object.hasOwn(checks, option) ? checks[option as keyof Options] : undefined;
    const message = check === undefined ? unknownOption(option, known, owner, elsewhere) : check(value);
    if (message === undefined) continue;
    faults.push({
      option,
      message: check === undefined ? message : sentence(`The option ${option} must be ${message}`),
    });
  }
  const [first] = faults;
  if (first === undefined) return;
  throw new ConfigError(faults.map(({ message }) => message).join(" "), { option: first.option });
}

/**
 * Takes a copy of options and checks that, for those that hold longer than the call that gave them: what the caller does
 * to the object later, or what its getters answer next time, counts no more.
 *
 * @throws ConfigError as {@link checkOptions}
 */
export function checkedCopy<Options extends object>(
  options: unknown,
  checks: OptionChecks<Options>,
  owner: string,
  elsewhere?: { readonly [name: string]: string },
): Options {
  if (typeof options !== "object" || options === null || Array.isArray(options)) throw noOptions(owner, options);
  // Without a prototype, so that no name means anything but an option.
  const copy: Record<string, unknown> = Object.create(null);
  const given = options as Record<string, unknown>;
  for (const name in given) copy[name] = given[name];
  // By name, since the getters of a class do not enumerate.
  for (const name of Object.keys(checks)) if (!(name in copy)) copy[name] = given[name];
  checkOptions<Options>(copy, checks, owner, elsewhere);
  return copy;
}

function noOptions(owner: string, options: unknown): ConfigError {
  return new ConfigError(`The options of ${owner} must be an object, but are ${kindOf(options)}.`);
}

function unknownOption(
  option: string,
  known: readonly string[],
  owner: string,
  elsewhere: { readonly [name: string]: string },
): string {
  const hint = Object.hasOwn(elsewhere, option) ? elsewhere[option] : didYouMean(option, known);
  const advice = hint === undefined ? `Its options are ${known.join(", ")}.` : `Did you mean ${hint}?`;
  return `There is no option ${JSON.stringify(option)} of ${owner}. ${advice}`;
}

function sentence(text: string): string {
  return /[.?]$/.test(text) ? text : `${text}.`;
}

/** A whole number of at least `least`, and at most `most` if that is given. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER): OptionCheck {
  const limits = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  return (value) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
      ? undefined
      : `a whole number ${limits}, but is ${shown(value)}`;
}

/** A number of milliseconds, 0 included. */
export function milliseconds(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return undefined;
  return `a number of milliseconds, 0 or more, but is ${shown(value)}`;
}

/** A number of milliseconds greater than 0. */
export function someMilliseconds(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value) && value > 0) return undefined;
  return `a number of milliseconds greater than 0, but is ${shown(value)}`;
}

/** One of some words. */
export function oneOf(...words: readonly string[]): OptionCheck {
  const listed = words.map((word) => JSON.stringify(word)).join(" or ");
  return (value) => (words.includes(value as string) ? undefined : `${listed}, but is ${shown(value)}`);
}

/** true or false. */
export function trueOrFalse(value: unknown): string | undefined {
  return typeof value === "boolean" ? undefined : `true or false, but is ${shown(value)}`;
}

/** A string. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" ? undefined : `a string, but is ${shown(value)}`;
}

/** A list of strings. */
export function listOfText(value: unknown): string | undefined {
  const isList = Array.isArray(value) && value.every((item) => typeof item === "string");
  return isList ? undefined : `a list of strings, but is ${shown(value)}`;
}

/** A function. */
export function aFunction(value: unknown): string | undefined {
  return typeof value === "function" ? undefined : `a function, but is ${kindOf(value)}`;
}

/** An object that has the named methods. */
export function withMethods(what: string, ...methods: readonly string[]): OptionCheck {
  return (value) => {
    if ((typeof value !== "object" && typeof value !== "function") || value === null) {
      return `${what}, but is ${kindOf(value)}`;
    }
    const missing = methods.filter((name) => typeof (value as Record<string, unknown>)[name] !== "function");
    return missing.length === 0 ? undefined : `${what}, but lacks ${missing.join(", ")}`;
  };
}

/** A value as a message may show it. Only for options that hold no secret. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  return typeof value === "number" || typeof value === "boolean" ? String(value) : kindOf(value);
}

/** What kind of value it is, and nothing of its content. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  return `${typeof value === "object" ? "an" : "a"} ${typeof value}`;
}
