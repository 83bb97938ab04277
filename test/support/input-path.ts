/**
 * Changes a copy of an input at a path as violations write it: `Records[0].PartitionKey`, `Tags["a b"]`; the empty path
 * is the input itself.
 */

/** The input with another value at a path. */
export function replaced(input: unknown, path: string, value: unknown): unknown {
  return changed(input, steps(path), () => value);
}

/** The input without the member at a path. */
export function removed(input: unknown, path: string): unknown {
  const all = steps(path);
  const last = String(all.at(-1));
  return changed(input, all.slice(0, -1), (holder) =>
    Object.fromEntries(Object.entries(holder as object).filter(([name]) => name !== last)),
  );
}

/** The input with another key for the first entry of the map at a path. */
export function renamedKey(input: unknown, path: string, key: string): unknown {
  return changed(input, steps(path), (map) => {
    const [[, value] = [], ...rest] = Object.entries(map as object);
    return Object.fromEntries([[key, value], ...rest]);
  });
}

/** The path of a member below another. */
export function atPath(path: string, name: string): string {
  if (!/^[A-Za-z_$][\w$-]*$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === "" ? name : `${path}.${name}`;
}

function steps(path: string): readonly (string | number)[] {
  return Array.from(path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g), ([, index, quoted, name = ""]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? name : String(JSON.parse(quoted));
  });
}

function changed(value: unknown, path: readonly (string | number)[], change: (value: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? changed(item, rest, change) : item));
  const holder = (value ?? {}) as Readonly<Record<string, unknown>>;
  return { ...holder, [step]: changed(holder[step], rest, change) };
}
