/** What a row of the table is. Each row is a module of `rows/` that exports one {@link Row}. */
import type { Bench } from "./bench.js";

/** What one measurement of one contender gave, by the figure's key. */
export type Sample = Readonly<Record<string, number>>;

/** A quantity that a row measures of each of its contenders. */
export interface Figure {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
}

/** A ratio that the table shows: the figure of one contender divided by that of another. */
export interface Comparison {
  /** Says by itself what is compared: it labels a line of the table and a bar of the chart. */
  readonly title: string;
  readonly figure: string;
  readonly of: string;
  readonly against: string;
  /** The highest ratio that meets the goal. Absent where the ratio is told without one. */
  readonly goal?: number;
}

export interface Row {
  /** What `npm run bench -- <name>` calls it. */
  readonly name: string;
  readonly title: string;
  /** What is measured, and how: a paragraph of the page. */
  readonly explanation: string;
  /** In the order in which they take turns. */
  readonly contenders: readonly string[];
  readonly figures: readonly Figure[];
  readonly comparisons: readonly Comparison[];
  /** How often the row is set up anew, with fresh processes where it has any. */
  readonly passes: number;
  /** In each pass: how often every contender is measured before it counts. */
  readonly warmUps: number;
  /** In each pass: how often every contender is measured. */
  readonly rounds: number;
  /** Starts what the row needs; whatever it starts by `bench.processes` ends with the bench at the latest. */
  open(bench: Bench): Promise<Session> | Session;
}

/** A row that is set up. */
export interface Session {
  measure(contender: string): Promise<Sample> | Sample;
  close(): Promise<void> | void;
}

/** The contenders that most rows have. */
export const ours = "shardwright";
export const rival = "@aws-sdk/client-kinesis";
export const floor = "floor";
