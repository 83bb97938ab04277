import nock from "nock";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { nodeHttpTransport } from "../../../runtime/transport/node-http-transport.js";
import { requestTo } from "./local-server.js";

// In a file of its own: merely importing nock replaces `node:http`'s requests and the agents they use.
describe("nodeHttpTransport under nock", () => {
  afterEach(() => nock.cleanAll());
  afterAll(() => nock.restore());

  it.each(["http", "https"])("is intercepted over %s", async (scheme) => {
    const transport = nodeHttpTransport();
    const origin = `${scheme}://kinesis.us-east-1.amazonaws.com`;
    let body: unknown;
    nock(origin)
      .post("/", (seen) => {
        body = seen;
        return true;
      })
      .matchHeader("x-amz-target", "Kinesis_20131202.ListStreams")
      .reply(400, '{"__type":"X"}', { "x-amzn-RequestId": "r-1" });
    const request = requestTo(`${origin}/`, '{"Limit":1}');
    const response = await transport.send(request, { requestTimeout: 2000, connectTimeout: 2000 });
    expect(body).toEqual({ Limit: 1 });
    expect(response.status).toBe(400);
    expect(response.headers["x-amzn-requestid"]).toBe("r-1");
    expect(new TextDecoder().decode(response.body)).toBe('{"__type":"X"}');
  });

  it("reports the errors that nock replies with", async () => {
    const transport = nodeHttpTransport();
    nock("https://kinesis.us-east-1.amazonaws.com")
      .post("/")
      .replyWithError(Object.assign(new Error("gone"), { code: "ECONNRESET" }));
    await expect(transport.send(requestTo("https://kinesis.us-east-1.amazonaws.com/"), {})).rejects.toMatchObject({
      name: "ConnectionError",
      code: "ECONNRESET",
    });
  });
});
