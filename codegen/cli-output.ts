/** Where the program writes to, line by line. */
export interface Output {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
}

/** This process's own streams. */
export const processOutput: Output = {
  out: (line) => process.stdout.write(`${line}\n`),
  error: (line) => process.stderr.write(`${line}\n`),
};

/** 0: good; 1: a difference found; 2: bad usage or input. */
export type ExitCode = 0 | 1 | 2;
