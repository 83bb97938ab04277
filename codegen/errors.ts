/** One thing that is wrong with a model, and where. */
export interface ModelFault {
  /** The file, as the command line or its folder named it. */
  readonly file: string;
  /** The shape's absolute id, or that of the member; absent when the fault lies outside the shapes. */
  readonly shape?: string;
  /** JSON pointer into the file; empty for the whole file. */
  readonly pointer: string;
  /** What is wrong, in one line, without a place. */
  readonly message: string;
}

/** The model is not one that this generator can work from. Holds every fault that was found, in order of place. */
export class ModelError extends Error {
  override readonly name: string = "ModelError";
  readonly faults: readonly ModelFault[];

  constructor(faults: readonly ModelFault[]) {
    const sorted = sortFaults(faults);
    super(sorted.map(formatFault).join("\n"));
    this.faults = sorted;
  }
}

/** The command line, or a folder it names, is not one that this program can work with. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
}

/** One line: `file: shape at pointer: message`. */
export function formatFault(fault: ModelFault): string {
  const place = [fault.shape, fault.pointer === "" ? undefined : `at ${fault.pointer}`].filter(Boolean).join(" ");
  return `${fault.file}: ${place === "" ? "" : `${place}: `}${fault.message}`;
}

/** Throws when there is a fault. */
export function throwFaults(faults: readonly ModelFault[]): void {
  if (faults.length > 0) throw new ModelError(faults);
}

function sortFaults(faults: readonly ModelFault[]): ModelFault[] {
  const unique = new Map(faults.map((fault) => [formatFault(fault), fault]));
  return [...unique.values()].sort(
    (a, b) => compare(a.file, b.file) || compare(a.pointer, b.pointer) || compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
