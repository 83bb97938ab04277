import { crc32 } from "node:zlib";

/** One event of an event stream: prelude, string headers, JSON payload, checksums. */
export function encodeEvent(type: string, payload: object): Buffer {
  return encodeFrame(
    { ":message-type": "event", ":event-type": type, ":content-type": "application/json" },
    Buffer.from(JSON.stringify(payload)),
  );
}

/** One modelled fault inside an event stream. */
export function encodeException(type: string, message: string): Buffer {
  return encodeFrame(
    { ":message-type": "exception", ":exception-type": type, ":content-type": "application/json" },
    Buffer.from(JSON.stringify({ message })),
  );
}

/** A frame of `application/vnd.amazon.eventstream` with string headers (header type 7). */
export function encodeFrame(headers: Readonly<Record<string, string>>, payload: Buffer): Buffer {
  const encodedHeaders = Buffer.concat(
    Object.entries(headers).map(([name, value]) => {
      const valueBytes = Buffer.from(value);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(valueBytes.length);
      return Buffer.concat([
        Buffer.from([Buffer.byteLength(name)]),
        Buffer.from(name),
        Buffer.from([7]),
        length,
        valueBytes,
      ]);
    }),
  );
  const prelude = Buffer.alloc(12);
  // Prelude (12 bytes with its checksum), headers, payload, and the checksum of it all (4).
  prelude.writeUInt32BE(16 + encodedHeaders.length + payload.length, 0);
  prelude.writeUInt32BE(encodedHeaders.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  const message = Buffer.concat([prelude, encodedHeaders, payload]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(message));
  return Buffer.concat([message, checksum]);
}
