import { describe, expect, it } from "vitest";
import { parseArn } from "../../../runtime/endpoint/arn.js";

describe("parseArn", () => {
  it("takes an ARN apart", () => {
    expect(parseArn("arn:aws:kinesis:us-east-1:123456789012:stream/orders/consumer/c:1")).toEqual({
      partition: "aws",
      service: "kinesis",
      region: "us-east-1",
      accountId: "123456789012",
      resourceId: ["stream", "orders", "consumer", "c", "1"],
    });
  });

  it("takes an ARN without region and account", () => {
    expect(parseArn("arn:aws:s3:::bucket")).toMatchObject({ region: "", accountId: "", resourceId: ["bucket"] });
  });

  it("keeps empty parts of a resource", () => {
    expect(parseArn("arn:aws:s3:::a//b:")?.resourceId).toEqual(["a", "", "b", ""]);
  });

  it.each([
    "",
    "stream",
    "arn:aws:kinesis:us-east-1:1",
    "arn::kinesis:r:1:stream/x",
    "arn:aws::r:1:stream/x",
    "arn:aws:kinesis:r:1:",
    "urn:aws:kinesis:r:1:stream/x",
  ])("knows that %j is none", (value) => {
    expect(parseArn(value)).toBeUndefined();
  });
});
