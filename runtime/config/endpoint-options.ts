import type { EndpointParameters } from "../endpoint/endpoint.js";
import { listOfText, type OptionCheck, text, trueOrFalse } from "./option-checks.js";

/** Options of a service's clients that are parameters of its endpoint rules, and what reads them. */
export interface EndpointOptions {
  /** By the options' names. */
  readonly options: Readonly<
    Record<string, { readonly parameter: string; readonly type: "string" | "boolean" | "stringArray" }>
  >;
  /** Always {@link readEndpointOptions}: services without such options do not load it. */
  readonly by: typeof readEndpointOptions;
}

const checks: { readonly [type: string]: OptionCheck } = {
  string: text,
  boolean: trueOrFalse,
  stringArray: listOfText,
};

/** How such options are checked, and how those that were given become parameters of the rules. */
export function readEndpointOptions(options: EndpointOptions["options"]): {
  readonly checks: { readonly [option: string]: OptionCheck };
  readonly parametersOf: (config: object) => EndpointParameters;
} {
  const entries = Object.entries(options);
  return {
    checks: Object.fromEntries(entries.map(([name, { type }]) => [name, checks[type] as OptionCheck])),
    parametersOf: (config) => {
      const given = config as EndpointParameters;
      const parameters = entries.map(([name, { parameter }]) => [parameter, given[name]] as const);
      return Object.fromEntries(parameters.filter(([, value]) => value !== undefined));
    },
  };
}
