import { describe, expect, it } from "vitest";
import { doing, member, onlyChange } from "./diff-shapes.js";

describe("rate limits", () => {
  const rate = (requests: number, source = "a test", more = {}) => ({
    "shardwright#rateLimit": [{ requests, per: "second", scope: "account", source, ...more }],
  });

  it.each([
    [{}, rate(5), "rate limit now known: 5 requests a second for each account"],
    [rate(5), {}, "rate limit no longer known: 5 requests a second for each account"],
    [
      rate(5),
      rate(10),
      "rate limit: 5 requests a second for each account becomes 10 requests a second for each account",
    ],
  ])("%j -> %j", (before, after, words) => {
    expect(onlyChange(doing({ traits: before }), doing({ traits: after }))).toMatchObject({
      class: "behaviour",
      kind: "rate-limit-changed",
      operation: "Do",
      message: `Do: ${words}`,
    });
  });

  it("hold both lists, and only those that there are", () => {
    const facts = { requests: 5, per: "second", scope: "account", key: [] };
    const added = onlyChange(doing({}), doing({ traits: rate(5) }));
    expect(added).toMatchObject({ after: [facts] });
    expect(added).not.toHaveProperty("before");
    const removed = onlyChange(doing({ traits: rate(5) }), doing({}));
    expect(removed).toMatchObject({ before: [facts] });
    expect(removed).not.toHaveProperty("after");
  });

  it("another source is words", () => {
    expect(onlyChange(doing({ traits: rate(5) }), doing({ traits: rate(5, "another page") }))).toMatchObject({
      class: "documentation",
      kind: "documentation-changed",
      message: "Do: source or note of a limit changed",
    });
  });
});

describe("payload limits", () => {
  const limited = (limit: object | undefined) =>
    doing({
      input: { Data: member("Blob"), Key: member("String") },
      traits:
        limit === undefined ? {} : { "shardwright#payloadLimit": { counted: ["Data"], source: "a test", ...limit } },
    });

  it.each([
    [{ entryBytes: 10 }, { entryBytes: 20 }, "behaviour"],
    [{ entryBytes: 20 }, { entryBytes: 10 }, "breaking"],
    [{ callBytes: 20 }, { callBytes: 10 }, "breaking"],
    [undefined, { entryBytes: 10 }, "breaking"],
    [{ entryBytes: 10 }, undefined, "behaviour"],
    [undefined, { bytesPerSecond: 10 }, "behaviour"],
    [{ bytesPerSecond: 20, entryBytes: 10 }, { bytesPerSecond: 10, entryBytes: 10 }, "behaviour"],
    [{ entryBytes: 10 }, { entryBytes: 10, counted: ["Data", "Key"] }, "breaking"],
    [{ entryBytes: 10, counted: ["Data", "Key"] }, { entryBytes: 10 }, "behaviour"],
  ])("%j -> %j: %s", (before, after, expected) => {
    expect(onlyChange(limited(before), limited(after))).toMatchObject({
      class: expected,
      kind: "payload-limit-changed",
    });
  });

  it("are told in words", () => {
    expect(onlyChange(limited({ entryBytes: 10 }), limited({ entryBytes: 20, recordsPerSecond: 3 })).message).toBe(
      "Do: payload limit: 10 bytes an entry (counting Data) becomes 20 bytes an entry, 3 records a second (counting Data)",
    );
  });
});
