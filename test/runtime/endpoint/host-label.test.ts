import { describe, expect, it } from "vitest";
import { isValidHostLabel, isVirtualHostableS3Bucket } from "../../../runtime/endpoint/host-label.js";

describe("isValidHostLabel", () => {
  it.each(["a", "0", "us-east-1", "A-b", "x".repeat(63)])("accepts %j", (value) => {
    expect(isValidHostLabel(value, false)).toBe(true);
    expect(isValidHostLabel(value, true)).toBe(true);
  });

  it.each(["", "-a", "a-", "a_b", "a b", "ä", "x".repeat(64), "a\n"])("refuses %j", (value) => {
    expect(isValidHostLabel(value, false)).toBe(false);
    expect(isValidHostLabel(value, true)).toBe(false);
  });

  it("takes dots only between subdomains", () => {
    expect(isValidHostLabel("a.b", false)).toBe(false);
    expect(isValidHostLabel("a.b", true)).toBe(true);
    for (const value of [".", "a.", ".a", "a..b", "a.-b"]) expect(isValidHostLabel(value, true)).toBe(false);
  });
});

describe("isVirtualHostableS3Bucket", () => {
  it.each(["bucket", "my-bucket-1", "abc", "x".repeat(63)])("accepts %j", (value) => {
    expect(isVirtualHostableS3Bucket(value, false)).toBe(true);
  });

  it.each(["ab", "Bucket", "-abc", "abc-", "a_bc", "192.168.0.1", "a.bcd", "x".repeat(64), ""])(
    "refuses %j",
    (value) => {
      expect(isVirtualHostableS3Bucket(value, false)).toBe(false);
    },
  );

  it("takes dots only between subdomains", () => {
    expect(isVirtualHostableS3Bucket("abc.def", true)).toBe(true);
    for (const value of ["192.168.0.1", "abc.de", "abc..def", "abc.Def"]) {
      expect(isVirtualHostableS3Bucket(value, true)).toBe(false);
    }
  });
});
