import { expect, it, vi } from "vitest";
import { canonicalRequest } from "../../../runtime/signing/canonical-request.js";

it("asks a URL for its parameters only if it has any", () => {
  const plain = new URL("https://kinesis.us-east-1.amazonaws.com/");
  const asked = vi.spyOn(plain, "searchParams", "get");
  expect(canonicalRequest(plain, {}, "hash").text).toBe("POST\n/\n\n\n\nhash");
  expect(asked).not.toHaveBeenCalled();
  expect(canonicalRequest(new URL("?b=2&a=1", plain), {}, "hash").text).toBe("POST\n/\na=1&b=2\n\n\nhash");
});
