import { expect, it } from "vitest";
import { doing, member, onlyChange } from "./diff-shapes.js";

const paging = (pagination: object | undefined) =>
  doing({
    input: { Next: member("String"), Other: member("String"), Size: member("Integer") },
    output: { Next: member("String"), Things: member("example#Names"), Others: member("example#Names") },
    shapes: { "example#Names": { type: "list", member: { target: "smithy.api#String" } } },
    traits: pagination === undefined ? {} : { "smithy.api#paginated": pagination },
  });
const base = { inputToken: "Next", outputToken: "Next", items: "Things" };

it.each([
  [undefined, base, "addition", "pagination-added", "new paginator over Things"],
  [base, undefined, "breaking", "pagination-removed", "paginator removed"],
  [
    base,
    { ...base, inputToken: "Other" },
    "behaviour",
    "pagination-changed",
    "paginator: token sent Next becomes Other",
  ],
  [base, { ...base, pageSize: "Size" }, "behaviour", "pagination-changed", "paginator: page size none becomes Size"],
  // What `.items()` yields is in programs' types.
  [base, { ...base, items: "Others" }, "breaking", "pagination-changed", "paginator: items Things becomes Others"],
  [
    base,
    { inputToken: "Next", outputToken: "Next" },
    "breaking",
    "pagination-changed",
    "paginator: items Things becomes none",
  ],
  [
    { inputToken: "Next", outputToken: "Next" },
    base,
    "behaviour",
    "pagination-changed",
    "paginator: items none becomes Things",
  ],
])("%j -> %j: %s", (before, after, expected, kind, words) => {
  expect(onlyChange(paging(before), paging(after))).toMatchObject({
    class: expected,
    kind,
    operation: "Do",
    message: `Do: ${words}`,
  });
});

it("Smithy's own trait and ours are the same where they say the same", () => {
  const ours = doing({
    input: { Next: member("String"), Extra: member("String") },
    output: { Next: member("String"), Things: member("example#Names") },
    shapes: { "example#Names": { type: "list", member: { target: "smithy.api#String" } } },
    traits: { "shardwright#pagination": { ...base, firstPageOnly: ["Extra"], source: "a test" } },
  });
  const theirs = {
    ...ours,
    "example#Do": { ...(ours["example#Do"] as object), traits: { "smithy.api#paginated": base } },
  };
  expect(onlyChange(theirs, ours).message).toBe("Do: paginator: members of the first page only none becomes Extra");
});
