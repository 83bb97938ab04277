/** One kind of work that every contender does in its own way. */
export interface Workload {
  readonly name: "put-record" | "put-records" | "get-records";
  readonly title: string;
  /** Calls in one measurement. */
  readonly calls: number;
}

/** Someone who does the work: us, the rival, the floor. */
export interface Contender {
  readonly name: string;
  run(workload: Workload["name"]): Promise<unknown>;
  close(): void;
}

export const workloads: readonly Workload[] = [
  { name: "put-record", title: "PutRecord, 1 KiB", calls: 2_000 },
  { name: "put-records", title: "PutRecords, 500 x 1 KiB", calls: 100 },
  { name: "get-records", title: "GetRecords, 1,000 x 1 KiB", calls: 60 },
];

export const region = "us-east-1";
export const credentials: { accessKeyId: string; secretAccessKey: string } = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "bench-only",
};
export const streamName = "bench";

/** 1 KiB that no JSON escape or ASCII shortcut makes easier than real data. */
export const payload: Uint8Array = Uint8Array.from({ length: 1_024 }, (_, index) => (index * 31) % 256);

export const entries: readonly { PartitionKey: string; Data: Uint8Array }[] = Array.from(
  { length: 500 },
  (_, index) => ({ PartitionKey: `key-${index}`, Data: payload }),
);
