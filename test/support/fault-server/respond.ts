import { randomUUID } from "node:crypto";
import type { Answer, AnswerOptions, SeenRequest } from "./exchange.js";
import { operations } from "./operations/operations.js";
import { ServiceFault, spellFault } from "./service-fault.js";
import type { Account } from "./state.js";

const contentType = "application/x-amz-json-1.1";

/** Does what a request asks for and gives the answer. */
export function answerRequest(account: Account, request: SeenRequest, options: AnswerOptions = {}): Answer {
  const now = account.now();
  try {
    const operation = operations[request.operation];
    if (request.method !== "POST" || operation === undefined) {
      throw new ServiceFault("UnknownOperationException", "", 404);
    }
    if (request.headers["content-type"] !== contentType || request.body === undefined) {
      throw new ServiceFault("SerializationException", "The request is no JSON object in application/x-amz-json-1.1.");
    }
    const output = operation(account, request.body, { failRecord: options.failRecord });
    if (output instanceof Uint8Array) {
      return compose(now, 200, Buffer.from(output), { "content-type": "application/vnd.amazon.eventstream" });
    }
    return compose(now, 200, output === undefined ? "" : JSON.stringify(output));
  } catch (error) {
    if (error instanceof ServiceFault) return answerFault(now, error);
    throw error;
  }
}

/** The answer that tells a fault. */
export function answerFault(now: number, fault: ServiceFault): Answer {
  const { body, headers } = spellFault(fault.name, fault.message);
  return compose(now, fault.status, body, headers);
}

/** An answer with the headers that the service gives to each. */
export function compose(
  now: number,
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: {
      "x-amzn-requestid": randomUUID(),
      "x-amz-id-2": Buffer.from(randomUUID()).toString("base64"),
      date: new Date(now).toUTCString(),
      "content-type": contentType,
      ...headers,
    },
    body: typeof body === "string" ? Buffer.from(body) : body,
  };
}
