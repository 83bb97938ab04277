import { describe, expect, it } from "vitest";
import { Kinesis as LeanKinesis, KinesisClient as LeanKinesisClient } from "../generated/kinesis/client.js";
import { Kinesis, KinesisClient } from "../generated/kinesis/index.js";

const config = { region: "us-east-1", credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" } };

describe("the two entries", () => {
  it("hold that Kinesis is a KinesisClient", () => {
    expect(new LeanKinesis(config)).toBeInstanceOf(LeanKinesisClient);
    expect(new Kinesis(config)).toBeInstanceOf(KinesisClient);
    expect(new KinesisClient(config)).toBeInstanceOf(KinesisClient);
  });

  it("hold that Node's clients are lean clients with defaults", () => {
    expect(new Kinesis(config)).toBeInstanceOf(LeanKinesis);
    expect(new KinesisClient(config)).toBeInstanceOf(LeanKinesisClient);
  });

  it("keep other classes and values apart", () => {
    class Orders extends KinesisClient {}
    expect(new Orders(config)).toBeInstanceOf(KinesisClient);
    expect(new Kinesis(config)).not.toBeInstanceOf(Orders);
    expect(new KinesisClient(config)).not.toBeInstanceOf(Kinesis);
    expect(config).not.toBeInstanceOf(KinesisClient);
  });
});
