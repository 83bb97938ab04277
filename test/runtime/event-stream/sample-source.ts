import type { EventStreamDescription } from "../../../runtime/event-stream/description.js";
import type { StreamSource, UnknownMessage } from "../../../runtime/event-stream/stream-source.js";
import {
  ConnectionError,
  type JsonObject,
  openEventStream,
  readBlob,
  readNumber,
  readString,
  readTimestamp,
} from "../../../runtime/for-generated.js";
import { sampleService } from "../sample-service.js";
import { type FakeStream, fakeStream } from "./fake-stream.js";

/** An event stream as the generator would describe it, by hand. */
export const description: EventStreamDescription = {
  member: "Events",
  open: openEventStream,
  events: {
    Note: { read: (json) => (json.Text == null ? {} : { Text: readString(json.Text) }) },
    Reading: {
      read: (json: JsonObject, context) => ({
        Data: readBlob(json.Data, context),
        At: readTimestamp(json.At),
        Last: json.Last ?? [],
      }),
    },
    Bytes: {
      read: (json: JsonObject, context) => ({
        Kind: readString(json.Kind),
        At: readTimestamp(json.At),
        Size: readNumber(json.Size),
        Tag: readBlob(json.Tag, context),
        Content: readBlob(json.Content, context),
      }),
      headers: ["Kind", "At", "Size", "Tag"],
      payload: { member: "Content", as: "bytes" },
    },
    Line: { read: (json) => ({ Text: readString(json.Text) }), payload: { member: "Text", as: "text" } },
    Wrapped: { read: (json) => ({ Inner: json.Inner }), payload: { member: "Inner", as: "json" } },
  },
  faults: { Gone: "ResourceNotFoundException" },
  ends: [
    { reason: "complete", event: "Reading", member: "Last" },
    { reason: "takenOver", fault: "SlowDownException" },
  ],
  lifetime: 300_000,
};

export interface SampleSource extends StreamSource {
  readonly fake: FakeStream;
  readonly unknown: readonly UnknownMessage[];
  /** What `complete` was called with. */
  readonly completed: readonly unknown[];
  /** Milliseconds that the stream has lasted; for the test to set. */
  age: number;
}

/** What a stream is made from, with a response that the test fills. */
export function sampleSource(
  more: Partial<StreamSource> = {},
  described: EventStreamDescription = description,
): SampleSource {
  const fake = fakeStream();
  const unknown: UnknownMessage[] = [];
  const completed: unknown[] = [];
  const { status, headers } = fake.response;
  const source: SampleSource = {
    fake,
    unknown,
    completed,
    age: 0,
    response: fake.response,
    stream: {
      service: sampleService,
      operation: "Watch",
      description: described,
      status,
      headers,
      attempt: 1,
      read: { blobs: "bytes" },
    },
    signal: undefined,
    inactivityTimeout: 0,
    lasted: () => source.age,
    brokenOff: (where) => new ConnectionError(`Watch: the stream ended ${where}`),
    complete: (error) => {
      completed.push(error);
      return error;
    },
    onUnknown: (message) => unknown.push(message),
    ...more,
  };
  return source;
}
