import crypto from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { oneShotHmac } from "../../../runtime/platform/one-shot-hmac.js";

const text = fc.string({
  unit: fc.oneof(fc.string({ minLength: 1, maxLength: 1 }), fc.constantFrom("é", "🐢", "\ud800")),
});

it("says what an HMAC object says, whatever was hashed with the same key before", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.array(text, { minLength: 1, maxLength: 5 }), (key, texts) => {
      for (const one of texts) {
        expect(oneShotHmac(crypto.hash, key, one)).toBe(crypto.createHmac("sha256", key).update(one).digest("hex"));
      }
    }),
  );
});

it("takes keys of a block and texts of 512 characters, and leaves longer ones to others", () => {
  const key = crypto.randomBytes(64);
  const longest = "\u{ffff}".repeat(512);
  expect(oneShotHmac(crypto.hash, key, longest)).toBe(crypto.createHmac("sha256", key).update(longest).digest("hex"));
  expect(oneShotHmac(crypto.hash, key, `${longest}a`)).toBeUndefined();
  expect(oneShotHmac(crypto.hash, crypto.randomBytes(65), "a")).toBeUndefined();
});
