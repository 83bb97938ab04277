/** Starts the programs of a run as processes of their own, talks to them, and leaves none behind. */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable } from "node:stream";

/** A process that answers one question at a time. */
export interface Worker {
  /** What it said when it was ready. */
  readonly greeting: unknown;
  /** Sends a message and gives the one that comes back. Rejects when the process ends instead. */
  ask(question: object): Promise<unknown>;
  stop(): Promise<void>;
}

export interface Processes {
  /**
   * Starts a compiled program, named by its path below bench/ without an ending, and waits for its first message.
   *
   * @param nodeOptions Options of Node's own.
   */
  start(program: string, args?: readonly string[], nodeOptions?: readonly string[]): Promise<Worker>;
  /** Runs a compiled program to its end and gives the JSON of the last line that it printed. Rejects when it fails. */
  run(program: string, args?: readonly string[], nodeOptions?: readonly string[]): Promise<unknown>;
  /** Ends all that still run. */
  stop(): Promise<void>;
}

/** @param folder Where the compiled programs are. */
export function processesOf(folder: string): Processes {
  const running = new Set<ChildProcess>();
  const add = (child: ChildProcess): void => {
    running.add(child);
    child.once("exit", () => running.delete(child));
  };
  return {
    async start(program, args = [], nodeOptions = []) {
      const child = fork(join(folder, `${program}.js`), args, {
        cwd: folder,
        execArgv: [...nodeOptions],
        env: environment(),
        stdio: ["ignore", "ignore", "pipe", "ipc"],
      });
      add(child);
      const complaints = collect(child.stderr);
      const answer = (): Promise<unknown> => nextMessage(child, program, complaints);
      const greeting = await answer();
      return {
        greeting,
        ask(question) {
          const answered = answer();
          child.send(question);
          return answered;
        },
        stop: () => end(child),
      };
    },
    async run(program, args = [], nodeOptions = []) {
      const child = spawn(process.execPath, [...nodeOptions, join(folder, `${program}.js`), ...args], {
        cwd: folder,
        env: environment(),
        stdio: ["ignore", "pipe", "pipe"],
      });
      add(child);
      const output = collect(child.stdout);
      const complaints = collect(child.stderr);
      const [code, signal] = await once(child, "close");
      if (code !== 0) throw new Error(`${program} ended (${signal ?? `exit code ${code}`}).\n${complaints()}`);
      return JSON.parse(output().trimEnd().split("\n").at(-1) ?? "");
    },
    async stop() {
      await Promise.all([...running].map(end));
    },
  };
}

/** Nothing of the caller's AWS configuration shall change what is measured. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_") && !name.startsWith("NODE_")),
  );
}

/** What the process writes. Of stderr it is kept for the day that it fails: a warning is no news to a benchmark. */
function collect(stream: Readable | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString("utf8");
}

function nextMessage(child: ChildProcess, program: string, complaints: () => string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown): void => {
      child.off("close", onClose);
      resolve(message);
    };
    // "close" rather than "exit": by then all of stderr has been read.
    const onClose = (code: number | null, signal: string | null): void => {
      child.off("message", onMessage);
      reject(new Error(`${program} ended (${signal ?? `exit code ${code}`}) without an answer.\n${complaints()}`));
    };
    child.once("message", onMessage);
    child.once("close", onClose);
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
