import { EndpointError } from "../errors/config-error.js";
import type { EndpointParameters } from "./endpoint.js";

/**
 * Reads an endpoint parameter that is a string. Generated `resolveEndpoint` functions narrow their parameters with
 * these readers once, at the top, and then work with plain values.
 *
 * @param fallback what an absent parameter stands for
 * @throws EndpointError when the parameter is there and no string
 */
export function stringParameter(parameters: EndpointParameters, name: string): string | undefined;
export function stringParameter(parameters: EndpointParameters, name: string, fallback: string): string;
export function stringParameter(parameters: EndpointParameters, name: string, fallback?: string): string | undefined {
  const value = parameters[name];
  if (value === undefined) return fallback;
  if (typeof value !== "string") throw illTyped(name, "a string");
  return value;
}

/**
 * Reads an endpoint parameter that is true or false.
 *
 * @param fallback what an absent parameter stands for
 * @throws EndpointError when the parameter is there and no boolean
 */
export function booleanParameter(parameters: EndpointParameters, name: string): boolean | undefined;
export function booleanParameter(parameters: EndpointParameters, name: string, fallback: boolean): boolean;
export function booleanParameter(
  parameters: EndpointParameters,
  name: string,
  fallback?: boolean,
): boolean | undefined {
  const value = parameters[name];
  if (value === undefined) return fallback;
  if (typeof value !== "boolean") throw illTyped(name, "true or false");
  return value;
}

/**
 * Reads an endpoint parameter that is a list of strings.
 *
 * @param fallback what an absent parameter stands for
 * @throws EndpointError when the parameter is there and no list of strings
 */
export function stringListParameter(parameters: EndpointParameters, name: string): readonly string[] | undefined;
export function stringListParameter(
  parameters: EndpointParameters,
  name: string,
  fallback: readonly string[],
): readonly string[];
export function stringListParameter(
  parameters: EndpointParameters,
  name: string,
  fallback?: readonly string[],
): readonly string[] | undefined {
  const value = parameters[name];
  if (value === undefined) return fallback;
  if (typeof value !== "object" || !Array.isArray(value) || !value.every((item) => typeof item === "string")) {
    throw illTyped(name, "a list of strings");
  }
  return value;
}

/**
 * Insists on a parameter that the rules require and that has no default.
 *
 * @throws EndpointError naming the parameter when it is absent
 */
export function requiredParameter<T>(value: T | undefined, name: string): T {
  if (value === undefined) {
    throw new EndpointError(
      `The endpoint rules need the parameter ${name}, and neither the client nor the call gave it.`,
    );
  }
  return value;
}

function illTyped(name: string, expected: string): EndpointError {
  return new EndpointError(`The endpoint parameter ${name} must be ${expected}.`);
}
