import { request } from "node:https";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { localhostCertificate } from "./certificates/certificates.js";
import { startEmbeddedKinesis } from "./embedded-kinesis.js";

test("starts with streams on plain HTTP and on verified TLS, and is gone after close", async () => {
  const server = await startEmbeddedKinesis({ streams: ["orders:2"] });
  const answer = await fetch(server.url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "Kinesis_20131202.ListStreams",
      authorization:
        "AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=0",
      "x-amz-date": "20260101T000000Z",
    },
    body: "{}",
  });
  expect(await answer.json()).toMatchObject({ StreamNames: ["orders"] });

  const status = await new Promise((resolve, reject) => {
    request(`${server.tlsUrl}/healthcheck`, { ca: localhostCertificate.cert }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
  expect(status).toBe(200);

  await server.close();
  await server.close();
  for (const url of [server.url, server.tlsUrl]) {
    expect(await refused(new URL(url))).toBe("ECONNREFUSED");
  }
});

test("starts without streams too", async () => {
  await using server = await startEmbeddedKinesis();
  expect((await fetch(`${server.url}/healthcheck`)).status).toBe(200);
});

test("a server that cannot start says why and leaves nothing running", async () => {
  await expect(
    startEmbeddedKinesis({ certificatePath: "/nowhere/certificate.json", startTimeout: 3_000 }),
  ).rejects.toThrow(/The embedded Kinesis .* (ended while starting|did not answer)/);
});

function refused(url: URL): Promise<unknown> {
  return new Promise((resolve) => {
    const socket = connect(Number(url.port), url.hostname);
    socket.once("connect", () => {
      socket.destroy();
      resolve("connected");
    });
    socket.once("error", (error) => resolve((error as NodeJS.ErrnoException).code));
  });
}
