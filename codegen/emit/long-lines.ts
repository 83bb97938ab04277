/** How wide a line of generated code may be. */
export const lineWidth = 120;

const indentStep = "  ";

/**
 * Breaks lines of code that are wider than {@link lineWidth}, as a formatter would: the outermost brackets that can be
 * opened put each element on a line of its own; a union puts each alternative on a line of its own. A line that offers no
 * such place (a long string, a comment) stays as it is.
 */
export function breakLongLines(text: string): string {
  let broken = "";
  let copied = 0;
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf("\n", start);
    const end = next < 0 ? text.length : next;
    // Few lines are too wide: the others are not even cut out of the text.
    if (end - start > lineWidth) {
      broken += text.slice(copied, start) + breakLine(text.slice(start, end)).join("\n");
      copied = end;
    }
    start = end + 1;
  }
  return broken + text.slice(copied);
}

function breakLine(line: string): string[] {
  if (line.length <= lineWidth || /^\s*(\/\/|\/?\*)/.test(line)) return [line];
  const places = scan(line);
  if (places === undefined) return [line];
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  return breakUnion(line, indent, places) ?? breakBrackets(line, indent, places) ?? [line];
}

/** `type A = B | C` and `member: B | C`, where the `|` stand outside all brackets. */
function breakUnion(line: string, indent: string, places: Places): string[] | undefined {
  if (places.bars.length === 0) return undefined;
  const head = /^\s*(?:export type [\w$]+ =|(?:readonly )?[\w$"]+\??:)(?= )/.exec(line)?.[0];
  if (head === undefined) return undefined;
  const starts = [head.length, ...places.bars.map((bar) => bar + 1)];
  const alternatives = starts.map((start, index) => line.slice(start, places.bars[index] ?? line.length).trim());
  return [head, ...alternatives.flatMap((alternative) => breakLine(`${indent}${indentStep}| ${alternative}`))];
}

/** The widest group of brackets on the line: each of its elements on a line, with a trailing comma where one may be. */
function breakBrackets(line: string, indent: string, places: Places): string[] | undefined {
  const group = places.groups
    .filter(({ open, close, isIndex }) => close > open + 1 && !isIndex)
    .sort((left, right) => right.close - right.open - (left.close - left.open))[0];
  if (group === undefined) return undefined;
  const bounds = [group.open, ...group.commas, group.close];
  const elements = bounds
    .slice(1)
    .map((bound, index) => line.slice((bounds[index] ?? 0) + 1, bound).trim())
    .filter((element) => element !== "");
  const [only] = elements;
  if (elements.length === 1 && line[group.open] === "(" && only !== undefined && /^\{.*\}$|^\[.*\]$/.test(only)) {
    return breakOnlyArgument(line, indent, group, only);
  }
  const last = mayTrail(line[group.open], elements) ? "," : "";
  return [
    line.slice(0, group.open + 1),
    ...elements.flatMap((element, index) =>
      breakLine(`${indent}${indentStep}${element}${index < elements.length - 1 ? "," : last}`),
    ),
    ...breakLine(indent + line.slice(group.close)),
  ];
}

/** `f({ a, b })`: the brackets of a lone object or list are opened, those around it stay where they are. */
function breakOnlyArgument(line: string, indent: string, group: Group, argument: string): string[] | undefined {
  const places = scan(argument);
  const [head, ...rest] = (places && breakBrackets(argument, indent, places)) ?? [];
  const tail = rest.pop();
  if (head === undefined || tail === undefined) return undefined;
  return [line.slice(0, group.open + 1) + head, ...rest, ...breakLine(tail + line.slice(group.close))];
}

/** No comma may follow type arguments, a rest parameter, or what may be an expression in brackets. */
function mayTrail(bracket: string | undefined, elements: readonly string[]): boolean {
  if (bracket === "<") return false;
  return bracket !== "(" || (elements.length > 1 && !elements.at(-1)?.startsWith("..."));
}

interface Group {
  readonly open: number;
  /** `data[key]`: a comma after the key would be another expression, so these brackets are never opened. */
  readonly isIndex: boolean;
  close: number;
  readonly commas: number[];
}

interface Places {
  /** Outermost bracket groups. */
  readonly groups: readonly Group[];
  /** `|` of types outside all brackets. */
  readonly bars: readonly number[];
}

/** All that a place can be made of; the rest of a line is passed over. */
const marks = /["'`/()[\]{}<>,|]/g;

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };

/**
 * Finds the outermost brackets and what separates their elements; undefined when the line's brackets do not pair. A
 * bracket that is still open at the end, as that of a body, does not count.
 */
function scan(line: string): Places | undefined {
  const groups: Group[] = [];
  const bars: number[] = [];
  const expected: string[] = [];
  marks.lastIndex = 0;
  for (let match = marks.exec(line); match !== null; match = marks.exec(line)) {
    let { index } = match;
    const [character] = match;
    const before = line[index - 1] ?? "";
    if (character === '"' || character === "'" || character === "`") {
      index = endOfString(line, index);
      if (index < 0) return undefined;
      marks.lastIndex = index + 1;
    } else if (character === "/" && startsRegularExpression(line, index)) {
      index = endOfRegularExpression(line, index);
      if (index < 0) return undefined;
      marks.lastIndex = index + 1;
    } else if (character === "<" ? /\w/.test(before) : closing[character] !== undefined) {
      if (expected.length === 0)
        groups.push({ open: index, isIndex: character === "[" && /[\w$)\]"'`]/.test(before), close: -1, commas: [] });
      expected.push(closing[character] ?? "");
    } else if (character === ">" ? before !== "=" && expected.at(-1) === ">" : ")]}".includes(character)) {
      if (expected.pop() !== character) return undefined;
      const group = groups.at(-1);
      if (expected.length === 0 && group !== undefined) group.close = index;
    } else if (character === "," && expected.length === 1) {
      groups.at(-1)?.commas.push(index);
    } else if (character === "|" && expected.length === 0 && line[index + 1] !== "|" && before !== "|") {
      bars.push(index);
    }
  }
  return { groups: groups.filter(({ close }) => close >= 0), bars: expected.length === 0 ? bars : [] };
}

/** The index of the closing quote, or -1. */
function endOfString(line: string, start: number): number {
  const quote = line[start];
  for (let index = start + 1; index < line.length; index++) {
    if (line[index] === "\\") index++;
    else if (line[index] === quote) return index;
  }
  return -1;
}

/** Whether a slash stands where a value is expected: there it opens a regular expression, elsewhere it divides. */
function startsRegularExpression(line: string, index: number): boolean {
  return line[index + 1] !== "/" && /(?:^|[([{,;:=!&|?>]|\breturn)\s*$/.test(line.slice(0, index));
}

/** The index of the slash that closes a regular expression, or -1. In a class a slash is a character like others. */
function endOfRegularExpression(line: string, start: number): number {
  let inClass = false;
  for (let index = start + 1; index < line.length; index++) {
    const character = line[index];
    if (character === "\\") index++;
    else if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
    else if (character === "/" && !inClass) return index;
  }
  return -1;
}
