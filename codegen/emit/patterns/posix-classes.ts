/** What POSIX classes hold, as Java's `\p{Alnum}` and others' `[:alnum:]` mean them: ASCII alone. */
const classes: { readonly [name: string]: string } = {
  lower: "a-z",
  upper: "A-Z",
  ascii: "\\x00-\\x7F",
  alpha: "A-Za-z",
  digit: "0-9",
  alnum: "A-Za-z0-9",
  punct: "!-\\/:-@\\[-`\\{-~",
  graph: "!-~",
  print: " -~",
  blank: " \\t",
  cntrl: "\\x00-\\x1F\\x7F",
  xdigit: "0-9A-Fa-f",
  space: " \\t-\\r",
  word: "\\w",
};

/** The content of a character class that is the POSIX class of that name; undefined when there is none. */
export function posixClass(name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(classes, key) ? classes[key] : undefined;
}
