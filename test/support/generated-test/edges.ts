import { expect } from "vitest";
import { ValidationError, violationsOf } from "../../../runtime/for-generated.js";
import { exchange } from "../exchange.js";
import { atPath, removed, renamedKey, replaced } from "../input-path.js";
import { call, rejection } from "./calls.js";
import type { EdgeCase, OperationCase } from "./cases.js";

/** The last value passes the validator; the first beyond it is refused by the client before anything is sent. */
export async function testEdge<Client, Input extends object>(
  name: string,
  operation: OperationCase<Client, Input>,
  edge: EdgeCase,
): Promise<void> {
  const { at, violates } = edge;
  if ("accepts" in edge) expect(violationsOf(operation.validate, put(operation.input, edge, edge.accepts))).toEqual([]);
  if (violates === undefined) return;
  const broken = put(operation.input, edge, edge.refuses) as Input;
  const path = edge.key === true ? atPath(at, String(edge.refuses)) : at;
  const answer = exchange([]);
  const error = await rejection(call(operation, broken));
  expect(error).toBeInstanceOf(ValidationError);
  const { operation: named, violations } = error as ValidationError;
  expect(named).toBe(name);
  expect(violations.map((violation) => [violation.path, violation.constraint])).toContainEqual([path, violates]);
  expect(answer.requests).toHaveLength(0);
}

function put(input: object, edge: EdgeCase, value: unknown): unknown {
  const place = edge.put ?? edge.at;
  if (edge.removed === true) return removed(input, place);
  return edge.key === true ? renamedKey(input, place, String(value)) : replaced(input, place, value);
}

/** What the test of an edge is called. */
export function edgeTitle({ at, violates, removed: isRemoved, accepts, put: place }: EdgeCase): string {
  const where = at === "" ? "the input" : at;
  if (violates === undefined) return `${where}: may be ${shown(accepts)}`;
  if (isRemoved === true) return `${where}: ${violates}`;
  return `${where}: ${violates}${place === undefined ? "" : `, through ${place}`}`;
}

function shown(value: unknown): string {
  return value === null ? "null" : typeof value;
}
