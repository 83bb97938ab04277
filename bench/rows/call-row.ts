import type { Bench } from "../bench.js";
import { type Comparison, type Figure, floor, ours, type Row, rival, type Sample, type Session } from "../row.js";
import type { CallsAnswer, CallsQuestion } from "../workers/calls.js";
import type { Workload } from "../workload.js";

/** What the rows of one kind of call have of their own. */
export interface CallRow {
  readonly name: string;
  readonly title: string;
  readonly explanation: string;
  readonly workload: Workload;
  /** Calls of one measurement. */
  readonly calls: number;
  readonly inFlight: number;
  /** @default us, the rival, the floor */
  readonly contenders?: readonly string[];
  readonly figures: readonly (Figure & { readonly key: keyof CallsAnswer })[];
  readonly comparisons: readonly Comparison[];
}

/**
 * Calls that each contender makes in each process before any is counted. V8 compiles for speed what runs once a call when it
 * has seen some hundreds of them, one function after the other: only after some 2,000 calls it comes to rest, and a large
 * call takes a fifth more until then.
 */
export const warmUpCalls: number = 2_000;

/** A row that repeats a call to the stub server, each contender in a process of its own. */
export function callRow(row: CallRow): Row {
  const { contenders = [ours, rival, floor] } = row;
  return {
    ...row,
    contenders,
    passes: 3,
    warmUps: Math.max(2, Math.ceil(warmUpCalls / row.calls)),
    rounds: 5,
    open: (bench) => openSession(bench, row, contenders),
  };
}

async function openSession(
  bench: Bench,
  { workload, calls, inFlight }: CallRow,
  contenders: readonly string[],
): Promise<Session> {
  const server = await bench.processes.start("servers/stub-server");
  const endpoint = `http://127.0.0.1:${server.greeting}`;
  const started = contenders.map(
    async (name) => [name, await bench.processes.start("workers/calls", [name, endpoint, workload])] as const,
  );
  const workers = new Map(await Promise.all(started));
  const question: CallsQuestion = { calls: bench.smoke ? Math.ceil(calls / 50) : calls, inFlight };
  return {
    measure: async (contender) => (await workers.get(contender)?.ask(question)) as Sample,
    async close() {
      await Promise.all([...workers.values(), server].map((worker) => worker.stop()));
    },
  };
}
