import type { OperationShape } from "../ast.js";
import type { ModelFault } from "../errors.js";
import { type Model, shapeFault } from "../model.js";
import { findShape, membersOf, operationsOf } from "../normalise/lookup.js";
import { hasTrait, traitOf } from "../trait-values.js";
import { pathProblem, rootOf } from "./resolve-path.js";

/** Operations ask for nothing that generated clients cannot do, and bind endpoint parameters to members that exist. */
export function checkOperations(model: Model): ModelFault[] {
  const faults: ModelFault[] = [];
  for (const { id, shape } of operationsOf(model)) {
    const fault = (path: readonly string[], message: string): void => {
      faults.push(shapeFault(model, id, path, message));
    };
    const auth = traitOf(shape, "smithy.api#auth");
    if (auth !== undefined && auth.length > 0 && !auth.includes("aws.auth#sigv4")) {
      fault(
        ["traits", "smithy.api#auth"],
        `the operation takes only ${auth.join(", ")}; clients sign with SigV4 alone`,
      );
    }
    for (const [name, { path }] of Object.entries(traitOf(shape, "smithy.rules#operationContextParams") ?? {})) {
      const problem = pathProblem(model, path, rootOf(model, shape, "input"));
      if (problem !== undefined) fault(["traits", "smithy.rules#operationContextParams", name, "path"], problem);
    }
    checkHostPrefix(model, shape, fault);
    checkStreams(model, shape, fault);
  }
  return faults;
}

type Report = (path: readonly string[], message: string) => void;

function checkHostPrefix(model: Model, operation: OperationShape, fault: Report): void {
  const prefix = traitOf(operation, "smithy.api#endpoint")?.hostPrefix ?? "";
  const input = operation.input === undefined ? undefined : findShape(model, operation.input.target);
  const members = new Map(input === undefined ? [] : membersOf(input));
  for (const [, label = ""] of prefix.matchAll(/\{([^{}]*)\}/g)) {
    const member = members.get(label);
    if (member === undefined || !hasTrait(member, "smithy.api#hostLabel")) {
      const message = `{${label}} is no member of the input with the trait smithy.api#hostLabel`;
      fault(["traits", "smithy.api#endpoint", "hostPrefix"], message);
    }
  }
}

/** awsJson has event streams in outputs, of which there is one at most; streams of bytes and upwards it has not. */
function checkStreams(model: Model, operation: OperationShape, fault: Report): void {
  for (const direction of ["input", "output"] as const) {
    const shape = operation[direction] === undefined ? undefined : findShape(model, operation[direction].target);
    const streams = (shape === undefined ? [] : membersOf(shape)).flatMap(([name, { target }]) => {
      const found = findShape(model, target);
      return found !== undefined && hasTrait(found, "smithy.api#streaming") ? [{ name, type: found.type }] : [];
    });
    for (const { name, type } of streams) {
      if (type === "blob") fault([direction], `${name} is a stream of bytes, which awsJson does not have`);
      else if (direction === "input")
        fault([direction], `${name} is an event stream in an input, which is not supported`);
    }
    if (streams.length > 1) fault([direction], `has several streams: ${streams.map(({ name }) => name).join(", ")}`);
  }
}
