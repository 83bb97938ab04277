import { describe, expect, it } from "vitest";
import { parseURL } from "../../../runtime/endpoint/parse-url.js";

describe("parseURL", () => {
  /** The table of the rules engine's specification, and some more. */
  it.each([
    ["https://example.com", "https", "example.com", "/", "/", false],
    ["http://example.com:80/foo/bar", "http", "example.com:80", "/foo/bar", "/foo/bar/", false],
    ["https://example.com:443", "https", "example.com:443", "/", "/", false],
    ["https://example.com:8443/", "https", "example.com:8443", "/", "/", false],
    ["https://127.0.0.1", "https", "127.0.0.1", "/", "/", true],
    ["http://127.0.0.1:4567/x/", "http", "127.0.0.1:4567", "/x/", "/x/", true],
    ["https://[fe80::1]", "https", "[fe80::1]", "/", "/", true],
    ["https://[fe80::1]:8443", "https", "[fe80::1]:8443", "/", "/", true],
    ["https://user:word@example.com/a", "https", "example.com", "/a", "/a/", false],
    ["https://1.2.3.example.com", "https", "1.2.3.example.com", "/", "/", false],
  ] as const)("%s", (value, scheme, authority, path, normalizedPath, isIp) => {
    expect(parseURL(value)).toEqual({ scheme, authority, path, normalizedPath, isIp });
  });

  it.each([
    "https://example.com:8443?foo=bar&faz=baz",
    "https://example.com/?",
    "ftp://example.com",
    "example.com",
    "https://",
    "http://a b",
    "",
  ])("refuses %j", (value) => {
    expect(parseURL(value)).toBeUndefined();
  });
});
