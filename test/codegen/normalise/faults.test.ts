import { describe, expect, it } from "vitest";
import { memberOf, ref, service, shapeOf, structure } from "./normalised.js";

describe("faults", () => {
  it("are told by side, status, retry and wire names, their message apart from their members", () => {
    const error = { "smithy.api#error": "server" };
    const model = service(
      {
        "example#Slow": structure(
          { Message: ref("smithy.api#String"), After: ref("smithy.api#Integer") },
          { ...error, "smithy.api#httpError": 503, "smithy.api#retryable": { throttling: true } },
        ),
        "example#Query": structure(
          {},
          {
            "smithy.api#error": "client",
            "aws.protocols#awsQueryError": { code: "Old.Code", httpResponseCode: 400 },
            "shardwright#retryable": { classification: "transient", source: "s" },
          },
        ),
      },
      { errors: [ref("example#Slow"), ref("example#Query")] },
    );
    expect(model.faults).toMatchObject([
      { name: "Query", side: "client", httpStatus: 400, queryCode: "Old.Code", retryable: true, throttling: false },
      {
        name: "Slow",
        side: "server",
        httpStatus: 503,
        retryable: true,
        throttling: true,
        messageMember: "Message",
        structure: { members: [{ name: "After" }] },
      },
    ]);
  });

  it("that another structure holds as a value have a type besides their class", () => {
    const model = service(
      {
        "example#Out": structure({ Last: ref("example#Failure") }),
        "example#Failure": structure({ Code: ref("smithy.api#String") }, { "smithy.api#error": "client" }),
      },
      { errors: [ref("example#Failure")] },
    );
    expect(model.faults[0]?.name).toBe("Failure");
    const { type } = memberOf(model, "Out", "Last");
    expect(type).toMatchObject({ kind: "structure", name: "ExampleFailure" });
    expect(shapeOf(model, "ExampleFailure")).toMatchObject({ shapeName: "Failure" });
  });
});
