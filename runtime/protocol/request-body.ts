import { composeBody } from "#platform";
import { ValidationError } from "../errors/validation-error.js";
import type { BodyMemory } from "../platform/platform.js";
import type { Operation } from "../service.js";
import type { BlobApart, ComposedBody } from "./composed-body.js";
import { apartBytes, JsonWriter } from "./json-writer.js";
import { roughLength } from "./rough-length.js";

/** From this length on the large blobs of a body stay apart from it. */
const composedBytes = 2 * 1024 * 1024;

/**
 * An input as the body of a request. An input that has no form on the wire, which only `validation: "off"` lets come
 * this far (an invalid date, a BigInt in a document, an object that holds itself), is a {@link ValidationError}.
 */
export function requestBody<Input, Output>(
  operation: Operation<Input, Output>,
  input: Input,
  memory: BodyMemory,
): Uint8Array | ComposedBody {
  try {
    const expected = roughLength(input);
    // What is compressed or has a checksum is needed as a whole.
    const compose = expected < composedBytes || operation.encode !== undefined ? undefined : composeBody;
    const apart: BlobApart[] = [];
    const json =
      compose === undefined
        ? new JsonWriter(expected, memory)
        : new JsonWriter(roughLength(input, apartBytes), memory, apart);
    operation.write(input, json);
    const text = json.finish();
    return compose === undefined || apart.length === 0 ? text : compose(text, apart);
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
