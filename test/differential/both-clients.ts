import { Kinesis as SdkKinesis } from "@aws-sdk/client-kinesis";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { Kinesis } from "../../generated/kinesis/index.js";
import { type FaultServer, startFaultServer } from "../support/fault-server/server.js";

/** A client by method names, for tests that go through all operations. */
export type AnyClient = Readonly<Record<string, (input: unknown) => Promise<object>>>;

/** Our client and the AWS SDK's, set up alike against one server that checks both signatures. */
export interface BothClients extends AsyncDisposable {
  readonly server: FaultServer;
  readonly ours: AnyClient;
  readonly sdk: AnyClient;
}

/** Starts the server and both clients; `await using` ends all three. */
export async function startBothClients(): Promise<BothClients> {
  const server = await startFaultServer();
  const ours = new Kinesis({
    region: server.region,
    endpoint: server.url,
    credentials: server.credentials,
    maxAttempts: 1,
  });
  const sdk = new SdkKinesis({
    region: server.region,
    endpoint: server.url,
    credentials: server.credentials,
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler(),
  });
  return {
    server,
    ours: ours as unknown as AnyClient,
    sdk: sdk as unknown as AnyClient,
    async [Symbol.asyncDispose]() {
      await ours.close();
      sdk.destroy();
      await server.close();
    },
  };
}

/**
 * What two outputs are compared by: own members that hold something, blobs as base64, dates as text. `$metadata` and
 * members that are there but undefined are the SDK's habit and no part of the answer.
 */
export function comparable(value: unknown): unknown {
  if (value instanceof Uint8Array) return { blob: Buffer.from(value).toString("base64") };
  if (value instanceof Date) return { date: value.getTime() };
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => name !== "$metadata" && member !== undefined)
      .map(([name, member]) => [name, comparable(member)]),
  );
}
