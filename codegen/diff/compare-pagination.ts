import { equalNodes } from "../assemble/equal-nodes.js";
import type { PaginationModel } from "../service-model.js";
import type { OperationChange } from "./change.js";
import { code } from "./place.js";

/** Compares how an operation pages: whether it has a paginator, and what that yields and sends. */
export function comparePagination(
  before: PaginationModel | undefined,
  after: PaginationModel | undefined,
): readonly OperationChange[] {
  if (equalNodes(before, after)) return [];
  if (before === undefined) {
    const items = after?.items === undefined ? "" : ` over ${code(after.items)}`;
    return [{ class: "addition", kind: "pagination-added", after, what: `new paginator${items}` }];
  }
  if (after === undefined)
    return [{ class: "breaking", kind: "pagination-removed", before, what: "paginator removed" }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof PaginationModel)[];
  const differences = names
    .filter((name) => !equalNodes(before[name], after[name]))
    .map((name) => `${words[name]} ${valueText(before[name])} becomes ${valueText(after[name])}`);
  // What `.items()` goes over is the type of a program's loop variable.
  const breaks = before.items !== undefined && before.items !== after.items;
  const what = `paginator: ${differences.join(", ")}`;
  return [{ class: breaks ? "breaking" : "behaviour", kind: "pagination-changed", before, after, what }];
}

const words: Readonly<Record<keyof PaginationModel, string>> = {
  inputToken: "token sent",
  outputToken: "token read",
  items: "items",
  pageSize: "page size",
  more: "sign that there is more",
  firstPageOnly: "members of the first page only",
};

function valueText(value: string | readonly string[] | undefined): string {
  const names = typeof value === "string" ? [value] : (value ?? []);
  return names.length === 0 ? "none" : names.map(code).join(", ");
}
