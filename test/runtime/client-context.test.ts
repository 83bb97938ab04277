import { describe, expect, it } from "vitest";
import { contextOf } from "../../runtime/client-context.js";
import { sample } from "./sample-client.js";

describe("contextOf", () => {
  it("finds the context of a client and refuses anything else", () => {
    const { client, transport } = sample([]);
    expect(contextOf(client).transport).toBe(transport);
    expect(() => contextOf({ call: () => {} })).toThrow(new TypeError("A ServiceClient is expected"));
    expect(() => contextOf(Object.create(client))).toThrow(TypeError);
  });
});
