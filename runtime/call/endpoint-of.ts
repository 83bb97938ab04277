import type { ClientContext } from "../client-context.js";
import type { Credentials } from "../credentials/credentials.js";
import type { EndpointParameter, EndpointParameters, ResolvedEndpoint } from "../endpoint/endpoint.js";
import type { EndpointProperties } from "../endpoint/endpoint-properties.js";
import { EndpointError } from "../errors/config-error.js";
import type { Operation } from "../service.js";

/** Where a request goes and what it is signed for. */
export interface Target extends EndpointProperties {
  /** Absolute, with a path that ends in a slash. */
  readonly url: string;
  readonly signingRegion: string;
  readonly signingName: string;
}

/**
 * Where a call goes: as the endpoint rules say, or as the service itself tells where the model wants it asked. A promise
 * when that has to be found out.
 */
export function targetOf<Input, Output>(
  context: ClientContext,
  operation: Operation<Input, Output>,
  input: Input,
  credentials: Credentials | undefined,
): Target | Promise<Target> {
  const byRules = targetByRules(context, operation, input, credentials);
  const by = operation.discovery?.by;
  return by === undefined
    ? byRules
    : Promise.resolve(byRules).then((target) => by.target(context, operation, input, credentials, target));
}

/**
 * Where the endpoint rules send a call. They are asked once for each set of parameters: one client's calls differ in the
 * stream, its account and the kind of operation, and in nothing else.
 *
 * @throws ConfigError without a region, EndpointError when no rule matches
 */
function targetByRules<Input, Output>(
  context: ClientContext,
  operation: Operation<Input, Output>,
  input: Input,
  credentials: Credentials | undefined,
): Target | Promise<Target> {
  const { settings, targets } = context;
  const question: Question = {
    parameters: operation.endpointParameters?.(input),
    prefix: operation.hostPrefix?.of(input),
    scope: credentials?.credentialScope,
    account: settings.accountIdEndpointMode === "disabled" ? undefined : (credentials?.accountId ?? undefined),
  };
  const key = keyOf(question);
  const known = targets.get(key);
  if (known !== undefined) return known;
  return askRules(context, operation, question).then((target) => {
    if (targets.size >= mostTargets) targets.clear();
    targets.set(key, target);
    return target;
  });
}

/** A client that writes to thousands of streams, named by ARN, has a target for each. */
const mostTargets = 1_000;

/** What the target of a call depends on, besides the client's settings. */
interface Question {
  /** The operation's own part of the endpoint parameters. */
  readonly parameters: EndpointParameters | undefined;
  /** What the model puts before the host. */
  readonly prefix: string | undefined;
  readonly account: string | undefined;
  /** Where the credentials hold. */
  readonly scope: string | undefined;
}

/** Values with their lengths, so that no value can be taken for two. */
function keyOf({ parameters, prefix, account, scope }: Question): string {
  // No parameter begins with a sign.
  let key = keyPart("@prefix", prefix) + keyPart("@account", account) + keyPart("@scope", scope);
  for (const name in parameters) key += keyPart(name, parameters[name]);
  return key;
}

function keyPart(name: string, value: EndpointParameter | undefined): string {
  if (value === undefined) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `${name}=${text.length}:${text};`;
}

async function askRules<Input, Output>(
  { service, settings }: ClientContext,
  operation: Operation<Input, Output>,
  { parameters = {}, prefix, account, scope }: Question,
): Promise<Target> {
  const [region, override] = await Promise.all([settings.region(), settings.endpoint()]);
  const { useFipsEndpoint, useDualstackEndpoint, accountIdEndpointMode } = settings;
  const asked: Record<string, EndpointParameter> = {
    ...settings.endpointParameters,
    Region: region,
    UseFIPS: useFipsEndpoint,
    UseDualStack: useDualstackEndpoint,
    Endpoint: override,
    AccountId: account,
    AccountIdEndpointMode: accountIdEndpointMode,
    CredentialScope: scope,
  };
  const { endpointAliases = {} } = service;
  for (const name in endpointAliases) asked[name] = asked[endpointAliases[name] ?? name];
  // What an operation leaves open is the client's to say.
  for (const name in parameters) asked[name] = parameters[name] ?? asked[name];
  const endpoint = service.resolveEndpoint(asked);
  return {
    url: urlOf(endpoint, (url) => operation.hostPrefix?.by(url, prefix ?? "", override, operation.name)),
    signingRegion: region,
    signingName: service.signingName,
    ...service.endpointProperties?.(endpoint),
  };
}

function urlOf({ url }: ResolvedEndpoint, change: (target: URL) => void): string {
  if (!URL.canParse(url)) throw new EndpointError(`The endpoint rules gave ${url}, which is no URL.`);
  const target = new URL(url);
  change(target);
  return `${target.origin}${target.pathname.replace(/\/+$/, "")}/`;
}
