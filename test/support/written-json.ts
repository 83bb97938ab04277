import { JsonWriter } from "../../runtime/protocol/json-writer.js";

/** The text that `write` writes. */
export function writtenJson(write: (json: JsonWriter) => void): string {
  const json = new JsonWriter();
  write(json);
  return new TextDecoder("utf-8", { fatal: true }).decode(json.finish());
}
