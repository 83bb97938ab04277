import { expect, test } from "vitest";
import { rateKey } from "../../../runtime/rate-limit/rate-key.js";

test("a stream's name, its ARN and a consumer's ARN name one bucket", () => {
  const names = [
    "orders",
    "arn:aws:kinesis:us-east-1:111122223333:stream/orders",
    "arn:aws-us-gov:kinesis:us-gov-west-1:111122223333:stream/orders/consumer/reader:1700000000",
  ].map((name) => rateKey(name));
  expect(new Set(names)).toEqual(new Set(['["orders"]']));
});

test("other streams and other members name other buckets", () => {
  const keys = [rateKey("a"), rateKey("b"), rateKey("a", "1"), rateKey("a", "2"), rateKey('a","1')];
  expect(new Set(keys).size).toBe(5);
});

test("a resource after a colon counts like one after a slash", () => {
  expect(rateKey("arn:aws:logs:us-east-1:111122223333:log-group:orders:*")).toBe('["orders"]');
});

test("an absent member leaves the bucket unknown", () => {
  expect(rateKey(undefined)).toBeUndefined();
  expect(rateKey("a", undefined)).toBeUndefined();
  expect(rateKey()).toBeUndefined();
});
