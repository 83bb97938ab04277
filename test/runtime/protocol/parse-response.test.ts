import { describe, expect, it } from "vitest";
import { ProtocolError, ServiceError } from "../../../runtime/for-generated.js";
import { readList, readObject } from "../../../runtime/protocol/collections.js";
import type { JsonObject } from "../../../runtime/protocol/json.js";
import { readLargeOutput } from "../../../runtime/protocol/large-output.js";
import { parseResponse } from "../../../runtime/protocol/parse-response.js";
import { responseOf } from "../../../runtime/retry/response-of.js";
import type { TransportResponse } from "../../../runtime/transport/transport.js";
import { answer } from "../fake-transport.js";
import {
  deleteOperation,
  listOperation,
  putOperation,
  ResourceNotFoundException,
  SlowDownException,
} from "../sample-service.js";

const context = { blobs: "bytes", attempt: 2, requestBytes: 99 } as const;

function errorOf(response: TransportResponse, operation: typeof putOperation = putOperation): unknown {
  try {
    parseResponse(operation, response, context);
  } catch (error) {
    // Whatever it is, the retry loop finds the response behind it.
    expect(responseOf(error)).toMatchObject({ status: response.status, headers: response.headers });
    return error;
  }
  throw new Error("The response was expected to be an error");
}

function protocolErrorOf(response: TransportResponse, operation?: typeof putOperation): ProtocolError {
  const error = errorOf(response, operation);
  expect(error).toBeInstanceOf(ProtocolError);
  return error as ProtocolError;
}

function serviceErrorOf(response: TransportResponse): ServiceError {
  const error = errorOf(response);
  expect(error).toBeInstanceOf(ServiceError);
  return error as ServiceError;
}

describe("an output", () => {
  it.each([
    ["application/x-amz-json-1.1"],
    ["application/x-amz-json-1.0"],
    ["application/json; charset=utf-8"],
    ["Application/JSON"],
  ])("is read from a body of the type %s", (type) => {
    expect(parseResponse(putOperation, answer(200, { Id: "1" }, { "content-type": type }), context)).toEqual({
      Id: "1",
    });
  });

  it("is read from a body without a type, ignoring members that are not known and nulls", () => {
    const { "content-type": _, ...headers } = answer(200, "").headers;
    const response = { ...answer(200, { Id: "1", Data: null, New: 1, __type: "x" }), headers };
    expect(parseResponse(putOperation, response, context)).toEqual({ Id: "1" });
  });

  it("may be empty where the model requires nothing", () => {
    expect(parseResponse(deleteOperation, answer(200, ""), context)).toEqual({});
    expect(parseResponse(listOperation, answer(200, ""), context)).toEqual({});
    expect(parseResponse(deleteOperation, answer(200, {}), context)).toEqual({});
    expect(parseResponse(deleteOperation, answer(204, ""), context)).toEqual({});
  });
});

describe("a large output", () => {
  const items = Array.from({ length: 2_000 }, (_, index) => ({ Id: `${index}`, Note: "n".repeat(100) }));
  /** Whether the list was there as an array, in which case it was parsed as a whole. */
  const wholeListIn = (readLarge?: typeof readLargeOutput): boolean => {
    let whole = false;
    const read = (json: JsonObject): object => {
      whole = Array.isArray(json.Items);
      return { Items: readList(json.Items, readObject) };
    };
    const operation = { ...listOperation, read, ...(readLarge !== undefined && { readLarge }) };
    expect(parseResponse(operation, answer(200, { Items: items }), context)).toEqual({ Items: items });
    return whole;
  };

  it("is read some at a time by an operation that names what does that", () => {
    expect(wholeListIn(readLargeOutput)).toBe(false);
  });

  it("is read as a whole by any other", () => {
    expect(wholeListIn()).toBe(true);
  });
});

describe("a broken output", () => {
  const html = { "content-type": "text/html" };

  it.each([
    [answer(200, ""), "is empty"],
    [answer(200, "not json"), "is not JSON"],
    [answer(200, '{"Id":"1'), "is not JSON"],
    [answer(200, "<html>Login</html>", html), "is a page of markup, not JSON"],
    [answer(200, { Id: "1" }, html), "has the content type text/html, not application/x-amz-json"],
    [answer(200, { Id: "1" }, { "content-type": "text/plain" }), "has the content type text/plain"],
    [answer(200, "[]"), "is JSON but no object"],
    [answer(200, "null"), "is JSON but no object"],
    [answer(200, new Uint8Array([123, 255, 125])), "is not UTF-8"],
    [answer(200, { Id: 5 }), "holds a malformed value: Id: expected a string, found a number"],
    [answer(200, { Id: "1", Data: "a*b=" }), "holds a malformed value: Data: expected a base64 string"],
    [answer(101, ""), "is not final"],
  ])("is a ProtocolError that says what is wrong (%#)", (response, what) => {
    const error = protocolErrorOf(response);
    expect(error.message).toContain(`Put: the response (HTTP ${response.status}, request id request-1) ${what}`);
    expect(error).toMatchObject({ status: response.status, requestId: "request-1" });
    expect(error.$metadata.attempts).toBe(2);
    expect(error).not.toBeInstanceOf(SyntaxError);
  });

  it("is told with an excerpt of at most 200 characters", () => {
    const error = protocolErrorOf(answer(200, `<p>${"é".repeat(500)}</p>`));
    expect(error.excerpt).toMatch(/^<p>é{196}…$/);
    expect(error.message).toContain(`It begins: ${error.excerpt}`);
    expect(protocolErrorOf(answer(200, "x".repeat(200))).excerpt).toBe("x".repeat(200));
    expect(protocolErrorOf(answer(200, "a\n\tb\u0007c")).excerpt).toBe("a b c");
    expect(protocolErrorOf(answer(200, "")).excerpt).toBeUndefined();
  });

  it("shows no value of what looks like JSON, neither in the excerpt nor in the cause", () => {
    for (const body of [
      '{"Id":"SECRET","Da\\"ta": "SECRET',
      '{"Tags":["SECRET","SECRET\\"SECRET"],}',
      '{"Id":"SECRET\\',
      '["SECRET" SECRET',
      '{"Id":5,"Data":"SECRET*"}',
    ]) {
      const { message, excerpt, cause } = protocolErrorOf(answer(200, body));
      // Bare words are no JSON strings, so they alone may show.
      const visible = body.includes(" SECRET") ? " SECRET" : "";
      expect(`${message}${excerpt}${String(cause)}`.replaceAll(visible, "")).not.toContain("SECRET");
    }
    expect(protocolErrorOf(answer(200, '{"Id":"SECRET","N":5')).excerpt).toBe('{"Id":"…","N":5');
  });

  it("keeps the parser's error as its cause, less the text that it quotes", () => {
    const { cause } = protocolErrorOf(answer(200, "Guarded secret page"));
    expect(cause).toBeInstanceOf(SyntaxError);
    expect((cause as Error).message).toBe("Unexpected token 'G': is not valid JSON");
  });
});

describe("a redirect", () => {
  it("is a ProtocolError that tells where to, without the query", () => {
    const response = answer(307, "", { location: "https://elsewhere.test/path?token=SECRET" });
    const error = protocolErrorOf(response);
    expect(error.message).toContain("is a redirect to https://elsewhere.test/path. Signed requests are not redirected");
    expect(error.message).not.toContain("SECRET");
    expect(protocolErrorOf(answer(301, "")).message).toContain("is a redirect to nowhere");
  });
});

describe("a fault", () => {
  it.each([
    [{ __type: "ResourceNotFoundException" }, {}],
    [{ __type: "com.amazonaws.sample#ResourceNotFoundException" }, {}],
    [{ __type: "ResourceNotFoundException:http://internal.amazon.com/coral/com.amazon.coral/" }, {}],
    [{ __type: "a.b#ResourceNotFoundException:http://internal#x" }, {}],
    [{ code: "ResourceNotFoundException" }, {}],
    [{}, { "x-amzn-errortype": "ResourceNotFoundException:http://internal.amazon.com/" }],
    [{}, { "x-amzn-errortype": "ResourceNotFoundException,ResourceNotFoundException" }],
    [{ __type: "Other", code: "Another" }, { "x-amzn-errortype": "ResourceNotFoundException" }],
    [{ __type: "ResourceNotFoundException", code: "Other" }, {}],
    [{ code: 400, __type: "ResourceNotFoundException" }, {}],
    [{ Output: { __type: "ResourceNotFoundException" }, Version: "1.0" }, {}],
  ])("is known by its name, however it is spelt: %j %j", (body, headers) => {
    const error = errorOf(answer(400, body, headers));
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect((error as Error).name).toBe("ResourceNotFoundException");
  });

  it.each([
    [{ message: "words" }, "words"],
    [{ Message: "words" }, "words"],
    [{ errorMessage: "words" }, "words"],
    [{ message: null, Message: "words" }, "words"],
    [{ message: "" }, "Put failed (HTTP 400, request id request-1)."],
  ])("has the service's message: %j", (body, message) => {
    expect(serviceErrorOf(answer(400, { __type: "ResourceNotFoundException", ...body })).message).toBe(message);
  });

  it("keeps modelled members, enumerable, and hides $metadata and name", () => {
    const error = serviceErrorOf(answer(400, { __type: "ResourceNotFoundException", message: "m", Resource: "r" }));
    expect(Object.keys(error).sort()).toEqual(["Resource", "fault", "operation", "retryable", "throttling"]);
    expect(error.$metadata).toMatchObject({ requestId: "request-1", httpStatusCode: 400, attempts: 2 });
    expect(error.code).toBe("ResourceNotFoundException");
  });

  it("with a malformed member is a ProtocolError", () => {
    const error = protocolErrorOf(answer(400, { __type: "ResourceNotFoundException", Resource: 5 }));
    expect(error.message).toContain(
      "is a malformed ResourceNotFoundException: Resource: expected a string, found a number.",
    );
  });

  it("is known by its query code, and tells it", () => {
    const headers = { "x-amzn-query-error": "AWS.Sample.SlowDown;Sender" };
    const byCode = serviceErrorOf(answer(400, { message: "m" }, headers));
    expect(byCode).toBeInstanceOf(SlowDownException);
    expect(byCode.code).toBe("AWS.Sample.SlowDown");
    const unmodelled = serviceErrorOf(answer(400, { __type: "New" }, { "x-amzn-query-error": "Old;Receiver" }));
    expect(unmodelled).toMatchObject({ name: "New", code: "Old", fault: "server" });
  });

  it("that is not modelled is a plain ServiceError with the wire's name", () => {
    const client = serviceErrorOf(answer(400, { __type: "a#NewException", message: "m" }));
    expect(client.constructor).toBe(ServiceError);
    expect(client).toMatchObject({ name: "NewException", fault: "client", retryable: false, throttling: false });
    expect(serviceErrorOf(answer(500, { __type: "InternalFailure" }))).toMatchObject({
      fault: "server",
      retryable: true,
    });
    expect(serviceErrorOf(answer(400, { __type: "ThrottlingException" }))).toMatchObject({ throttling: true });
    expect(serviceErrorOf(answer(429, { __type: "Other" }))).toMatchObject({ throttling: true, retryable: true });
  });

  it("cannot be named after what every object has", () => {
    for (const name of ["constructor", "toString", "__proto__"]) {
      const error = serviceErrorOf(answer(400, `{"__type":"${name}"}`));
      expect(error.constructor).toBe(ServiceError);
      expect(error.name).toBe(name);
    }
  });

  it("without a name is an UnknownError that tells the status", () => {
    const error = serviceErrorOf(answer(500, ""));
    expect(error).toMatchObject({ name: "UnknownError", fault: "server" });
    expect(error.message).toBe("Put failed, and the service gave no reason (HTTP 500, request id request-1).");
    expect(serviceErrorOf(answer(400, { message: "words" }))).toMatchObject({ name: "UnknownError", message: "words" });
  });

  it("in markup is a ProtocolError with an excerpt, unless a header names it", () => {
    const page = "<html>Bad gateway</html>";
    const error = protocolErrorOf(answer(502, page, { "content-type": "text/html" }));
    expect(error).toMatchObject({ status: 502, excerpt: page });
    expect(error.message).toContain("check endpoint and proxies");
    expect(errorOf(answer(403, page, { "x-amzn-errortype": "ResourceNotFoundException" }))).toBeInstanceOf(
      ResourceNotFoundException,
    );
  });

  it("of a body that is too large says so", () => {
    const error = protocolErrorOf(answer(413, "<html>413</html>"));
    expect(error.message).toBe(
      "Put: the response (HTTP 413, request id request-1) refuses the request's body of 99 bytes as too large. " +
        "It begins: <html>413</html> Send fewer or smaller entries.",
    );
    expect(protocolErrorOf(answer(413, "")).message).toContain("too large. Send fewer");
    expect(errorOf(answer(413, { __type: "ResourceNotFoundException" }))).toBeInstanceOf(ResourceNotFoundException);
  });

  it("finds the request id under each of its names", () => {
    for (const name of ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"]) {
      const { "x-amzn-requestid": _, ...headers } = answer(400, "").headers;
      const response = { ...answer(400, { __type: "New" }), headers: { ...headers, [name]: "other-id" } };
      expect(serviceErrorOf(response).$metadata.requestId).toBe("other-id");
    }
  });
});
