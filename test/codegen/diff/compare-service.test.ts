import { expect, it } from "vitest";
import { diffShapes, doing, onlyChange } from "./diff-shapes.js";

function service(changes: object, traits: object = {}): ReturnType<typeof doing> {
  const shapes = doing({});
  const original = shapes["example#Example"] as { readonly traits: object };
  return { ...shapes, "example#Example": { ...original, ...changes, traits: { ...original.traits, ...traits } } };
}

it.each([
  [
    { version: "2026-01-01" },
    {},
    "breaking",
    "service-version-changed",
    "version of the API: 2020-01-01 becomes 2026-01-01",
  ],
  [
    {},
    { "aws.auth#sigv4": { name: "other" } },
    "breaking",
    "signing-name-changed",
    "name that requests are signed for: example becomes other",
  ],
  [{}, { "smithy.api#title": "An Example" }, "documentation", "title-changed", "title: Example becomes An Example"],
  [{}, { "smithy.api#documentation": "Words." }, "documentation", "documentation-changed", "documentation added"],
  [{}, { "smithy.api#deprecated": {} }, "behaviour", "deprecation-added", "deprecated"],
])("%j %j: %s", (changes, traits, expected, kind, words) => {
  // The signing name is the endpoint's prefix as long as the model names none.
  const endpoint = { "aws.api#service": { sdkId: "Example", endpointPrefix: "example" } };
  expect(onlyChange(service({}, endpoint), service(changes, { ...endpoint, ...traits }))).toMatchObject({
    class: expected,
    kind,
    shape: "Example",
    message: `Example: ${words}`,
  });
});

it("another endpoint prefix is behaviour, for services without endpoint rules also in what they answer", () => {
  const prefixed = (endpointPrefix: string) => service({}, { "aws.api#service": { sdkId: "Example", endpointPrefix } });
  const { verdict, changes } = diffShapes(prefixed("example"), prefixed("other"));
  expect(verdict).toBe("minor");
  expect(new Set(changes.map(({ kind }) => kind))).toEqual(
    new Set(["endpoint-prefix-changed", "endpoint-rules-changed", "endpoint-answer-changed"]),
  );
  expect(changes).toContainEqual({
    class: "behaviour",
    kind: "endpoint-prefix-changed",
    shape: "Example",
    before: "example",
    after: "other",
    message: "Example: endpoint prefix: example becomes other",
  });
});

it("another protocol breaks", () => {
  const before = service({});
  const { "aws.protocols#awsJson1_1": _, ...traits } = (before["example#Example"] as { traits: Record<string, object> })
    .traits;
  const original = before["example#Example"] as object;
  const after = {
    ...before,
    "example#Example": { ...original, traits: { ...traits, "aws.protocols#awsJson1_0": {} } },
  };
  expect(onlyChange(before, after)).toMatchObject({
    class: "breaking",
    kind: "protocol-changed",
    before: "1.1",
    after: "1.0",
  });
});

it("another client class breaks those who import it", () => {
  const [before, after] = ["Example", "Other Example"].map((sdkId) =>
    service({}, { "aws.api#service": { sdkId, endpointPrefix: "example" }, "smithy.api#title": "Example" }),
  );
  expect(onlyChange(before ?? {}, after ?? {})).toMatchObject({
    class: "breaking",
    kind: "service-renamed",
    before: "Example",
    after: "OtherExample",
  });
});
