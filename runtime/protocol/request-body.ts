import { ValidationError } from "../errors/validation-error.js";
import type { Operation } from "../service.js";
import type { BodyMemory } from "./body-memory.js";
import { JsonWriter } from "./json-writer.js";

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
    const json = new JsonWriter(expectedLength(operation), memory);
    operation.write(input, json);
    const body = json.finish();
    lengths.set(operation, body.byteLength);
    return body;
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

/** How long each operation's last body was: the next one tends to be about as long, and then finds its memory in one go. */
const lengths: WeakMap<object, number> = /* @__PURE__ */ new WeakMap();

function expectedLength(operation: object): number {
  const last = lengths.get(operation) ?? 0;
  return last + (last >>> 3);
}
