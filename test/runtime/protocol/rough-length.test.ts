import { describe, expect, it } from "vitest";
import { roughLength } from "../../../runtime/protocol/rough-length.js";

describe("roughLength", () => {
  it("is at least the length of the JSON of blobs and plain text, and not much more", () => {
    const Records = Array.from({ length: 500 }, (_, index) => ({
      Data: new Uint8Array(1024),
      PartitionKey: `key-${index}`,
    }));
    const json = JSON.stringify({
      Records: Records.map(({ PartitionKey }) => ({ Data: "A".repeat(1368), PartitionKey })),
      StreamName: "orders",
    });
    const rough = roughLength({ Records, StreamName: "orders" });
    expect(rough).toBeGreaterThanOrEqual(json.length);
    expect(rough).toBeLessThan(json.length * 1.1);
  });

  it("ends for an input that holds itself", () => {
    const input: Record<string, unknown> = { Name: "a" };
    input.Self = input;
    expect(roughLength(input)).toBeLessThan(1000);
  });
});
