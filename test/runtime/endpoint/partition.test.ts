import { describe, expect, it } from "vitest";
import { globalRegion } from "../../../runtime/endpoint/global-region.js";
import { partition } from "../../../runtime/endpoint/partition.js";
import { type Partition, partitions } from "../../../runtime/endpoint/partitions.js";

describe("partition", () => {
  it.each([
    ["us-east-1", "aws", "amazonaws.com", "api.aws"],
    ["mx-central-1", "aws", "amazonaws.com", "api.aws"],
    ["eu-new-99", "aws", "amazonaws.com", "api.aws"],
    ["aws-global", "aws", "amazonaws.com", "api.aws"],
    ["cn-north-1", "aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn"],
    ["aws-cn-global", "aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn"],
    ["us-gov-west-1", "aws-us-gov", "amazonaws.com", "api.aws"],
    ["aws-us-gov-global", "aws-us-gov", "amazonaws.com", "api.aws"],
    ["us-iso-east-1", "aws-iso", "c2s.ic.gov", "api.aws.ic.gov"],
    ["us-isob-east-1", "aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud"],
    ["eu-isoe-west-1", "aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"],
    ["us-isof-south-1", "aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov"],
    ["eusc-de-east-1", "aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu"],
  ])("finds %s in %s", (region, name, dnsSuffix, dualStackDnsSuffix) => {
    expect(partition(region)).toMatchObject({ name, dnsSuffix, dualStackDnsSuffix });
  });

  it.each(["", "nowhere", "us-east-1a", "xx-us-east-1", "local"])("takes %j for a region of aws", (region) => {
    expect(partition(region)?.name).toBe("aws");
  });

  it("gives all that rules may ask for", () => {
    expect(partition("cn-north-1")).toEqual({
      name: "aws-cn",
      dnsSuffix: "amazonaws.com.cn",
      dualStackDnsSuffix: "api.amazonwebservices.com.cn",
      supportsFIPS: true,
      supportsDualStack: true,
    });
  });

  it("takes what a service's model has otherwise, for that partition alone", () => {
    const differences = { "aws-iso": { supportsDualStack: false } };
    expect(partition("us-iso-east-1", differences)).toEqual({
      ...partition("us-iso-east-1"),
      supportsDualStack: false,
    });
    expect(partition("us-east-1", differences)).toBe(partition("us-east-1"));
  });

  it("puts each partition's own region into that partition", () => {
    for (const { outputs } of partitions) expect(partition(globalRegion(outputs))).toBe(outputs);
  });

  it("has a region for services without regions, unless the service's model has another", () => {
    const china = partition("cn-north-1") as Partition;
    expect(globalRegion(china)).toBe("cn-northwest-1");
    expect(globalRegion({ ...china, implicitGlobalRegion: "cn-north-1" })).toBe("cn-north-1");
  });
});
