import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import {
  ConnectionError,
  metadataOf,
  ProtocolError,
  type ServiceError,
  TimeoutError,
} from "../../../runtime/for-generated.js";
import { fakeClock } from "../../support/fake-clock.js";
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
    expect(error.message).toMatch(/ \(3 attempts in \d+ ms\)$/);
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
    expect(error.message).toMatch(/^Put: connect ECONNREFUSED 127\.0\.0\.1:1 \(2 attempts in \d+ ms\)$/);
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

describe("the message of a call that was retried", () => {
  it("says each thing once", async () => {
    const { client } = sample([answer(500, {}, { "x-amzn-requestid": "rid-9" })]);
    const error = (await rejection(client.call(putOperation, { Name: "n" }))) as ServiceError;
    expect(error.message).toMatch(/^Put failed, and .*\(HTTP 500, request id rid-9\)\. \(3 attempts in \d+ ms\)$/);
  });

  it("does not grow when a transport throws the same object for one call after another", async () => {
    const broken = new ConnectionError("socket hang up", { code: "ECONNRESET" });
    const { client } = sample([broken]);
    for (const maxAttempts of [3, 2, 2]) await rejection(client.call(putOperation, { Name: "n" }, { maxAttempts }));
    expect(broken.message).toMatch(/^Put: socket hang up \(2 attempts in \d+ ms\)$/);
    expect(broken.stack).toContain(`ConnectionError: ${broken.message}\n`);
  });
});

describe("a transport that resolves with no response", () => {
  it.each([[undefined], [null], [{}], [{ status: "200", headers: {}, body: new Uint8Array() }], [{ status: 200 }]])(
    "is told of as a ConnectionError: %j",
    async (nothing) => {
      const { client, transport } = sample([async () => nothing as never]);
      const error = (await rejection(client.call(putOperation, { Name: "n" }))) as ConnectionError;
      expect(error).toBeInstanceOf(ConnectionError);
      expect(error.message).toBe("Put: the transport answered with no response { status, headers, body }");
      expect(transport.requests).toHaveLength(1);
    },
  );
});

describe("expired credentials", () => {
  const expired = answer(400, { __type: "ExpiredTokenException", message: "expired" });

  it("are a reason to fetch others and try again", async () => {
    const { client, transport } = sample([expired, answer(200, { Id: "1" })], { credentials: async () => credentials });
    expect(await client.call(putOperation, { Name: "n" })).toEqual({ Id: "1" });
    expect(transport.requests).toHaveLength(2);
  });

  it("are no reason to send the same ones again", async () => {
    const { client, transport } = sample([expired]);
    expect(await rejection(client.call(putOperation, { Name: "n" }))).toMatchObject({ name: "ExpiredTokenException" });
    expect(transport.requests).toHaveLength(1);
  });
});

describe("a signal that many calls share", () => {
  it("has one listener while they run and none afterwards, and nobody is warned", async () => {
    const warnings: unknown[] = [];
    const warn = (warning: unknown) => warnings.push(warning);
    process.on("warning", warn);
    const release: (() => void)[] = [];
    const { client } = sample(
      [() => new Promise((resolve) => release.push(() => resolve(answer(200, { Names: [] }))))],
      // Most wait in line for the rate, the others for the transport.
      { rateLimit: { List: 500 } },
    );
    const { signal } = new AbortController();
    const calls = Array.from({ length: 1000 }, () => client.call(listOperation, {}, { signal }));
    await expect.poll(() => release.length).toBeGreaterThan(0);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    const open = setInterval(() => {
      for (const answerOne of release.splice(0)) answerOne();
    }, 1);
    await Promise.all(calls);
    clearInterval(open);
    expect(getEventListeners(signal, "abort")).toEqual([]);
    await new Promise(setImmediate);
    process.off("warning", warn);
    expect(warnings).toEqual([]);
  });
});

describe("a call that is ended", () => {
  it("tells in $metadata that nothing was sent when its timeout passes while it is held back", async () => {
    const clock = fakeClock({ autoAdvance: false });
    const { client, transport } = sample([answer(200, { Names: [] })], { clock, rateLimit: { List: 0.001 } });
    await client.call(listOperation, {});
    const error = await rejection(client.call(listOperation, {}, { timeout: 1 }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(metadataOf(error)).toMatchObject({ attempts: 0, totalRetryDelay: 0, httpStatusCode: undefined });
    expect(transport.requests).toHaveLength(1);
  });

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
