/** Requests go to the same host, signed for the same region and name, as those of the AWS SDK. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { EndpointError } from "../../generated/kinesis/index.js";
import { modelOperations } from "../support/model-reader.js";
import { type CapturedRequest, sentBySdk, sentByUs } from "./captured-request.js";

interface Scene {
  readonly region: string;
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  readonly accountIdEndpointMode: "preferred" | "required" | "disabled";
  readonly accountId: string | undefined;
  readonly endpoint: string | undefined;
  readonly method: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Where a request went, or why it could not go anywhere. */
type Outcome = { readonly url: string; readonly scope: string | undefined } | { readonly refused: string };

const region = fc.constantFrom(
  "us-east-1",
  "eu-central-2",
  "ap-southeast-5",
  "us-gov-west-1",
  "cn-north-1",
  "cn-northwest-1",
  "us-iso-east-1",
  "us-isob-east-1",
  "eu-isoe-west-1",
  "us-isof-south-1",
  "eusc-de-east-1",
  "aws-global",
  "mars-north-1",
);
const account = fc.constantFrom("123456789012", "000000000000");
const partition = fc.constantFrom("aws", "aws-cn", "aws-us-gov", "aws-iso", "mars");
const resource = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("stream/orders", "stream/a.b_c-d") },
  { weight: 2, arbitrary: fc.constant("stream/orders/consumer/reader:1700000000") },
  { weight: 2, arbitrary: fc.constant("channel/archive") },
  { weight: 1, arbitrary: fc.constantFrom("stream/", "stream", "table/x", "", "consumer/x:1") },
);
const arn = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(partition, fc.constantFrom("kinesis", "s3"), region, account, resource).map(joinArn),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constant("aws"), fc.constant("kinesis"), fc.constantFrom("us-east-1", "eu-west-1"), account, resource)
      .map(joinArn),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "",
      "arn",
      "not an arn",
      "arn:aws:kinesis",
      "arn:aws:kinesis::123456789012:stream/x",
      "arn:aws:kinesis:us-east-1::stream/x",
      "arn:aws:kinesis:us-east-1:acc_ount:stream/x",
      "arn:aws:kinesis:us east:123456789012:stream/x",
    ),
  },
);
const streamId = fc.constantFrom(
  "23d1em9pz3c9gakcdn9y-z18",
  "abcdefghij0123456789-use",
  "UPPER",
  "",
  "a.b",
  "under_score",
);

/** Operations by which parameters they bind, so that every rule of the set is within reach. */
const call: fc.Arbitrary<Pick<Scene, "method" | "input">> = fc.constantFrom(...modelOperations).chain((operation) =>
  fc
    .record(
      {
        StreamName: fc.constant("orders"),
        StreamARN: arn,
        ConsumerARN: arn,
        ResourceARN: arn,
        ChannelARN: arn,
        StreamId: streamId,
      },
      { requiredKeys: [] },
    )
    .map((input) => ({ method: operation.method, input })),
);

const scene: fc.Arbitrary<Scene> = fc
  .record({
    region: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("us-east-1", "eu-west-1") },
      { weight: 2, arbitrary: region },
    ),
    useFipsEndpoint: fc.oneof(
      { weight: 3, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
    useDualstackEndpoint: fc.oneof(
      { weight: 3, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
    accountIdEndpointMode: fc.constantFrom<Scene["accountIdEndpointMode"][]>("preferred", "required", "disabled"),
    accountId: fc.constantFrom(undefined, "123456789012"),
    endpoint: fc.oneof(
      { weight: 9, arbitrary: fc.constant(undefined) },
      {
        weight: 1,
        arbitrary: fc.constantFrom("http://localhost:4567", "https://vpce-1.kinesis.us-east-1.vpce.amazonaws.com"),
      },
    ),
    call,
  })
  .map(({ call, ...rest }) => ({ ...rest, ...call }))
  // Not served yet by our client; its endpoint parameters are those of other operations on consumers.
  .filter(({ method }) => method !== "subscribeToShard");

test("random scenes end at the same place, or nowhere, in both clients", async () => {
  const seen = { sent: 0, refused: 0, hosts: new Set<string>() };
  await fc.assert(
    fc.asyncProperty(scene, async (given) => {
      const [ours, theirs] = [await ourOutcome(given), await sdkOutcome(given)];
      if ("refused" in theirs) {
        seen.refused += 1;
        expect(ours).toHaveProperty("refused");
        expect((ours as { refused: string }).refused).toContain(theirs.refused);
      } else {
        seen.sent += 1;
        seen.hosts.add(theirs.url);
        expect(ours).toEqual(theirs);
      }
    }),
    { numRuns: 1_500 },
  );
  // The scenes are worth nothing if they all take one branch.
  expect(seen.sent).toBeGreaterThan(100);
  expect(seen.refused).toBeGreaterThan(100);
  expect(seen.hosts.size).toBeGreaterThan(20);
}, 60_000);

async function ourOutcome(given: Scene): Promise<Outcome> {
  const { method, input, ...config } = given;
  const { request, error } = await sentByUs(config, method, input);
  if (request !== undefined) return { url: request.url, scope: scopeOf(request) };
  expect(error).toBeInstanceOf(EndpointError);
  return { refused: (error as Error).message };
}

async function sdkOutcome(given: Scene): Promise<Outcome> {
  const { method, input, ...config } = given;
  const { request, error } = await sentBySdk(config, method, input);
  if (request !== undefined) return { url: request.url, scope: scopeOf(request) };
  return { refused: (error as Error).message };
}

/** Region and service that a signature is for. */
function scopeOf({ headers }: CapturedRequest): string | undefined {
  return /Credential=[^/]+\/\d{8}\/([^/]+\/[^/]+)\/aws4_request/.exec(headers.authorization ?? "")?.[1];
}

function joinArn(parts: readonly string[]): string {
  return `arn:${parts.join(":")}`;
}
