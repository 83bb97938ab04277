import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diffModels } from "../../../codegen/diff/diff-models.js";
import { type DiffDocument, jsonOf } from "../../../codegen/diff/format-diff.js";
import { readModel } from "../../../codegen/read-service-model.js";

const fixture = (month: string): string => join(import.meta.dirname, `fixtures/kinesis-${month}.json`);

function diffOf(before: string, after: string): DiffDocument {
  return jsonOf(diffModels(readModel([fixture(before)]), readModel([fixture(after)])));
}

/** What a change is, without what it says. */
function facts({ changes }: DiffDocument): string[] {
  return changes
    .map(({ class: changeClass, kind, operation = "", shape = "", member = "", direction = "" }) =>
      [changeClass, kind, operation, shape, member, direction].join(" | "),
    )
    .sort();
}

describe("April 2025 to February 2026", () => {
  const diff = diffOf("2025-04", "2026-02");

  it("is everything that was announced, and nothing breaks", () => {
    expect(diff.verdict).toBe("minor");
    expect(facts(diff)).toEqual(
      [
        // Large records, October 2025.
        "addition | operation-added | UpdateMaxRecordSize |  |  | ",
        "addition | member-added | CreateStream | CreateStreamInput | MaxRecordSizeInKiB | input",
        "addition | member-added | DescribeStreamSummary | StreamDescriptionSummary | MaxRecordSizeInKiB | output",
        "behaviour | length-changed | PutRecord | Data |  | input",
        "documentation | length-changed | GetRecords | Data |  | output",
        // Warm throughput, November 2025.
        "addition | member-added | CreateStream | CreateStreamInput | WarmThroughputMiBps | input",
        "addition | member-added | DescribeStreamSummary | StreamDescriptionSummary | WarmThroughput | output",
        "behaviour | fault-added | CreateStream | ValidationException |  | ",
        "addition | fault-class-added |  | ValidationException |  | ",
        // Tags of consumers and a fault that was there before it was modelled, April 2025.
        "addition | member-added | RegisterStreamConsumer | RegisterStreamConsumerInput | Tags | input",
        "behaviour | fault-added | GetRecords | InternalFailureException |  | ",
        "behaviour | fault-added | PutRecord | InternalFailureException |  | ",
        "addition | fault-class-added |  | InternalFailureException |  | ",
        // Stream ids, February 2026.
        ...["DescribeStreamSummary", "GetRecords", "PutRecord", "RegisterStreamConsumer"].flatMap((name) => [
          `addition | member-added | ${name} | ${name}Input | StreamId | input`,
          `behaviour | endpoint-parameters-changed | ${name} |  |  | `,
        ]),
        "addition | member-added | DescribeStreamSummary | StreamDescriptionSummary | StreamId | output",
      ].sort(),
    );
  });

  it("tells the loosened constraint with both bounds", () => {
    expect(diff.changes).toContainEqual({
      class: "behaviour",
      kind: "length-changed",
      operation: "PutRecord",
      shape: "Data",
      direction: "input",
      before: { min: 0, max: 1_048_576 },
      after: { min: 0, max: 10_485_760 },
      message: "Data (PutRecord.Data): as input: length 0 to 1048576 becomes 0 to 10485760 (loosened)",
    });
  });

  it("backwards, everything that was added breaks", () => {
    const back = diffOf("2026-02", "2025-04");
    expect(back.verdict).toBe("major");
    const breaking = back.changes.filter(({ class: changeClass }) => changeClass === "breaking");
    const additions = diff.changes.filter(({ class: changeClass }) => changeClass === "addition");
    // Each addition, and the limit of a record's size.
    expect(breaking).toHaveLength(additions.length + 1);
  });
});

describe("February to September 2026", () => {
  const diff = diffOf("2026-02", "2026-09");

  it("breaks those who read a record's partition key, or sent what a repaired pattern refuses", () => {
    expect(diff.verdict).toBe("major");
    expect(facts(diff)).toEqual(
      [
        // Streams that distribute records themselves.
        "addition | operation-added | UpdateStreamRecordDistributionStrategy |  |  | ",
        "addition | member-added | CreateStream | CreateStreamInput | RecordDistributionStrategy | input",
        "addition | member-added | DescribeStreamSummary | StreamDescriptionSummary | RecordDistributionStrategy | output",
        "behaviour | required-removed | PutRecord | PutRecordInput | PartitionKey | input",
        "breaking | required-removed | GetRecords | Record | PartitionKey | output",
        // Channels.
        "addition | member-added | DescribeStreamSummary | StreamDescriptionSummary | ChannelCount | output",
        // Dry runs.
        "addition | fault-class-added |  | DryRunOperationException |  | ",
        ...["GetRecords", "PutRecord"].flatMap((name) => [
          `addition | member-added | ${name} | ${name}Input | DryRun | input`,
          `behaviour | fault-added | ${name} | DryRunOperationException |  | `,
        ]),
        "behaviour | endpoint-parameters-changed | CreateStream |  |  | ",
        // Two patterns whose anchors bound to one alternative each.
        "breaking | pattern-changed | PutRecord | HashKey |  | input",
        "documentation | pattern-changed | GetRecords | HashKey |  | output",
        "breaking | pattern-changed | PutRecord | SequenceNumber |  | input",
        "documentation | pattern-changed |  | SequenceNumber |  | output",
      ].sort(),
    );
  });

  it("says what readers have to expect", () => {
    expect(diff.changes).toContainEqual({
      class: "breaking",
      kind: "required-removed",
      operation: "GetRecords",
      shape: "Record",
      member: "PartitionKey",
      direction: "output",
      message: "Record (GetRecords.Records[]): output member PartitionKey may now be missing: its type gains undefined",
    });
  });
});

it("a model does not differ from itself", () => {
  for (const month of ["2025-04", "2026-02", "2026-09"]) {
    expect(diffOf(month, month)).toEqual({ verdict: "none", changes: [] });
  }
});
