import nock from "nock";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { SeenRequest } from "./expect-signed.js";

/** The request id of every answer. */
export const requestId = "1c2d3e4f-0000-1111-2222-333344445555";

/** What the service is to say. */
export interface Answer {
  readonly status: number;
  /** An object is sent as JSON, bytes as frames of an event stream. */
  readonly body: object | Uint8Array;
}

/** Answers the next requests, whatever host they go to, and records them. */
export function exchange(answers: readonly Answer[]): { readonly requests: readonly SeenRequest[] } {
  const requests: SeenRequest[] = [];
  for (const { status, body } of answers) {
    nock(/.*/)
      .post("/")
      .reply(function (path, requestBody) {
        const headers = Object.fromEntries(
          Object.entries(this.req.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
        );
        const text = typeof requestBody === "string" ? requestBody : JSON.stringify(requestBody);
        requests.push({ method: "POST", host: headers.host ?? "", path, headers, body: text });
        const isStream = body instanceof Uint8Array;
        const contentType = isStream ? "application/vnd.amazon.eventstream" : (headers["content-type"] ?? "");
        return [
          status,
          isStream ? Buffer.from(body) : JSON.stringify(body),
          { "content-type": contentType, "x-amzn-requestid": requestId },
        ];
      });
  }
  return { requests };
}

/** Keeps requests of the surrounding tests inside the process, and forgets unused answers after each. */
export function useNock(): void {
  beforeAll(() => {
    nock.disableNetConnect();
  });
  afterEach(() => {
    nock.cleanAll();
  });
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
    nock.activate();
  });
}
