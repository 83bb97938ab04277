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

/** A header's value; a text alone is a string. */
export type HeaderValue =
  | string
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "byte" | "short" | "integer" | "long"; readonly value: number }
  | { readonly type: "blob"; readonly value: Uint8Array }
  | { readonly type: "timestamp"; readonly value: Date };

/** A frame of `application/vnd.amazon.eventstream`. */
export function encodeFrame(headers: Readonly<Record<string, HeaderValue>>, payload: Uint8Array): Buffer {
  const encodedHeaders = Buffer.concat(
    Object.entries(headers).map(([name, value]) =>
      Buffer.concat([Buffer.from([Buffer.byteLength(name)]), Buffer.from(name), headerValue(value)]),
    ),
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

/** The header's type as one byte, then its value: numbers big-endian, texts and bytes with their length in front. */
function headerValue(header: HeaderValue): Buffer {
  const { type, value } = typeof header === "string" ? { type: "string" as const, value: header } : header;
  switch (type) {
    case "boolean":
      return Buffer.from([value ? 0 : 1]);
    case "byte":
      return Buffer.from([2, value & 0xff]);
    case "short":
      return numeric(3, 2, value);
    case "integer":
      return numeric(4, 4, value);
    case "long":
      return long(5, BigInt(value));
    case "blob":
      return measured(6, value);
    case "string":
      return measured(7, Buffer.from(value));
    case "timestamp":
      return long(8, BigInt(value.getTime()));
  }
}

function numeric(type: number, size: 2 | 4, value: number): Buffer {
  const bytes = Buffer.alloc(1 + size, type);
  bytes.writeIntBE(value, 1, size);
  return bytes;
}

function long(type: number, value: bigint): Buffer {
  const bytes = Buffer.alloc(9, type);
  bytes.writeBigInt64BE(value, 1);
  return bytes;
}

function measured(type: number, value: Uint8Array): Buffer {
  const head = Buffer.alloc(3, type);
  head.writeUInt16BE(value.length, 1);
  return Buffer.concat([head, value]);
}
