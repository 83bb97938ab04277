import { ConfigError } from "../errors/config-error.js";

/** Environment variables, as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A flag: true or false in any case; undefined when absent or empty. @throws ConfigError for another value */
export function environmentFlag(env: Environment, name: string): boolean | undefined {
  return environmentChoice(env, name, { true: true, false: false });
}

/** A whole number of at least 1; undefined when absent or empty. @throws ConfigError for another value */
export function environmentCount(env: Environment, name: string): number | undefined {
  const value = env[name]?.trim();
  if (value === undefined || value === "") return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw refusal(name, value, "a whole number of at least 1");
  return Number(value);
}

/** A whole number from `least` to `most`; undefined when absent or empty. @throws ConfigError for another value */
export function environmentNumber(env: Environment, name: string, least: number, most: number): number | undefined {
  const value = env[name]?.trim();
  if (value === undefined || value === "") return undefined;
  if (!/^\d{1,15}$/.test(value) || Number(value) < least || Number(value) > most) {
    throw refusal(name, value, `a whole number from ${least} to ${most}`);
  }
  return Number(value);
}

/** What the variable's value, in any case, stands for; undefined when absent or empty. @throws ConfigError for another value */
export function environmentChoice<T>(
  env: Environment,
  name: string,
  choices: Readonly<Record<string, T>>,
): T | undefined {
  const value = env[name]?.trim().toLowerCase();
  if (value === undefined || value === "") return undefined;
  if (!Object.hasOwn(choices, value)) throw refusal(name, value, `one of ${Object.keys(choices).join(", ")}`);
  return choices[value];
}

function refusal(name: string, value: string, expected: string): ConfigError {
  return new ConfigError(`The environment variable ${name} is ${JSON.stringify(value)}; it must be ${expected}`);
}
