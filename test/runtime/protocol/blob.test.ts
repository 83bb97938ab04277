import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  type Base64Blobs,
  blobByteLength,
  emptyBlob,
  isBlobInput,
  type OpenEnum,
  readBlob,
} from "../../../runtime/for-generated.js";
import { base64ByteLength } from "../../../runtime/protocol/base64.js";
import { MalformedValue } from "../../../runtime/protocol/malformed-value.js";
import { decodeBase64, encodeBase64 } from "../../../runtime/protocol/node-base64.js";
import {
  decodeBase64 as decodePortably,
  encodeBase64 as encodePortably,
} from "../../../runtime/protocol/web-base64.js";

const bytes = { blobs: "bytes" } as const;
const base64 = { blobs: "base64" } as const;

describe("base64", () => {
  it("is what Buffer says, with Node and without", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (data) => {
        const text = Buffer.from(data).toString("base64");
        expect(encodeBase64(data)).toBe(text);
        expect(encodePortably(data)).toBe(text);
        expect(decodeBase64(text)).toEqual(data);
        expect(decodePortably(text)).toEqual(data);
        expect(base64ByteLength(text)).toBe(data.length);
        expect(base64ByteLength(text.replace(/=+$/, ""))).toBe(data.length);
      }),
    );
  });

  it("handles a megabyte without Node", () => {
    const data = new Uint8Array(1 << 20).fill(7);
    expect(encodePortably(data)).toBe(Buffer.from(data).toString("base64"));
  });

  it("encodes only the view's part of a buffer", () => {
    const view = new Uint8Array(new Uint8Array([1, 2, 3, 4]).buffer, 1, 2);
    expect(encodeBase64(view)).toBe("AgM=");
    expect(encodePortably(view)).toBe("AgM=");
  });

  it("tells what is no base64", () => {
    for (const text of ["a*b=", "!!!!", "a", "A", "A===", "QUJDR"]) {
      expect(decodeBase64(text)).toBeUndefined();
      expect(decodePortably(text)).toBeUndefined();
    }
  });

  it("decodes into memory of its own, so that it can be transferred", () => {
    expect(decodeBase64("AQID")?.buffer.byteLength).toBe(3);
  });
});

describe("isBlobInput and blobByteLength", () => {
  it("know what can be sent", () => {
    const no = [
      5,
      null,
      undefined,
      {},
      { base64: 5 },
      [1],
      new ArrayBuffer(1),
      new Uint16Array(1),
      new DataView(new ArrayBuffer(1)),
    ];
    expect(["", new Uint8Array(), Buffer.from(""), { base64: "" }].every(isBlobInput)).toBe(true);
    expect(no.some(isBlobInput)).toBe(false);
  });

  it("count decoded bytes", () => {
    expect(blobByteLength(new Uint8Array(3))).toBe(3);
    expect(blobByteLength("héllo")).toBe(6);
    expect(blobByteLength({ base64: "aGk=" })).toBe(2);
  });
});

describe("readBlob", () => {
  it("reads bytes, or leaves the wire's string", () => {
    expect(readBlob("aGk=", bytes)).toEqual(new Uint8Array([104, 105]));
    expect(readBlob("aGk=", base64)).toBe("aGk=");
    expect(emptyBlob(bytes)).toEqual(new Uint8Array(0));
    expect(emptyBlob(base64)).toBe("");
  });

  it("refuses what is no base64 string", () => {
    expect(() => readBlob(5, bytes)).toThrow(MalformedValue);
    expect(() => readBlob(5, base64)).toThrow(MalformedValue);
    expect(() => readBlob("a*b=", bytes)).toThrow(MalformedValue);
  });
});

describe("types", () => {
  interface Output {
    Records: { Data: Uint8Array; At: Date; State?: OpenEnum<"ON" | "OFF"> }[];
    Tags: { [key: string]: Uint8Array };
    Count?: number;
  }

  it("Base64Blobs turns bytes into strings at any depth and nothing else", () => {
    expectTypeOf<Base64Blobs<Output>>().toEqualTypeOf<{
      Records: { Data: string; At: Date; State?: OpenEnum<"ON" | "OFF"> }[];
      Tags: { [key: string]: string };
      Count?: number;
    }>();
  });
});
