import { describe, expect, it } from "vitest";
import { ConfigError, type Pagination, ProtocolError, paginate } from "../../../runtime/for-generated.js";
import { answer, sentJson } from "../fake-transport.js";
import { rejection, sample } from "../sample-client.js";
import { type ListInput, type ListOutput, listOperation } from "../sample-service.js";

const pagination: Pagination<ListInput, ListOutput, string> = {
  withPageSize: (input, pageSize) => ({ ...input, Limit: pageSize }),
  token: (output) => output.NextToken,
  next: (output, input) => (output.NextToken ? { ...input, NextToken: output.NextToken } : undefined),
  items: (output) => output.Names ?? [],
};

const pages = [
  answer(200, { Names: ["a", "b"], NextToken: "1" }),
  answer(200, { NextToken: "2" }),
  answer(200, { Names: ["c"] }),
];

async function collect<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of iterable) all.push(item);
  return all;
}

describe("paginate", () => {
  it.each([
    [null, undefined, "The options of a paginator must be an object, but are null."],
    [{ pageSize: "5" }, "pageSize", "The option pageSize must be a whole number of at least 1"],
    [{ pagesize: 5 }, "pagesize", "Did you mean pageSize?"],
    [{ other: 5 }, "other", "Its options are pageSize, signal, timeout,"],
  ])("refuses the options %j before any request", (options, option, text) => {
    const { client, transport } = sample(pages);
    let error: unknown;
    try {
      paginate(client, listOperation, pagination, {}, options as never);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ option, message: expect.stringContaining(text) });
    expect(transport.requests).toEqual([]);
  });

  it("goes on until there is no token, asking for each page as the loop gets there", async () => {
    const { client, transport } = sample(pages);
    let seen = 0;
    for await (const page of paginate(client, listOperation, pagination, { Limit: 2 })) {
      seen += 1;
      expect(transport.requests).toHaveLength(seen);
      expect(Object.keys(page)).not.toContain("$metadata");
    }
    expect(transport.requests.map(sentJson)).toEqual([
      { Limit: 2 },
      { Limit: 2, NextToken: "1" },
      { Limit: 2, NextToken: "2" },
    ]);
  });

  it("goes over the items of all pages, also of pages without any", async () => {
    const { client } = sample(pages);
    expect(await collect(paginate(client, listOperation, pagination, {}).items())).toEqual(["a", "b", "c"]);
  });

  it("starts anew with each loop, asks nothing before and nothing after a break", async () => {
    const { client, transport } = sample([answer(200, { Names: ["a"], NextToken: "1" })]);
    const paginator = paginate(client, listOperation, pagination, {});
    expect(transport.requests).toEqual([]);
    for await (const _ of paginator) break;
    for await (const _ of paginator.items()) break;
    expect(transport.requests.map(sentJson)).toEqual([{}, {}]);
  });

  it("sets the page size without touching the input, and passes the other options on", async () => {
    const { client, transport } = sample(pages);
    const input = { Limit: 2 };
    const controller = new AbortController();
    const loop = async () => {
      const options = { pageSize: 7, signal: controller.signal };
      for await (const _ of paginate(client, listOperation, pagination, input, options)) controller.abort("enough");
    };
    expect(await rejection(loop())).toBe("enough");
    expect(transport.requests.map(sentJson)).toEqual([{ Limit: 7 }]);
    expect(input).toEqual({ Limit: 2 });
  });

  it("ends with a ProtocolError when the same token comes twice in a row", async () => {
    const { client, transport } = sample([answer(200, { Names: ["a"], NextToken: "1" })]);
    const error = (await rejection(collect(paginate(client, listOperation, pagination, {})))) as ProtocolError;
    expect(error).toBeInstanceOf(ProtocolError);
    expect(error.message).toBe(
      "List: the service returned the same pagination token twice, so that paging would never end.",
    );
    expect(error.requestId).toBe("request-1");
    expect(transport.requests).toHaveLength(2);
  });

  it("compares tokens by value", async () => {
    const { client } = sample([answer(200, { Names: ["a"], NextToken: "1" })]);
    const structured = { ...pagination, token: (output: ListOutput) => ({ key: output.NextToken }) };
    expect(await rejection(collect(paginate(client, listOperation, structured, {})))).toBeInstanceOf(ProtocolError);
  });

  it("throws what the operation throws", async () => {
    const { client } = sample([pages[0] as never, answer(400, { __type: "ResourceNotFoundException", message: "m" })]);
    await expect(collect(paginate(client, listOperation, pagination, {}))).rejects.toThrow("m");
  });
});
