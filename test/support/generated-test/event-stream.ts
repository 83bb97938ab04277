import { expect, it } from "vitest";
import type { EventStream } from "../../../runtime/for-generated.js";
import { exchange } from "../exchange.js";
import { encodeEvent, encodeFrame } from "../fault-server/event-frames.js";
import { allOf, call, eventFrame, expectFault, initialResponse, rejection } from "./calls.js";
import type { EventStreamCase, OperationCase } from "./cases.js";

/** Declares the tests of an operation's event stream: each event, each fault, and what the model does not know. */
export function testEventStream<Client, Input extends object>(
  operation: OperationCase<Client, Input>,
  { member, events, faults }: EventStreamCase,
): void {
  const stream = async (frame: Buffer, blobs?: "base64"): Promise<EventStream<object>> => {
    exchange([{ status: 200, body: Buffer.concat([initialResponse(operation), frame]) }]);
    const output = await call(operation, operation.input, blobs === undefined ? {} : { blobs });
    return (output as { readonly [name: string]: EventStream<object> })[member] as EventStream<object>;
  };

  for (const shown of events) {
    const { name, event, base64Event } = shown;
    it(`reads the event ${name}`, async () => {
      expect(await allOf(await stream(eventFrame(shown)))).toStrictEqual([{ [name]: event }]);
    });
    if (base64Event === undefined) continue;
    it(`leaves blobs of the event ${name} as the wire's text when asked to`, async () => {
      expect(await allOf(await stream(eventFrame(shown), "base64"))).toStrictEqual([{ [name]: base64Event }]);
    });
  }

  for (const fault of faults) {
    it(`raises ${fault.name} in the stream`, async () => {
      const { event, messageMember = "message", content = {} } = fault;
      const frame = encodeFrame(
        { ":message-type": "exception", ":exception-type": event, ":content-type": "application/json" },
        Buffer.from(JSON.stringify({ [messageMember]: "what went wrong", ...content })),
      );
      const begun = await stream(frame);
      const error = await rejection(allOf(begun));
      // The stream had begun in good order.
      expectFault(error, { ...fault, status: 200 });
      expect(await begun.ended).toHaveProperty("error", error);
    });
  }

  it("passes over events that the model does not know", async () => {
    expect(await allOf(await stream(encodeEvent("UnheardOf", { a: 1 })))).toEqual([]);
  });
}
