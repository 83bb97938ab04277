import { expect, it } from "vitest";
import { createStreamLimits, limits, putRecordsLimits } from "../../generated/kinesis/limits.js";

// That this file passes the compiler is half of the test.
it("limits are numbers where the model has them, and unknown to the compiler where it has none", () => {
  const { maxEntries, members } = putRecordsLimits;
  const numbers: readonly number[] = [
    maxEntries,
    members["Records[].PartitionKey"].maxLength,
    members.Records.maxItems,
  ];
  const pattern: string = members.StreamName.pattern;
  expect(numbers).toEqual([500, 256, 500]);
  expect(pattern).toBe("^[a-zA-Z0-9_.-]+$");
  // @ts-expect-error a partition key has no pattern
  expect(members["Records[].PartitionKey"].pattern).toBeUndefined();
  // @ts-expect-error PutRecords has no such member
  expect(members.ShardCount).toBeUndefined();
  expect(limits.PutRecords).toBe(putRecordsLimits);
});

it("rates are as many as the model has, and count what it counts", () => {
  const requests: number = createStreamLimits.rates[0].requests;
  expect(requests).toBeGreaterThan(0);
  // @ts-expect-error the rate counts calls
  expect(createStreamLimits.rates[0].bytes).toBeUndefined();
  // @ts-expect-error there is one rate
  expect(createStreamLimits.rates[1]).toBeUndefined();
});
