import { describe, expect, it } from "vitest";
import {
  ConnectionError,
  metadataOf,
  ProtocolError,
  type ServiceError,
  TimeoutError,
} from "../../../runtime/for-generated.js";
import { answer } from "../fake-transport.js";
import { anySecret, credentials, rejection, sample } from "../sample-client.js";
import { listOperation, putOperation, ResourceNotFoundException, SlowDownException } from "../sample-service.js";

const throttle = answer(400, { __type: "SlowDownException", message: "Rate exceeded" });
const never = (): Promise<never> => new Promise(() => {});

describe("a call that fails", () => {
  it("keeps the service's own message when it was not retried", async () => {
    const { client } = sample([
      answer(400, { __type: "ResourceNotFoundException", message: "No such thing", Resource: "x" }),
    ]);
    const error = (await rejection(client.call(putOperation, { Name: "n" }))) as ResourceNotFoundException;
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect(error.message).toBe("No such thing");
    expect(error).toMatchObject({
      fault: "client",
      retryable: false,
      throttling: false,
      operation: "Put",
      Resource: "x",
    });
    expect(error.$metadata).toEqual({
      requestId: "request-1",
      extendedRequestId: undefined,
      httpStatusCode: 400,
      attempts: 1,
      totalRetryDelay: 0,
    });
  });

  it("tells attempts, time, status and request id when it was retried", async () => {
    const { client, transport, clock } = sample([throttle]);
    const before = clock.now();
    const error = (await rejection(client.call(putOperation, { Name: "n" }))) as SlowDownException;
    const elapsed = clock.now() - before;
    expect(error).toBeInstanceOf(SlowDownException);
    expect(transport.requests).toHaveLength(3);
    expect(error.message).toBe(`Rate exceeded (Put: 3 attempts in ${elapsed} ms; HTTP 400, request id request-1)`);
    expect(error.stack).toContain(`SlowDownException: ${error.message}\n`);
    expect(error.$metadata).toMatchObject({ attempts: 3, totalRetryDelay: elapsed });
    expect(elapsed).toBeGreaterThan(0);
  });

  it("tells that a deadline ended the retries", async () => {
    const { client, transport } = sample([throttle]);
    const error = (await rejection(client.call(putOperation, { Name: "n" }, { timeout: 10 }))) as Error;
    expect(transport.requests).toHaveLength(1);
    expect(error).toBeInstanceOf(SlowDownException);
    expect(error.message).toMatch(/^Rate exceeded \(Put: 1 attempt in 0 ms; .*deadline; HTTP 400/);
  });

  it("keeps to the call's own maxAttempts and tells each attempt's number", async () => {
    const { client, transport } = sample([throttle]);
    await rejection(client.call(putOperation, { Name: "n" }, { maxAttempts: 2 }));
    expect(transport.requests.map(({ headers }) => headers["amz-sdk-request"])).toEqual([
      "attempt=1; max=2",
      "attempt=2; max=2",
    ]);
    expect(new Set(transport.requests.map(({ headers }) => headers["amz-sdk-invocation-id"])).size).toBe(1);
  });

  it("succeeds after a retry and says so in $metadata", async () => {
    const { client, clock } = sample([throttle, answer(200, { Id: "1" })]);
    const output = await client.call(putOperation, { Name: "n" });
    expect(metadataOf(output)).toMatchObject({ attempts: 2, totalRetryDelay: clock.sleeps[0] });
  });

  it("signs each attempt anew, by the injected clock", async () => {
    const { client, transport } = sample([throttle, (_, __) => Promise.resolve(answer(200, { Id: "1" }))], {
      random: () => 0.999999,
    });
    await client.call(putOperation, { Name: "n" });
    const dates = transport.requests.map(({ headers }) => headers["x-amz-date"]);
    expect(new Set(dates).size + new Set(transport.requests.map(({ headers }) => headers.authorization)).size).toBe(4);
  });

  it("retries a server's page of markup, and tells it as a ProtocolError in the end", async () => {
    const { client, transport } = sample([answer(503, "<html>busy</html>", { "content-type": "text/html" })]);
    const error = (await rejection(client.call(putOperation, { Name: "n" }))) as ProtocolError;
    expect(error).toBeInstanceOf(ProtocolError);
    expect(transport.requests).toHaveLength(3);
    expect(error.message).toMatch(
      /^Put: the response \(HTTP 503, request id request-1\) is a page of markup, not JSON\. It begins: <html>busy<\/html>/,
    );
    expect(error.message).toMatch(/\(Put: 3 attempts in \d+ ms\)$/);
    expect(error.$metadata.attempts).toBe(3);
  });

  it("retries a broken connection and names the operation in its error", async () => {
    const broken = new ConnectionError("connect ECONNREFUSED 127.0.0.1:1", {
      code: "ECONNREFUSED",
      host: "127.0.0.1:1",
    });
    const { client, transport } = sample([broken], { maxAttempts: 2 });
    const error = (await rejection(client.call(putOperation, { Name: "n" }))) as ConnectionError;
    expect(transport.requests).toHaveLength(2);
    expect(error.message).toMatch(/^Put: connect ECONNREFUSED 127\.0\.0\.1:1 \(Put: 2 attempts in \d+ ms\)$/);
    expect(metadataOf(error)).toMatchObject({ attempts: 2, httpStatusCode: undefined });
  });

  it("makes a ConnectionError of what a transport of the caller's own throws, and retries by its code", async () => {
    const foreign = Object.assign(new TypeError("terminated"), { code: "ECONNRESET" });
    const { client, transport } = sample([foreign, foreign, new TypeError("bug")]);
    const error = (await rejection(client.call(putOperation, { Name: "n" }))) as ConnectionError;
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ host: "sample.eu-west-1.amazonaws.com", code: undefined });
    expect((error.cause as Error).message).toBe("bug");
    expect(transport.requests).toHaveLength(3);
  });
});

describe("a call that is ended", () => {
  it("rejects with the reason of a signal that was aborted before, sending nothing", async () => {
    const { client, transport } = sample([answer(200, {})]);
    const reason = { my: "reason" };
    expect(await rejection(client.call(listOperation, {}, { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(transport.requests).toEqual([]);
  });

  it("rejects at once when aborted, whether or not the transport cares", async () => {
    const { client, transport } = sample([never]);
    const controller = new AbortController();
    const call = rejection(client.call(listOperation, {}, { signal: controller.signal }));
    await expect.poll(() => transport.requests.length).toBe(1);
    const reason = new Error("enough");
    controller.abort(reason);
    expect(await call).toBe(reason);
    expect(reason.message).toBe("enough");
    expect(metadataOf(reason)).toBeUndefined();
  });

  it("rejects at once when aborted while credentials are fetched", async () => {
    const { client } = sample([answer(200, {})], { credentials: never });
    const controller = new AbortController();
    const call = rejection(client.call(listOperation, {}, { signal: controller.signal }));
    controller.abort("enough");
    expect(await call).toBe("enough");
  });

  it("does not retry what was aborted, even if the transport reports something else", async () => {
    const controller = new AbortController();
    const { client, transport } = sample([
      async () => {
        controller.abort("enough");
        throw new ConnectionError("socket hang up", { code: "ECONNRESET" });
      },
    ]);
    expect(await rejection(client.call(listOperation, {}, { signal: controller.signal }))).toBe("enough");
    expect(transport.requests).toHaveLength(1);
  });

  it("rejects with a TimeoutError when the call's timeout passes", async () => {
    const { client, transport } = sample([never]);
    const error = (await rejection(client.call(listOperation, {}, { timeout: 5 }))) as TimeoutError;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ kind: "call", milliseconds: 5 });
    expect(error.message).toMatch(/^List was not done within the call's timeout of 5 ms/);
    expect(transport.options[0]?.signal?.aborted).toBe(true);
  });

  it("lets an abort win over a timeout that is yet to come, and lets go of the signal", async () => {
    const { client } = sample([never, answer(200, {})]);
    const controller = new AbortController();
    const call = rejection(client.call(listOperation, {}, { signal: controller.signal, timeout: 60_000 }));
    controller.abort("enough");
    expect(await call).toBe("enough");
  });
});

describe("secrets", () => {
  it("are taken out of what a service repeats of the request", async () => {
    const echo = `The canonical string: x-amz-security-token:${credentials.sessionToken} Credential=${credentials.accessKeyId}/2026`;
    const { client } = sample([answer(403, { __type: "InvalidSignatureException", message: echo })], {
      maxAttempts: 1,
    });
    const error = (await rejection(client.call(listOperation, {}))) as ServiceError;
    expect(error.message).toBe("The canonical string: x-amz-security-token:[redacted] Credential=[redacted]/2026");
    expect(`${error.stack}`).not.toMatch(anySecret);
  });

  it("are taken out of the excerpt of a page", async () => {
    const { client } = sample([answer(403, `<p>${credentials.secretAccessKey}</p>`)]);
    const error = (await rejection(client.call(listOperation, {}))) as ProtocolError;
    expect(error.excerpt).toBe("<p>[redacted]</p>");
    expect(error.message).not.toMatch(anySecret);
    expect(Object.keys(error)).toContain("excerpt");
  });
});
