import { expect, it } from "vitest";
import { partitionOf } from "../../../codegen/endpoint-rules/partitions.js";
import { globalRegion } from "../../../runtime/endpoint/global-region.js";
import { partition } from "../../../runtime/endpoint/partition.js";
import { partitions } from "../../../runtime/endpoint/partitions.js";

it("knows the partitions that clients know, with the same facts", () => {
  for (const { outputs, otherRegions } of partitions) {
    for (const region of [globalRegion(outputs), ...otherRegions, "nowhere", "eu-north-9"]) {
      const known = partition(region) ?? outputs;
      expect(partitionOf(region), region).toEqual({ ...known, implicitGlobalRegion: globalRegion(known) });
    }
  }
});

it("takes what differs for a partition's facts, and no other's", () => {
  const differences = { "aws-iso": { supportsDualStack: false } };
  expect(partitionOf("us-iso-west-1", differences)).toEqual({
    ...partitionOf("us-iso-west-1"),
    supportsDualStack: false,
  });
  expect(partitionOf("us-isob-east-1", differences)).toEqual(partitionOf("us-isob-east-1"));
});
