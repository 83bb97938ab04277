/** A request in the one form that client and service sign. */
export interface CanonicalRequest {
  readonly text: string;
  /** The names of the headers in it, as the Authorization header lists them. */
  readonly signedHeaders: string;
}

/** Headers that proxies and HTTP stacks may set or change on the way; a signature must not depend on them. */
const unsigned: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "authorization",
  "cache-control",
  "connection",
  "expect",
  "from",
  "keep-alive",
  "max-forwards",
  "pragma",
  "referer",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "user-agent",
  "x-amzn-trace-id",
]);

/** The canonical form of a POST with these headers, whose names are in lower case. */
export function canonicalRequest(
  url: URL,
  headers: Readonly<Record<string, string>>,
  payloadHash: string,
): CanonicalRequest {
  const { signed, signedHeaders } = signedNames(headers);
  let lines = "";
  for (const name of signed) lines += `${name}:${collapseBlanks(headers[name] ?? "")}\n`;
  // Not asked for in vain: URLs make their `searchParams` when they are first asked, which few requests need.
  const query = url.search === "" ? "" : canonicalQuery(url.searchParams);
  const text = `POST\n${canonicalPath(url.pathname)}\n${query}\n${lines}\n${signedHeaders}\n${payloadHash}`;
  return { text, signedHeaders };
}

/** The names of a request's headers, and those of them that are signed, sorted. */
interface HeaderNames {
  readonly all: readonly string[];
  readonly signed: readonly string[];
  readonly signedHeaders: string;
}

let last: HeaderNames = { all: [], signed: [], signedHeaders: "" };

/** The names are the same from request to request: sorted once, and compared from then on (2 microseconds less). */
function signedNames(headers: Readonly<Record<string, string>>): HeaderNames {
  const all = Object.keys(headers);
  if (all.length === last.all.length && all.every((name, index) => name === last.all[index])) return last;
  const signed = all.filter((name) => !unsigned.has(name) && !/^(?:proxy|sec)-/.test(name)).sort();
  last = { all, signed, signedHeaders: signed.join(";") };
  return last;
}

/** A path as a URL holds it, encoded once more: what every service but S3 expects. */
function canonicalPath(path: string): string {
  return path === "/"
    ? path
    : path
        .replace(/\/{2,}/g, "/")
        .split("/")
        .map(encode)
        .join("/");
}

function canonicalQuery(parameters: URLSearchParams): string {
  const pairs = [...parameters].map(([name, value]) => [encode(name), encode(value)] as const);
  pairs.sort(([name, value], [otherName, otherValue]) => order(name, otherName) || order(value, otherValue));
  return pairs.map((pair) => pair.join("=")).join("&");
}

function order(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Every byte but the unreserved ones of RFC 3986. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Most values have no blanks, and so none to collapse: looking first spares them the rewriting. */
function collapseBlanks(value: string): string {
  return /\s/.test(value) ? value.trim().replace(/\s+/g, " ") : value;
}
