import { createHash } from "node:crypto";
import { gunzipSync, crc32 as zlibCrc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { md5 as portableMd5 } from "../../../runtime/platform/md5.js";
import * as node from "../../../runtime/platform/node.js";
import * as web from "../../../runtime/platform/web.js";
import { crc32 } from "../../../runtime/protocol/crc32.js";
import { encodeRequest } from "../../../runtime/protocol/encode-request.js";

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const settings = { disableRequestCompression: false, requestMinCompressionSizeBytes: 10 };

describe("encodeRequest", () => {
  it("leaves a body alone that needs nothing", async () => {
    const body = text("{}");
    expect(await encodeRequest({}, body, settings)).toEqual({ body, headers: {} });
  });

  it("packs from the size on that is set, unless that is turned off", async () => {
    const [small, large] = [text("123456789"), text("1234567890")];
    expect((await encodeRequest({ compression: "gzip" }, small, settings)).headers).toEqual({});
    const packed = await encodeRequest({ compression: "gzip" }, large, settings);
    expect(packed.headers).toEqual({ "content-encoding": "gzip" });
    expect(gunzipSync(packed.body).toString()).toBe("1234567890");
    const off = { ...settings, disableRequestCompression: true };
    expect((await encodeRequest({ compression: "gzip" }, large, off)).body).toBe(large);
  });

  it("sums up what goes out, not what was packed", async () => {
    const { body, headers } = await encodeRequest(
      { compression: "gzip", checksum: "md5" },
      text("x".repeat(99)),
      settings,
    );
    expect(headers["content-md5"]).toBe(createHash("md5").update(body).digest("base64"));
  });

  it("says that the payload is not signed", async () => {
    const { headers } = await encodeRequest({ unsignedPayload: true, checksum: "crc32" }, text("123456789"), settings);
    expect(headers).toEqual({ "x-amz-content-sha256": "UNSIGNED-PAYLOAD", "x-amz-checksum-crc32": "y/Q5Jg==" });
  });
});

describe("checksums and gzip without Node", () => {
  it.each([0, 1, 55, 56, 63, 64, 65, 1000])("MD5 of %i bytes is OpenSSL's", (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 31) % 256);
    expect(Buffer.from(portableMd5(bytes))).toEqual(createHash("md5").update(bytes).digest());
    expect(node.md5(bytes)).toEqual(portableMd5(bytes));
  });

  it("CRC-32 has the check value of its definition", () => {
    expect(crc32(text("123456789"))).toBe(0xcbf43926);
    if (zlibCrc32 !== undefined) expect(crc32(text("é"))).toBe(zlibCrc32("é"));
  });

  it.each([
    ["node", node],
    ["web", web],
  ])("gzip of %s unpacks to what it was", async (_name, platform) => {
    expect(gunzipSync(await platform.gzip(text("hello".repeat(100)))).toString()).toBe("hello".repeat(100));
  });
});
