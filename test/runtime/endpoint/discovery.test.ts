import { describe, expect, it } from "vitest";
import {
  type ClientConfig,
  ConfigError,
  discoverEndpoints,
  EndpointError,
  type Operation,
  type OperationDiscovery,
  ServiceError,
  type TransportRequest,
  type TransportResponse,
} from "../../../runtime/for-generated.js";
import { answer } from "../fake-transport.js";
import { credentials, rejection, type Sample, sample } from "../sample-client.js";
import {
  type ListInput,
  type ListOutput,
  listOperation,
  type PutInput,
  type PutOutput,
  putOperation,
} from "../sample-service.js";

type Handle = (request: TransportRequest) => TransportResponse | Promise<TransportResponse>;

interface Scene extends Sample {
  /** Hosts in the order of their requests, with a `?` for the question. */
  readonly hosts: string[];
  /** What the service says next; the last goes on. */
  readonly offers: (TransportResponse | Promise<TransportResponse>)[];
  put: Operation<PutInput, PutOutput>;
  list: Operation<ListInput, ListOutput>;
}

interface Tells {
  readonly Endpoints?: { readonly Address?: string; readonly CachePeriodInMinutes?: number }[];
}

function offer(Address: string, CachePeriodInMinutes = 10): TransportResponse {
  return answer(200, { Endpoints: [{ Address, CachePeriodInMinutes }] });
}

function scene(config: ClientConfig = {}, handle: Handle = () => answer(200, { Id: "1" }), required = true): Scene {
  const hosts: string[] = [];
  const offers: Scene["offers"] = [offer("cell-1.example.com")];
  const made = sample(
    [
      async (request) => {
        const asks = request.headers["x-amz-target"]?.endsWith(".DescribeEndpoints") === true;
        hosts.push(`${new URL(request.url).host}${asks ? "?" : ""}`);
        return asks ? ((offers.length > 1 ? offers.shift() : offers[0]) as TransportResponse) : handle(request);
      },
    ],
    { maxAttempts: 1, ...config },
  );
  const by = discoverEndpoints<object, Tells>({
    operation: {
      ...listOperation,
      name: "DescribeEndpoints",
      read: (json) => json as Tells,
    },
    input: (Operation, Identifiers) => ({ Operation, Identifiers }),
    endpoints: (output) => output.Endpoints,
    fault: "ResourceNotFoundException",
  });
  const discovery: OperationDiscovery<PutInput> = { by, required, identifiers: ({ Name }) => ({ Name }) };
  return Object.assign(made, {
    hosts,
    offers,
    put: { ...putOperation, discovery },
    list: { ...listOperation, discovery: { by, required } },
  });
}

const moved: Handle = (request) =>
  new URL(request.url).host === "cell-1.example.com"
    ? answer(400, { __type: "ResourceNotFoundException", message: "not here" })
    : answer(200, { Id: "1" });

describe("required discovery", () => {
  it("asks where the rules say, sends where it is told, and remembers for as long as it is told", async () => {
    const { client, put, hosts, clock, transport } = scene();
    await client.call(put, { Name: "a" });
    await client.call(put, { Name: "a" });
    expect(hosts).toEqual(["sample.eu-west-1.amazonaws.com?", "cell-1.example.com", "cell-1.example.com"]);
    expect(transport.requests[1]?.url).toBe("https://cell-1.example.com/");
    expect(transport.requests[1]?.headers.authorization).toContain("/eu-west-1/sample/aws4_request");
    expect(JSON.parse(Buffer.from(transport.requests[0]?.body ?? []).toString())).toEqual({
      Operation: "Put",
      Identifiers: { Name: "a" },
    });
    await clock.advance(10 * 60_000 - 1);
    await client.call(put, { Name: "a" });
    expect(hosts).toHaveLength(4);
    await clock.advance(1);
    await client.call(put, { Name: "a" });
    expect(hosts.slice(4)).toEqual(["sample.eu-west-1.amazonaws.com?", "cell-1.example.com"]);
  });

  it("asks once for concurrent calls, and for each operation, identifier and access key by itself", async () => {
    let accessKeyId = "AKIDONE";
    const expiration = new Date(0);
    const { client, put, list, hosts } = scene({
      credentials: async () => ({ ...credentials, accessKeyId, expiration }),
    });
    const asked = (): number => hosts.filter((host) => host.endsWith("?")).length;
    await Promise.all([client.call(put, { Name: "a" }), client.call(put, { Name: "a" })]);
    expect(asked()).toBe(1);
    await client.call(put, { Name: "b" });
    expect(asked()).toBe(2);
    await client.call(list, {});
    expect(asked()).toBe(3);
    accessKeyId = "AKIDTWO";
    await client.call(put, { Name: "a" });
    expect(asked()).toBe(4);
  });

  it("asks again, once, when the host says that it is not the right one", async () => {
    const { client, put, hosts, offers } = scene({}, moved);
    offers.push(offer("cell-2.example.com"));
    await expect(client.call(put, { Name: "a" })).resolves.toMatchObject({ Id: "1" });
    await client.call(put, { Name: "a" });
    const asked = "sample.eu-west-1.amazonaws.com?";
    expect(hosts).toEqual([asked, "cell-1.example.com", asked, "cell-2.example.com", "cell-2.example.com"]);
  });

  it("throws the fault when the next host says the same, and forgets that host too", async () => {
    const { client, put, hosts } = scene({}, moved);
    expect(await rejection(client.call(put, { Name: "a" }))).toMatchObject({ name: "ResourceNotFoundException" });
    expect(hosts.filter((host) => !host.endsWith("?"))).toHaveLength(2);
    await rejection(client.call(put, { Name: "a" }));
    expect(hosts.filter((host) => host.endsWith("?"))).toHaveLength(4);
  });

  it("takes status 421 for the same, and no other fault", async () => {
    let status = 421;
    const { client, put, hosts } = scene({}, () => answer(status, { __type: "Other", message: "no" }));
    expect(await rejection(client.call(put, { Name: "a" }))).toBeInstanceOf(ServiceError);
    expect(hosts).toHaveLength(4);
    status = 400;
    expect(await rejection(client.call(put, { Name: "a" }))).toBeInstanceOf(ServiceError);
    expect(hosts).toHaveLength(6);
  });

  it("goes on with the old endpoint for a minute when a new one cannot be had", async () => {
    const { client, put, hosts, offers, clock } = scene();
    await client.call(put, { Name: "a" });
    offers.splice(0, 1, answer(500, "down"), offer("cell-2.example.com"));
    await clock.advance(11 * 60_000);
    await client.call(put, { Name: "a" });
    await client.call(put, { Name: "a" });
    const asked = "sample.eu-west-1.amazonaws.com?";
    expect(hosts.slice(2)).toEqual([asked, "cell-1.example.com", "cell-1.example.com"]);
    await clock.advance(60_000);
    await client.call(put, { Name: "a" });
    expect(hosts.slice(5)).toEqual([asked, "cell-2.example.com"]);
  });

  it("rejects with what went wrong when it has no endpoint at all, and asks anew for the next call", async () => {
    const { client, put, hosts, offers } = scene();
    offers.splice(0, 1, answer(403, { __type: "AccessDenied", message: "no" }), offer("cell-1.example.com"));
    const error = await rejection(client.call(put, { Name: "a" }));
    expect(error).toBeInstanceOf(EndpointError);
    expect(error).toMatchObject({
      message: expect.stringContaining("DescribeEndpoints"),
      cause: { name: "AccessDenied" },
    });
    expect(hosts).toHaveLength(1);
    await client.call(put, { Name: "a" });
    expect(hosts).toHaveLength(3);
  });

  it.each(["https://evil.example.com", "host/path", "user@host", "host?x", "", "a b", "host:port"])(
    "does not go to %j",
    async (address) => {
      const { client, put, hosts, offers } = scene();
      offers[0] = offer(address);
      const error = (await rejection(client.call(put, { Name: "a" }))) as EndpointError;
      expect((error.cause as Error).message).toMatch(/which is no host/);
      expect(hosts).toHaveLength(1);
    },
  );

  it("goes to a port that it is told, and says so when it is told nothing", async () => {
    const { client, put, hosts, offers } = scene();
    offers[0] = offer("cell-1.example.com:8443");
    await client.call(put, { Name: "a" });
    expect(hosts[1]).toBe("cell-1.example.com:8443");
    offers[0] = answer(200, { Endpoints: [] });
    const error = (await rejection(client.call(put, { Name: "b" }))) as EndpointError;
    expect((error.cause as Error).message).toMatch(/told no endpoint/);
  });

  it("asks nobody when the client has an endpoint", async () => {
    const { client, put, hosts } = scene({ endpoint: "http://localhost:4567" }, moved);
    await client.call(put, { Name: "a" });
    expect(hosts).toEqual(["localhost:4567"]);
  });

  it("cannot be turned off", async () => {
    const { client, put, hosts } = scene({ endpointDiscovery: false });
    const error = await rejection(client.call(put, { Name: "a" }));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ option: "endpointDiscovery" });
    expect(hosts).toEqual([]);
  });
});

describe("optional discovery", () => {
  it.each([undefined, false])("asks nobody unless it is turned on (%s)", async (endpointDiscovery) => {
    const { client, put, hosts } = scene({ endpointDiscovery }, undefined, false);
    await client.call(put, { Name: "a" });
    expect(hosts).toEqual(["sample.eu-west-1.amazonaws.com"]);
  });

  it("asks when it is turned on", async () => {
    const { client, put, hosts } = scene({ endpointDiscovery: true }, undefined, false);
    await client.call(put, { Name: "a" });
    expect(hosts).toEqual(["sample.eu-west-1.amazonaws.com?", "cell-1.example.com"]);
  });

  it("goes by the rules for a minute when it fails", async () => {
    const { client, put, hosts, offers, clock } = scene({ endpointDiscovery: true }, undefined, false);
    offers.splice(0, 1, answer(500, "down"), offer("cell-1.example.com"));
    await client.call(put, { Name: "a" });
    await client.call(put, { Name: "a" });
    const host = "sample.eu-west-1.amazonaws.com";
    expect(hosts).toEqual([`${host}?`, host, host]);
    await clock.advance(60_000);
    await client.call(put, { Name: "a" });
    expect(hosts.slice(3)).toEqual([`${host}?`, "cell-1.example.com"]);
  });
});
