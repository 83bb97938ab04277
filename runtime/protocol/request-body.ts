import { ValidationError } from "../errors/validation-error.js";
import type { Operation } from "../service.js";
import { stringifyExact } from "./exact-number.js";
import { utf8Bytes } from "./text.js";

/**
 * An input as the body of a request. An input that has no form on the wire, which only `validation: "off"` lets come
 * this far (an invalid date, a BigInt in a document, an object that holds itself), is a {@link ValidationError}.
 */
export function requestBody<Input, Output>(operation: Operation<Input, Output>, input: Input): Uint8Array {
  try {
    const json = operation.write(input);
    return utf8Bytes(operation.exactNumbers === true ? stringifyExact(json) : JSON.stringify(json));
  } catch (cause) {
    const message = "The input cannot be written as JSON";
    const violation = {
      path: "",
      constraint: "type",
      rule: "structure",
      limit: "JSON",
      actual: undefined,
      message,
    } as const;
    throw new ValidationError(operation.name, [violation], { cause });
  }
}
