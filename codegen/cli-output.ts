/** Where the program writes to, line by line. */
export interface Output {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
}

/** 0: good; 1: a difference found; 2: bad usage or input. */
export type ExitCode = 0 | 1 | 2;
