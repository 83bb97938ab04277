import { ConfigError } from "../errors/config-error.js";
import { isObject, isRecord } from "../is-object.js";
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
  if (!isRecord(options)) throw noOptions(owner, options);
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
  if (!isRecord(options)) throw noOptions(owner, options);
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

/**
 * A check by a test.
 *
 * @param expected what a value should have been, for the message
 * @param tell how the message tells what it is instead
 */
export function expects(
  expected: string,
  test: (value: unknown) => boolean,
  tell: (value: unknown) => string = shown,
): OptionCheck {
  return (value) => (test(value) ? undefined : `${expected}, but is ${tell(value)}`);
}

/** A whole number of at least `least`, and at most `most` if that is given. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER): OptionCheck {
  const limits = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  return expects(
    `a whole number ${limits}`,
    (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
  );
}

/** A number of milliseconds, 0 included. */
export const milliseconds: OptionCheck = /* @__PURE__ */ expects(
  "a number of milliseconds, 0 or more",
  (value) => Number.isFinite(value) && (value as number) >= 0,
);

/** A number of milliseconds greater than 0. */
export const someMilliseconds: OptionCheck = /* @__PURE__ */ expects(
  "a number of milliseconds greater than 0",
  (value) => Number.isFinite(value) && (value as number) > 0,
);

/** One of some words. */
export function oneOf(...words: readonly string[]): OptionCheck {
  const listed = words.map((word) => JSON.stringify(word)).join(" or ");
  return expects(listed, (value) => words.includes(value as string));
}

/** true or false. */
export const trueOrFalse: OptionCheck = /* @__PURE__ */ expects("true or false", (value) => typeof value === "boolean");

/** A string. */
export const text: OptionCheck = /* @__PURE__ */ expects("a string", (value) => typeof value === "string");

/** A list of strings. */
export const listOfText: OptionCheck = /* @__PURE__ */ expects("a list of strings", isListOfText);

/** Whether a value is a list of strings. */
export function isListOfText(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

/** A function. */
export const aFunction: OptionCheck = /* @__PURE__ */ expects(
  "a function",
  (value) => typeof value === "function",
  kindOf,
);

/** An object that has the named methods. */
export function withMethods(what: string, ...methods: readonly string[]): OptionCheck {
  return (value) => {
    if (!isObject(value) && typeof value !== "function") {
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
