/** How an error response tells its name; services and proxies differ, so a client has to know all of them. */
export type FaultSpelling =
  /** `{"__type":"Name"}`, as Kinesis does. */
  | "plain"
  /** `{"__type":"com.amazonaws.kinesis#Name"}`. */
  | "namespace"
  /** `{"__type":"Name:http://internal.amazon.com/coral/..."}`. */
  | "uri"
  /** Namespace and URI together. */
  | "namespace-uri"
  /** `{"code":"Name"}`. */
  | "code"
  /** The header `x-amzn-errortype` alone; the body has the message only. */
  | "header"
  /** The header with a namespace and a URI. */
  | "header-uri";

/** What operations throw to refuse a request: a fault of the service, modelled or not. */
export class ServiceFault extends Error {
  override readonly name: string;
  readonly status: number;

  constructor(name: string, message: string, status: number = name.startsWith("Internal") ? 500 : 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** The headers and body that tell a fault in one of the spellings. */
export function spellFault(
  name: string,
  message: string | undefined,
  options: {
    readonly spelling?: FaultSpelling;
    readonly messageKey?: "message" | "Message";
    readonly members?: object;
  } = {},
): { readonly headers: Record<string, string>; readonly body: string } {
  const { spelling = "plain", messageKey = "message", members = {} } = options;
  const uri = ":http://internal.amazon.com/coral/com.amazonaws.kinesis/";
  const namespace = "com.amazonaws.kinesis#";
  const text = message === undefined ? {} : { [messageKey]: message };
  const body = (type: object): string => JSON.stringify({ ...type, ...text, ...members });
  switch (spelling) {
    case "plain":
      return { headers: {}, body: body({ __type: name }) };
    case "namespace":
      return { headers: {}, body: body({ __type: namespace + name }) };
    case "uri":
      return { headers: {}, body: body({ __type: name + uri }) };
    case "namespace-uri":
      return { headers: {}, body: body({ __type: namespace + name + uri }) };
    case "code":
      return { headers: {}, body: body({ code: name }) };
    case "header":
      return { headers: { "x-amzn-errortype": name }, body: body({}) };
    case "header-uri":
      return { headers: { "x-amzn-errortype": namespace + name + uri }, body: body({}) };
  }
}
