import { describe, expect, it } from "vitest";
import { brokenHttp2Stream, http2Failure, nodeFailure } from "../../../runtime/transport/node-failure.js";
import { socketFailure } from "../../../runtime/transport/system-failure.js";

const failure = (code: string): Error => Object.assign(new Error("it failed"), { code });

describe("a failure of HTTP/2", () => {
  it("is told in words by what carries streams", () => {
    const error = http2Failure(failure("ERR_HTTP2_STREAM_CANCEL"), "example.org");
    expect(error.message).toBe(
      "No response from example.org: the HTTP/2 session ended before a response arrived (ERR_HTTP2_STREAM_CANCEL)",
    );
    expect(error.code).toBe("ERR_HTTP2_STREAM_CANCEL");
    expect(brokenHttp2Stream("example.org", 7, failure("ERR_HTTP2_STREAM_CANCEL")).message).toBe(
      "The stream from example.org broke off after 7 bytes: it failed (ERR_TRUNCATED_RESPONSE)",
    );
  });

  it("does not concern what carries calls", () => {
    expect(socketFailure(failure("ERR_HTTP2_STREAM_CANCEL"), "example.org").message).toBe(
      "No response from example.org: it failed (ERR_HTTP2_STREAM_CANCEL)",
    );
  });
});

describe("a failure of a socket", () => {
  it("is told in the same words by both", () => {
    const error = failure("ECONNRESET");
    expect(http2Failure(error, "example.org").message).toBe(socketFailure(error, "example.org").message);
  });

  it("has the socket's code where Node's fetch has one of its own", () => {
    expect(nodeFailure("UND_ERR_SOCKET", "other side closed")).toMatchObject({
      code: "ECONNRESET",
      detail: "other side closed",
      meaning: "the connection was closed before a response arrived",
    });
  });
});
