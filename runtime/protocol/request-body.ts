import { ValidationError } from "../errors/validation-error.js";
import type { Operation } from "../service.js";
import type { BodyMemory } from "./body-memory.js";
import { JsonWriter } from "./json-writer.js";
import { roughLength } from "./rough-length.js";

/**
 * An input as the body of a request. An input that has no form on the wire, which only `validation: "off"` lets come
 * this far (an invalid date, a BigInt in a document, an object that holds itself), is a {@link ValidationError}.
 */
export function requestBody<Input, Output>(
  operation: Operation<Input, Output>,
  input: Input,
  memory: BodyMemory,
): Uint8Array {
  try {
    const json = new JsonWriter(roughLength(input), memory);
    operation.write(input, json);
    return json.finish();
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
