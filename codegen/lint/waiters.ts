import { equalNodes } from "../assemble/equal-nodes.js";
import type { OperationShape, Shape } from "../ast.js";
import type { Model } from "../model.js";
import { findShape, membersOf, operationsOf } from "../normalise/lookup.js";
import { shapeName } from "../shape-id.js";
import { type PathMatcher, traitOf, type WaiterMatcher } from "../trait-values.js";
import { pathEnd, type Root, rootOf } from "../validate/resolve-path.js";
import { type Finding, findingAt } from "./finding.js";

/** Every waiter can succeed, and each of its acceptors can match. */
export function lintWaiters(model: Model): Finding[] {
  return operationsOf(model).flatMap(({ id, shape }) =>
    Object.entries(traitOf(shape, "smithy.waiters#waitable") ?? {}).flatMap(([name, { acceptors }]) => {
      const at = ["traits", "smithy.waiters#waitable", name, "acceptors"];
      const dead = acceptors.map(({ matcher }, index) => {
        const earlier = acceptors.slice(0, index).findIndex((other) => shadows(other.matcher, matcher));
        if (earlier !== -1) return `never decides, the acceptor ${earlier} matches first`;
        return neverMatches(model, shape, matcher);
      });
      const findings = dead.flatMap((problem, index) =>
        problem === undefined
          ? []
          : [
              findingAt(
                model,
                "endless-waiter",
                id,
                [...at, index],
                `${name}: ${problem}; mend or remove the acceptor`,
              ),
            ],
      );
      if (acceptors.some(({ state }, index) => state === "success" && dead[index] === undefined)) return findings;
      const advice = `${name}: no acceptor ever lets the waiter succeed; give it one of state success that can match`;
      return [...findings, findingAt(model, "endless-waiter", id, at, advice)];
    }),
  );
}

/** Whether whatever matches `later` has matched `earlier` before. */
function shadows(earlier: WaiterMatcher, later: WaiterMatcher): boolean {
  if (equalNodes(earlier, later)) return true;
  if (earlier.success === true) return later.output !== undefined || later.inputOutput !== undefined;
  return earlier.success === false && later.errorType !== undefined;
}

function neverMatches(model: Model, operation: OperationShape, matcher: WaiterMatcher): string | undefined {
  if (matcher.errorType !== undefined) return raises(model, operation, matcher.errorType);
  const input = rootOf(model, operation, "input");
  const output = rootOf(model, operation, "output");
  if (matcher.output !== undefined) return neverEquals(model, matcher.output, output);
  if (matcher.inputOutput !== undefined) return neverEquals(model, matcher.inputOutput, { parts: { input, output } });
  return undefined;
}

/** A fault that the model has is raised only where it says so; of a name that it has not nothing is known. */
function raises(model: Model, operation: OperationShape, fault: string): string | undefined {
  const name = shapeName(fault.includes("#") ? fault : `#${fault}`);
  const known = [...model.shapes].some(([id, { traits }]) => shapeName(id) === name && isFault(traits));
  const raised = (operation.errors ?? []).some(({ target }) => shapeName(target) === name);
  return known && !raised ? `the operation does not raise ${name}` : undefined;
}

function isFault(traits: object | undefined): boolean {
  return traits !== undefined && Object.hasOwn(traits, "smithy.api#error");
}

function neverEquals(model: Model, { path, expected, comparator }: PathMatcher, root: Root): string | undefined {
  const end = pathEnd(model, path, root);
  if (comparator === "booleanEquals") {
    if (expected !== "true" && expected !== "false") return `${JSON.stringify(expected)} is neither true nor false`;
    const isOther = end !== undefined && !("shape" in end && end.shape.type === "boolean");
    return isOther ? `${path} is no boolean` : undefined;
  }
  if (end === undefined) return undefined;
  const wantsList = comparator !== "stringEquals";
  if ("elements" in end) {
    return wantsList
      ? notAmong(end.elements, path, expected)
      : `${path} is of type list, which ${comparator} never equals`;
  }
  const isList = end.shape.type === "list" || end.shape.type === "set";
  if (isList !== wantsList) return `${path} is of type ${end.shape.type}, which ${comparator} never equals`;
  const value = "member" in end.shape ? findShape(model, end.shape.member.target) : end.shape;
  return notAmong(value, path, expected);
}

function notAmong(shape: Shape | undefined, path: string, expected: string): string | undefined {
  if (shape === undefined || shape.type === "string") return oldEnumLacks(shape, path, expected);
  if (shape.type !== "enum") return `${path} is of type ${shape.type} and no string`;
  const values = membersOf(shape).map(([name, { traits }]) => traits?.["smithy.api#enumValue"] ?? name);
  return values.includes(expected) ? undefined : `${path} never is ${expected}, which the enum does not have`;
}

function oldEnumLacks(shape: Shape | undefined, path: string, expected: string): string | undefined {
  const values = shape === undefined ? undefined : traitOf(shape, "smithy.api#enum");
  if (values === undefined || values.some(({ value }) => value === expected)) return undefined;
  return `${path} never is ${expected}, which the enum does not have`;
}
