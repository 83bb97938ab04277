import type { Target } from "../call/endpoint-of.js";
import { runCall } from "../call/run-call.js";
import type { ClientContext } from "../client-context.js";
import type { Credentials } from "../credentials/credentials.js";
import { ConfigError, EndpointError } from "../errors/config-error.js";
import { ServiceError } from "../errors/service-error.js";
import type { Operation } from "../service.js";

/** What the model says of the operation that tells endpoints: `aws.api#clientEndpointDiscovery`. */
export interface EndpointDiscovery<Input, Output> {
  /** The operation that is asked. Requests for it go where the endpoint rules say. */
  readonly operation: Operation<Input, Output>;
  /** Its input for an operation and what identifies the call. Where that is the same, so are the endpoints. */
  readonly input: (operation: string, identifiers: Identifiers) => Input;
  readonly endpoints: (output: Output) => readonly EndpointOnOffer[] | undefined;
  /** The fault, by its name on the wire, with which a host says that it is no longer the right one. */
  readonly fault?: string;
}

/** An endpoint as the service offers it. */
export interface EndpointOnOffer {
  /** A host, perhaps with a port. */
  readonly Address?: string;
  readonly CachePeriodInMinutes?: number;
}

/** Members of the input that an operation's endpoint depends on, by their names. */
export type Identifiers = { readonly [member: string]: string };

/** How an operation finds its endpoint: `aws.api#clientDiscoveredEndpoint`. */
export interface OperationDiscovery<Input> {
  readonly by: DiscoveredEndpoints;
  /** Whether the operation is served nowhere else. Otherwise the option `endpointDiscovery` turns discovery on. */
  readonly required: boolean;
  readonly identifiers?: (input: Input) => { readonly [member: string]: string | undefined };
}

/** The endpoints that clients of one service have discovered. */
export interface DiscoveredEndpoints {
  /**
   * Where a request goes: to the discovered endpoint, or to that of the rules where there is no discovery.
   *
   * @throws EndpointError when discovery fails and there is no other endpoint
   */
  target<Input>(
    context: ClientContext,
    operation: Operation<Input, unknown>,
    input: Input,
    credentials: Credentials | undefined,
    byRules: Target,
  ): Promise<Target>;
  /** Whether an error of a request says that its endpoint is no longer the right one, which is then forgotten. */
  forget(context: ClientContext, error: unknown, url: string | undefined): boolean;
}

/** One cached answer. */
interface Entry {
  /** Undefined before the first answer, after a failure of an optional discovery, and once forgotten. */
  url: string | undefined;
  /** Until when, in milliseconds, nobody asks again. */
  until: number;
  /** What concurrent calls wait for. */
  asking: Promise<string> | undefined;
}

/** As many as there are targets by rules: entries differ by identifiers of calls. */
const mostEntries = 1_000;

/** How long a failed discovery rests where calls can go on without it, in milliseconds. */
const restAfterFailure = 60_000;

/**
 * Makes the discovery of a service. Answers are kept for each client, for each access key and for each input of the asked
 * operation, as long as the service says; concurrent calls share one question. When an answer cannot be renewed, the old
 * one serves on, unless its host has refused it.
 */
export function discoverEndpoints<Input, Output>(discovery: EndpointDiscovery<Input, Output>): DiscoveredEndpoints {
  const clients = new WeakMap<ClientContext, Map<string, Entry>>();
  const entriesOf = (context: ClientContext): Map<string, Entry> => {
    const entries = clients.get(context) ?? new Map<string, Entry>();
    clients.set(context, entries);
    return entries;
  };

  return {
    async target(context, operation, input, credentials, byRules) {
      const { settings } = context;
      // Whoever names an endpoint means it.
      if ((await settings.endpoint()) !== undefined) return byRules;
      const required = isRequired(operation, settings.endpointDiscovery);
      if (!required && settings.endpointDiscovery !== true) return byRules;
      const question = discovery.input(operation.name, identifiersOf(operation, input));
      const entry = entryFor(entriesOf(context), JSON.stringify([credentials?.accessKeyId, question]));
      try {
        const ask = () => askService(context, discovery, question, byRules);
        const url = await currentUrl(entry, required, () => settings.clock.now(), ask);
        return url === undefined ? byRules : { ...byRules, url };
      } catch (cause) {
        throw new EndpointError(
          `${operation.name} needs an endpoint that ${discovery.operation.name} tells, and that call failed. The cause says why.`,
          { cause },
        );
      }
    },
    forget(context, error, url) {
      if (!refusesEndpoint(error, discovery.fault)) return false;
      const used = [...entriesOf(context).values()].filter((entry) => url !== undefined && entry.url === url);
      for (const entry of used) Object.assign(entry, { url: undefined, until: 0 });
      return used.length > 0;
    },
  };
}

function isRequired<Input>({ name, discovery }: Operation<Input, unknown>, option: boolean | undefined): boolean {
  if (discovery?.required !== true) return false;
  if (option === false) {
    throw new ConfigError(
      `${name} is served by discovered endpoints alone: leave endpointDiscovery out, or give the client an endpoint.`,
      { option: "endpointDiscovery" },
    );
  }
  return true;
}

function identifiersOf<Input>({ discovery }: Operation<Input, unknown>, input: Input): Identifiers {
  const given = Object.entries(discovery?.identifiers?.(input) ?? {});
  return Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function entryFor(entries: Map<string, Entry>, key: string): Entry {
  const known = entries.get(key);
  if (known !== undefined) return known;
  if (entries.size >= mostEntries) entries.clear();
  const entry: Entry = { url: undefined, until: 0, asking: undefined };
  entries.set(key, entry);
  return entry;
}

async function currentUrl(
  entry: Entry,
  required: boolean,
  now: () => number,
  ask: () => Promise<{ readonly url: string; readonly minutes: number }>,
): Promise<string | undefined> {
  if (now() < entry.until && (entry.url !== undefined || !required)) return entry.url;
  entry.asking ??= ask()
    .then(({ url, minutes }) => {
      Object.assign(entry, { url, until: now() + minutes * 60_000 });
      return url;
    })
    .finally(() => {
      entry.asking = undefined;
    });
  try {
    return await entry.asking;
  } catch (error) {
    if (required && entry.url === undefined) throw error;
    entry.until = now() + restAfterFailure;
    return entry.url;
  }
}

async function askService<Input, Output>(
  context: ClientContext,
  discovery: EndpointDiscovery<Input, Output>,
  question: Input,
  byRules: Target,
): Promise<{ readonly url: string; readonly minutes: number }> {
  const { operation, endpoints } = discovery;
  const [first] = endpoints(await runCall(context, operation, question, {})) ?? [];
  const { Address: address, CachePeriodInMinutes: minutes = 1 } = first ?? {};
  if (address === undefined) throw new EndpointError(`${operation.name} told no endpoint.`);
  const url = new URL(byRules.url);
  // Nothing but a host: neither another scheme nor a path or user that leads elsewhere.
  if (!/^[A-Za-z0-9.-]+(?::\d{1,5})?$/.test(address) || !URL.canParse(`https://${address}`)) {
    throw new EndpointError(`${operation.name} told the endpoint ${JSON.stringify(address)}, which is no host.`);
  }
  url.host = address;
  return { url: url.href, minutes: Math.max(minutes, 0) };
}

/** 421, Misdirected Request, says the same as the model's own fault. */
function refusesEndpoint(error: unknown, fault: string | undefined): boolean {
  if (!(error instanceof ServiceError)) return false;
  return error.name === fault || error.$metadata?.httpStatusCode === 421;
}
