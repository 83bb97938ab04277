import { ServiceFault } from "./service-fault.js";

/** How long a token is good: 300 seconds. */
const tokenLifetime = 300_000;

interface Token {
  /** Which listing it continues; a token of another listing is refused. */
  readonly listing: string;
  /** The key of the last item of the page before. */
  readonly last: string;
  readonly issued: number;
}

/** What {@link page} takes. */
export interface PageRequest<T> {
  /** Every item, sorted by key. */
  readonly items: readonly T[];
  readonly key: (item: T) => string;
  readonly limit: number;
  /** Names the listing and what it is of. */
  readonly listing: string;
  /** The token that came, if any. */
  readonly token: string | undefined;
  /** The key to start after when there is no token. */
  readonly startAfter?: string | undefined;
  readonly now: number;
}

/** Cuts a page out of a listing; the token is undefined on the last one. */
export function page<T>(request: PageRequest<T>): { readonly items: T[]; readonly token: string | undefined } {
  const { key, limit, listing, now } = request;
  const last = request.token === undefined ? request.startAfter : readToken(request.token, listing, now).last;
  const left = last === undefined ? [...request.items] : request.items.filter((item) => key(item) > last);
  const items = left.slice(0, limit);
  const end = items.at(-1);
  return {
    items,
    token:
      left.length > items.length && end !== undefined
        ? writeToken({ listing, last: key(end), issued: now })
        : undefined,
  };
}

/** What listing a token continues. Throws the faults of tokens that are garbage, foreign or too old. */
export function readToken(token: string, listing: string, now: number): Token {
  const { listing: own, last, issued } = decode(token);
  // A token names the listing and, after a space, what it lists: a caller that cannot know the latter gives the former.
  if (own !== listing && !own.startsWith(`${listing} `)) {
    throw new ServiceFault("InvalidArgumentException", "NextToken is invalid.");
  }
  if (now - issued > tokenLifetime) throw new ServiceFault("ExpiredNextTokenException", "NextToken has expired.");
  return { listing: own, last, issued };
}

function writeToken(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString("base64");
}

function decode(token: string): Token {
  try {
    const { listing, last, issued } = JSON.parse(Buffer.from(token, "base64").toString("utf8")) as Record<
      string,
      unknown
    >;
    if (typeof listing === "string" && typeof last === "string" && typeof issued === "number")
      return { listing, last, issued };
  } catch {
    // Garbage: told below.
  }
  throw new ServiceFault("InvalidArgumentException", "NextToken is invalid.");
}
