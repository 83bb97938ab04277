import type { JsonObject, JsonValue } from "./json.js";
import { LargeList } from "./large-list.js";
import { isAscii, type NodeBuffer, nodeBuffer } from "./node-buffer.js";

/**
 * From this length on a text is read in pieces. V8 keeps strings of 128 KiB and more apart from others, in memory that
 * it gets from the system for each: to make such a string takes longer than to parse it.
 */
const largeBytes = 120 * 1024;

/** How much is parsed at a time, to the next boundary of elements. */
const pieceBytes = 48 * 1024;

/**
 * Reads a large JSON object in ASCII that is, as far as most of it goes, one list of objects: what a page of records
 * looks like. Elements are parsed some at a time and read at once, so that what was parsed is forgotten before there is
 * much of it to collect. Saves a third to a half of the time.
 *
 * A piece ends at `},{`, which may as well be in the middle of a string or of something nested; but then the piece is no
 * list of whole objects, and does not parse. The end of an object's text does not depend on what follows it, so that
 * pieces which parse are the elements.
 *
 * @param read Reads the object. Must not change anything: it may be called in vain.
 * @returns undefined for any other text, and for what `read` could not read: read the text as a whole then
 */
export function readLargeJson<Output>(bytes: Uint8Array, read: (json: JsonObject) => Output): Output | undefined {
  const { byteLength } = bytes;
  if (byteLength < largeBytes || !isAscii(bytes)) return undefined;
  const text = nodeBuffer.from(bytes.buffer, bytes.byteOffset, byteLength);
  const first = text.indexOf("[{", 0, "latin1") + 1;
  if (first === 0 || first > pieceBytes) return undefined;
  try {
    const head = text.toString("latin1", 0, first);
    const name = nameOfList(head);
    if (name === undefined) return undefined;
    const boundaries = boundariesFrom(text, first);
    const end = boundaries.at(-1) ?? first;
    if (text.length - end > largeBytes) return undefined;
    // Once more the same name, be it only within the last elements, and it could not be told which list is meant.
    const rest = text.toString("latin1", end, text.length);
    if (rest.includes(JSON.stringify(name))) return undefined;
    const whole = JSON.parse(head + rest) as { [name: string]: unknown };
    const list = new LargeList(piecesOf(text, first, boundaries, whole[name] as JsonValue[]));
    whole[name] = list;
    const output = read(whole as JsonObject);
    return list.wasRead ? output : undefined;
  } catch {
    return undefined;
  }
}

/** The name of the member whose list begins at the end of `head`; undefined when none does, such as within a string. */
function nameOfList(head: string): string | undefined {
  const object = JSON.parse(`${head}]}`) as Record<string, unknown>;
  const name = Object.keys(object).at(-1);
  // A key that is a number would come first, whatever its place; one that is __proto__ would not be set by assignment.
  if (name === undefined || name === "__proto__" || /^\d+$/.test(name)) return undefined;
  const list = object[name];
  return Array.isArray(list) && list.length === 0 ? name : undefined;
}

/** Where elements begin that follow about {@link pieceBytes} of others. */
function boundariesFrom(text: NodeBuffer, start: number): number[] {
  const boundaries: number[] = [];
  let begin = start;
  for (;;) {
    const boundary = text.indexOf("},{", begin + pieceBytes, "latin1");
    if (boundary === -1) return boundaries;
    begin = boundary + 2;
    boundaries.push(begin);
  }
}

/** The list's elements: those before each boundary, and the last ones, which were parsed with the rest of the object. */
function* piecesOf(
  text: NodeBuffer,
  start: number,
  boundaries: readonly number[],
  last: JsonValue[],
): Generator<JsonValue[], void> {
  let begin = start;
  for (const boundary of boundaries) {
    yield JSON.parse(listText(text, begin, boundary - 1)) as JsonValue[];
    begin = boundary;
  }
  yield last;
}

const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/**
 * Some elements as the text of a list. The brackets stand where the text has a bracket or comma for that moment: to put
 * them around a string would copy that.
 */
function listText(text: NodeBuffer, start: number, end: number): string {
  const before = text[start - 1] as number;
  text[start - 1] = openBracket;
  text[end] = closeBracket;
  const list = text.toString("latin1", start - 1, end + 1);
  text[start - 1] = before;
  text[end] = comma;
  return list;
}
