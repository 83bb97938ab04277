import type { Bench } from "./bench.js";
import type { Comparison, Figure, Row, Sample } from "./row.js";
import { ratioOf, type Spread, spreadOf } from "./statistics.js";

/** What a row gave. */
export interface RowResult {
  readonly name: string;
  readonly title: string;
  readonly explanation: string;
  /** Measurements of each contender. */
  readonly samples: number;
  readonly figures: readonly FigureResult[];
  readonly comparisons: readonly ComparisonResult[];
}

export interface FigureResult extends Figure {
  readonly contenders: readonly ({ readonly name: string } & Spread)[];
}

export interface ComparisonResult extends Comparison {
  readonly ratio: Spread;
}

/** How often to measure, where the row's own numbers shall not hold. */
export interface Effort {
  readonly passes?: number | undefined;
  readonly rounds?: number | undefined;
}

/** Measures the row's contenders in turn, round by round. */
export async function runRow(row: Row, bench: Bench, effort: Effort = {}): Promise<RowResult> {
  const passes = bench.smoke ? 1 : (effort.passes ?? row.passes);
  const rounds = bench.smoke ? 1 : (effort.rounds ?? row.rounds);
  const warmUps = bench.smoke ? 0 : row.warmUps;
  const samples = new Map<string, Sample[]>(row.contenders.map((contender) => [contender, []]));
  for (let pass = 0; pass < passes; pass++) {
    const session = await row.open(bench);
    try {
      for (let round = -warmUps; round < rounds; round++) {
        for (const contender of row.contenders) {
          const sample = await session.measure(contender);
          if (round >= 0) samples.get(contender)?.push(sample);
        }
      }
    } finally {
      await session.close();
    }
  }
  const values = (contender: string, figure: string): number[] =>
    (samples.get(contender) ?? []).map((sample) => sample[figure] ?? Number.NaN);
  return {
    name: row.name,
    title: row.title,
    explanation: row.explanation,
    samples: passes * rounds,
    figures: row.figures.map((figure) => ({
      ...figure,
      contenders: row.contenders.map((name) => ({ name, ...spreadOf(values(name, figure.key)) })),
    })),
    comparisons: row.comparisons.map((comparison) => ({
      ...comparison,
      ratio: ratioOf(values(comparison.of, comparison.figure), values(comparison.against, comparison.figure)),
    })),
  };
}
