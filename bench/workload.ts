/** What every contender is given to do. */
export type Workload = "put-record" | "put-records" | "put-large" | "get-records";

/** Someone who does the work: us, the rival, the floor. */
export interface Contender {
  /** Does one call. Resolves when its answer is decoded. */
  run(workload: Workload): Promise<unknown>;
  close(): void;
}

/** A record of a PutRecords call. */
export interface Entry {
  readonly PartitionKey: string;
  readonly Data: Uint8Array;
}

export const region = "us-east-1";
export const credentials: { accessKeyId: string; secretAccessKey: string } = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "bench-only",
};
export const streamName = "bench";

/** 1 KiB that no JSON escape or ASCII shortcut makes easier than real data. */
export const payload: Uint8Array = bytes(1_024);

const entries = new Map<Workload, readonly Entry[]>();

/** The records of a PutRecords call: 500 of 1 KiB, or 5 of 1 MiB. Made when first asked for. */
export function entriesOf(workload: "put-records" | "put-large"): readonly Entry[] {
  const known = entries.get(workload);
  if (known !== undefined) return known;
  const [count, data] = workload === "put-large" ? [5, bytes(1_024 * 1_024)] : [500, payload];
  const made = Array.from({ length: count }, (_, index) => ({ PartitionKey: `key-${index}`, Data: data }));
  entries.set(workload, made);
  return made;
}

function bytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 31) % 256);
}
