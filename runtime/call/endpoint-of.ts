import type { ClientContext } from "../client-context.js";
import type { Credentials } from "../credentials/credentials.js";
import type { ResolvedEndpoint } from "../endpoint/endpoint.js";
import { ConfigError, EndpointError } from "../errors/config-error.js";
import type { Operation } from "../service.js";

/** Where a request goes and what it is signed for. */
export interface Target {
  /** Absolute, with a path that ends in a slash. */
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly signingRegion: string;
  readonly signingName: string;
}

/** Asks the service's endpoint rules. @throws ConfigError without a region, EndpointError when no rule matches */
export async function targetOf<Input, Output>(
  { service, settings }: ClientContext,
  operation: Operation<Input, Output>,
  input: Input,
  credentials: Credentials | undefined,
): Promise<Target> {
  const [region, override] = await Promise.all([settings.region(), settings.endpoint()]);
  const { useFipsEndpoint, useDualstackEndpoint, accountIdEndpointMode } = settings;
  const endpoint = service.resolveEndpoint({
    ...settings.endpointParameters,
    Region: region,
    UseFIPS: useFipsEndpoint,
    UseDualStack: useDualstackEndpoint,
    Endpoint: override,
    AccountId: accountId(credentials, accountIdEndpointMode === "disabled"),
    AccountIdEndpointMode: accountIdEndpointMode,
    ...operation.endpointParameters?.(input),
  });
  const prefix = override === undefined || takesPrefix(override) ? (operation.hostPrefix?.(input) ?? "") : "";
  return {
    url: urlOf(endpoint, prefix, operation.name),
    headers: headersOf(endpoint),
    signingRegion: endpoint.signingRegion ?? region,
    signingName: endpoint.signingName ?? service.signingName,
  };
}

/**
 * Whether an endpoint of the caller's own can have a prefix in front of its host, as the model wants it: an address and
 * a host without a domain, such as `localhost`, cannot.
 */
function takesPrefix(endpoint: string): boolean {
  const { hostname } = new URL(endpoint);
  return hostname.includes(".") && !/^[\d.]+$/.test(hostname);
}

function accountId(credentials: Credentials | undefined, disabled: boolean): string | undefined {
  return disabled ? undefined : (credentials?.accountId ?? undefined);
}

function urlOf({ url }: ResolvedEndpoint, prefix: string, operation: string): string {
  if (!URL.canParse(url)) throw new EndpointError(`The endpoint rules gave ${url}, which is no URL.`);
  const target = new URL(url);
  // The prefix holds members of the input, which must not lead the request elsewhere.
  if (!/^(?:[A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{0,63}$/.test(prefix)) {
    throw new ConfigError(
      `${operation}: the input makes the host prefix ${JSON.stringify(prefix)}, which no host can have.`,
    );
  }
  if (prefix !== "") target.hostname = prefix + target.hostname;
  return `${target.origin}${target.pathname.replace(/\/+$/, "")}/`;
}

function headersOf({ headers = {} }: ResolvedEndpoint): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name.toLowerCase(), values.join(",")]));
}
