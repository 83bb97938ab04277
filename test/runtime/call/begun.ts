import type { EventStreamDescription } from "../../../runtime/event-stream/description.js";
import {
  type ClientConfig,
  type EventStream,
  type Operation,
  readEventStream,
  readString,
  type Service,
  ServiceClient,
} from "../../../runtime/for-generated.js";
import { fakeClock } from "../../support/fake-clock.js";
import { encodeEvent } from "../../support/fault-server/event-frames.js";
import { type FakeStream, fakeStream } from "../event-stream/fake-stream.js";
import { description } from "../event-stream/sample-source.js";
import { type FakeStreamingTransport, fakeStreamingTransport, type StreamStep } from "../fake-streaming-transport.js";
import { answer } from "../fake-transport.js";
import { credentials } from "../sample-client.js";
import { type PutInput, putOperation, sampleService } from "../sample-service.js";

export interface WatchOutput {
  Id?: string;
  Events: EventStream<unknown, { readonly reason: string }>;
}

export const service: Service = { ...sampleService, eventStreamProtocol: "h2" };

export function watchOperation(eventStream: EventStreamDescription = description): Operation<PutInput, WatchOutput> {
  return {
    ...putOperation,
    service,
    name: "Watch",
    read: (json, context) => {
      const output: WatchOutput = { Events: readEventStream(context) };
      if (json.Id != null) output.Id = readString(json.Id);
      return output;
    },
    eventStream,
  };
}

export const watch: Operation<PutInput, WatchOutput> = watchOperation();

export interface Streaming {
  readonly client: ServiceClient;
  readonly transport: FakeStreamingTransport;
  readonly clock: ReturnType<typeof fakeClock>;
}

export function streaming(steps: readonly StreamStep[], config: ClientConfig = {}): Streaming {
  const transport = fakeStreamingTransport(...steps);
  const clock = fakeClock();
  const settings = { region: "eu-west-1", credentials, transport, clock, random: () => 0.5, ...config };
  return { client: new ServiceClient(service, settings), transport, clock };
}

/** A fault or page as a streaming transport brings it. */
export function refusal(
  status: number,
  body: object | string,
  headers: Readonly<Record<string, string>> = {},
): FakeStream {
  const response = answer(status, body, headers);
  const fake = fakeStream(response.headers, status);
  fake.push(response.body.subarray(0, 3), response.body.subarray(3));
  fake.end();
  return fake;
}

export async function first(events: AsyncIterable<unknown>): Promise<unknown> {
  for await (const event of events) return event;
  return undefined;
}

export const note: Buffer = encodeEvent("Note", { Text: "a" });
