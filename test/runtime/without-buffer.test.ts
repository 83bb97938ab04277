import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { writeJson, writeList, writeMap, writeString } from "../../runtime/for-generated.js";
import { JsonWriter } from "../../runtime/protocol/json-writer.js";
import { anyJsonWithBlobs, type JsonWithBlobs } from "../support/json-with-blobs.js";

/** With the writer's own method for blobs: `writeBlob` would not be that of the module loaded anew. */
function write(value: JsonWithBlobs, json: JsonWriter): void {
  if (value instanceof Uint8Array) json.base64(value);
  else if (Array.isArray(value)) writeList(value, json, write);
  else if (typeof value === "string") writeString(value, json);
  else if (typeof value !== "object" || value === null) writeJson(value, json);
  else writeMap(value, json, write);
}

it("writes the same body in browsers, which have no Buffer", async () => {
  const buffer = globalThis.Buffer;
  vi.resetModules();
  vi.doMock("#platform", () => import("../../runtime/platform/web.js"));
  Reflect.deleteProperty(globalThis, "Buffer");
  const { JsonWriter: PlainWriter } = await import("../../runtime/protocol/json-writer.js").finally(() => {
    globalThis.Buffer = buffer;
  });
  expect(PlainWriter).not.toBe(JsonWriter);
  fc.assert(
    fc.property(anyJsonWithBlobs, fc.nat(5000), (value, expected) => {
      const plain = new PlainWriter(expected);
      const byNode = new JsonWriter(expected);
      write(value, plain);
      write(value, byNode);
      expect(Buffer.compare(plain.finish(), byNode.finish())).toBe(0);
    }),
  );
});
