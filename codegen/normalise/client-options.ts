import type { ClientOptionModel } from "../endpoint-model.js";
import type { Model } from "../model.js";
import { traitOf } from "../trait-values.js";
import { lowerCamelCase } from "./casing.js";
import { serviceOf } from "./lookup.js";

/** What the endpoint rules of a model take from the client. */
export interface EndpointOptions {
  readonly options: readonly ClientOptionModel[];
  /** Parameters that clients fill in themselves, where the model calls them otherwise than clients do. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** The built-in parameters that every client fills in, and what the runtime calls them. */
const builtIns: ReadonlyMap<string, string> = new Map([
  ["AWS::Region", "Region"],
  ["AWS::UseFIPS", "UseFIPS"],
  ["AWS::UseDualStack", "UseDualStack"],
  ["SDK::Endpoint", "Endpoint"],
  ["AWS::Auth::AccountId", "AccountId"],
  ["AWS::Auth::AccountIdEndpointMode", "AccountIdEndpointMode"],
  ["AWS::Auth::CredentialScope", "CredentialScope"],
]);

/**
 * The options that every client has: the members of the runtime's ClientConfig, which the generator must not import. A test
 * holds the two together.
 */
export const commonOptions: ReadonlySet<string> = new Set([
  "region",
  "endpoint",
  "credentials",
  "maxAttempts",
  "retryMode",
  "validation",
  "rateLimit",
  "requestTimeout",
  "connectTimeout",
  "transport",
  "logger",
  "hooks",
  "useFipsEndpoint",
  "useDualstackEndpoint",
  "accountIdEndpointMode",
  "endpointDiscovery",
  "disableRequestCompression",
  "requestMinCompressionSizeBytes",
  "endpointParameters",
  "clock",
  "random",
]);

interface Parameter {
  readonly type: string;
  readonly builtIn?: string;
  readonly documentation?: string;
}

/**
 * The options that a service's clients have besides those of every client: the model's `clientContextParams`, and the
 * built-in parameters of its rules that the runtime knows nothing of (`AWS::S3::ForcePathStyle`). An option is called as
 * its parameter in lower camel case, with `Parameter` behind it where that is an option of every client.
 */
export function endpointOptions(model: Model): EndpointOptions {
  const { shape: service } = serviceOf(model);
  const rules = traitOf(service, "smithy.rules#endpointRuleSet") ?? traitOf(service, "smithy.rules#endpointBdd");
  const parameters = Object.entries(
    (rules as { parameters?: Record<string, Parameter> } | undefined)?.parameters ?? {},
  );
  const known = new Set([...builtIns.values(), ...parameters.filter(isFilledIn).map(([name]) => name)]);
  const unknownBuiltIns = parameters.filter(([name, { builtIn }]) => builtIn !== undefined && !known.has(name));
  const wanted = new Map([
    ...unknownBuiltIns,
    ...Object.entries(traitOf(service, "smithy.rules#clientContextParams") ?? {}).filter(([name]) => !known.has(name)),
  ]);
  const taken = new Set(commonOptions);
  const options = [...wanted]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([parameter, { type, documentation = "" }]) => {
      const option = unusedOption(lowerCamelCase(parameter), taken);
      return { option, parameter, type: optionType(type), documentation: documentation.trim() };
    });
  const aliases = parameters.filter(isFilledIn).flatMap(([name, { builtIn = "" }]) => {
    const usual = builtIns.get(builtIn);
    return usual === undefined || usual === name ? [] : [[name, usual] as const];
  });
  return { options, aliases: Object.fromEntries(aliases) };
}

function isFilledIn([, { builtIn }]: readonly [string, Parameter]): boolean {
  return builtIn !== undefined && builtIns.has(builtIn);
}

function unusedOption(wanted: string, taken: Set<string>): string {
  let option = wanted;
  while (taken.has(option)) option = `${option}Parameter`;
  taken.add(option);
  return option;
}

/** Older models capitalise the types. */
function optionType(type: string): ClientOptionModel["type"] {
  const types = { string: "string", boolean: "boolean", stringarray: "stringArray" } as const;
  return types[type.toLowerCase() as keyof typeof types] ?? "string";
}
