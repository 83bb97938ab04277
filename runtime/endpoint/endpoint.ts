/** A parameter of an endpoint rule set. */
export type EndpointParameter = string | boolean | readonly string[] | undefined;

/** The parameters that endpoint rules decide on: the client's built-ins, the operation's own. */
export type EndpointParameters = { readonly [name: string]: EndpointParameter };

/** Where to send a request, and how to sign it if the rules say more than the client knows. */
export interface ResolvedEndpoint {
  /** Scheme, host and perhaps a path, as the rules gave it. */
  readonly url: string;
  /** Extra headers that the rules ask for. */
  readonly headers?: { readonly [name: string]: readonly string[] };
  /** Overrides of `authSchemes`: the region and the name to sign with. */
  readonly signingRegion?: string;
  readonly signingName?: string;
  /** The scheme that the endpoint asks for where it does not take the one that clients sign with, such as `sigv4a`. */
  readonly unknownSignature?: string;
}
