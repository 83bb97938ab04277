import { createHash, createHmac } from "node:crypto";
import diagnostics from "node:diagnostics_channel";
import { describe, expect, it } from "vitest";
import * as node from "../../../runtime/platform/node.js";
import type { Platform } from "../../../runtime/platform/platform.js";
import * as web from "../../../runtime/platform/web.js";

const platforms: readonly (readonly [string, Platform])[] = [
  ["node", node],
  ["web", web],
];

describe("#platform", () => {
  it("offers the same names everywhere", () => {
    expect(Object.keys(web).sort()).toEqual(Object.keys(node).sort());
  });
});

describe.each(platforms)("platform %s", (name, platform) => {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

  it.each([
    ["nothing", ""],
    ["text", "abc"],
    ["text beyond ASCII", "żółw 🐢"],
    ["a lone surrogate", "\ud800"],
    ["bytes", new Uint8Array([1, 2, 3])],
    ["a view into more bytes", new Uint8Array([9, 1, 2, 3, 9]).subarray(1, 4)],
    ["memory that workers share", new Uint8Array(new SharedArrayBuffer(3))],
  ])("hashes %s", async (_what, data) => {
    expect(await platform.sha256(data)).toBe(createHash("sha256").update(data).digest("hex"));
  });

  it.each([
    ["a string", "secret"],
    ["bytes", new Uint8Array([1, 2, 3])],
    ["a view into more bytes", new Uint8Array([9, 1, 2, 3, 9]).subarray(1, 4)],
    ["more than a block", "x".repeat(100)],
  ])("authenticates with %s for a secret", async (_what, secret) => {
    for (const text of ["data", "", "żółw 🐢"]) {
      const expected = createHmac("sha256", secret).update(text).digest("hex");
      expect(await platform.hmacSha256(secret, text, "hex")).toBe(expected);
      expect(hex(await platform.hmacSha256(secret, text))).toBe(expected);
    }
  });

  it("decodes UTF-8, and nothing else", () => {
    for (const text of ["", "{}\x7f", "é", "🐢", "{}\x80"]) {
      expect(platform.decodeUtf8(new TextEncoder().encode(text))).toBe(text);
      expect(platform.utf8ByteLength(text)).toBe(Buffer.byteLength(text));
    }
    expect(() => platform.decodeUtf8(new Uint8Array([0x7b, 0xff]))).toThrow(TypeError);
  });

  it("keeps no memory of short bodies, and needs none for JSON that is small", () => {
    const memory = platform.bodyMemory();
    expect(memory.take(10).byteLength).toBeGreaterThanOrEqual(10);
    expect(memory.lease(new Uint8Array(10))).toBeUndefined();
    memory.clear();
    expect(platform.readLargeJson(new TextEncoder().encode('{"a":[{}]}'), (json) => json)).toBeUndefined();
  });

  it("sums up bytes by CRC-32", () => {
    expect(platform.crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
    expect(platform.crc32(new Uint8Array(0))).toBe(0);
    expect(platform.crc32(new Uint8Array([9, 1, 2, 3, 9]).subarray(1, 4))).toBe(0x55bc801d);
  });

  it("knows a failure by its code, in words where it can", () => {
    const failure = platform.systemFailure("ECONNREFUSED", "connect ECONNREFUSED");
    expect(failure).toMatchObject({ code: "ECONNREFUSED", detail: "connect ECONNREFUSED" });
    expect(failure.meaning === undefined).toBe(name === "web");
  });

  it("makes random UUIDs", () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(platform.randomUUID()).toMatch(uuid);
    expect(platform.randomUUID()).not.toBe(platform.randomUUID());
  });

  it("tells who it is", () => {
    const { header, value } = platform.userAgent();
    expect(header).toBe(name === "node" ? "user-agent" : "x-amz-user-agent");
    expect(value).toMatch(/^shardwright\/\d+\.\d+\.\d+/);
  });

  it("makes a transport", () => {
    const transport = platform.defaultTransport();
    expect(transport.send).toBeTypeOf("function");
    transport.close();
  });

  it("carries streams apart from calls", () => {
    expect(platform.defaultTransport().stream).toBeUndefined();
    const streams = platform.defaultStreams();
    expect(streams.stream).toBeTypeOf("function");
    streams.close();
  });

  it("publishes to whoever listens, and to nobody without complaint", () => {
    const channel = platform.channel("shardwright:test");
    expect(channel.hasSubscribers).toBe(false);
    channel.publish({ unheard: true });
    const heard: unknown[] = [];
    const listener = (message: unknown) => heard.push(message);
    diagnostics.subscribe("shardwright:test", listener);
    channel.publish({ heard: true });
    diagnostics.unsubscribe("shardwright:test", listener);
    expect(heard).toEqual(name === "node" ? [{ heard: true }] : []);
  });
});
