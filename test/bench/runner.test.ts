import { describe, expect, it } from "vitest";
import type { Bench } from "../../bench/bench.js";
import type { Row } from "../../bench/row.js";
import { runRow } from "../../bench/runner.js";

const bench = { smoke: false } as Bench;

/** A row that notes what is done with it; the nth measurement is n for us and 2n for them. */
function notedRow(notes: string[], fail = false): Row {
  let count = 0;
  return {
    name: "noted",
    title: "Noted",
    explanation: "Notes.",
    contenders: ["us", "them"],
    figures: [{ key: "time", title: "time", unit: "s" }],
    comparisons: [{ title: "Time", figure: "time", of: "us", against: "them", goal: 0.6 }],
    passes: 2,
    warmUps: 1,
    rounds: 2,
    open() {
      notes.push("open");
      return {
        measure(contender) {
          if (fail) throw new Error("broken");
          notes.push(contender);
          const round = Math.floor(count++ / 2);
          return { time: contender === "us" ? round : 2 * round };
        },
        close: () => void notes.push("close"),
      };
    },
  };
}

describe("a row", () => {
  it("is measured in turn, after warming up, set up anew for each pass", async () => {
    const notes: string[] = [];
    await runRow(notedRow(notes), bench);
    const pass = ["open", "us", "them", "us", "them", "us", "them", "close"];
    expect(notes).toEqual([...pass, ...pass]);
  });

  it("counts neither warm-up in figures and ratios", async () => {
    const result = await runRow(notedRow([]), bench);
    expect(result.samples).toBe(4);
    // Rounds 0 and 3 warm up: 1, 2, 4 and 5 are left.
    expect(result.figures).toEqual([
      {
        key: "time",
        title: "time",
        unit: "s",
        contenders: [
          { name: "us", median: 3, low: 1.75, high: 4.25 },
          { name: "them", median: 6, low: 3.5, high: 8.5 },
        ],
      },
    ]);
    expect(result.comparisons[0]).toMatchObject({ goal: 0.6, ratio: { median: 0.5, low: 0.5, high: 0.5 } });
  });

  it("is measured as often as it is told", async () => {
    const notes: string[] = [];
    const result = await runRow(notedRow(notes), bench, { passes: 1, rounds: 3 });
    expect(result.samples).toBe(3);
    expect(notes.filter((note) => note === "us")).toHaveLength(4);
  });

  it("is measured once, without warming up, in a smoke run", async () => {
    const notes: string[] = [];
    const result = await runRow(notedRow(notes), { ...bench, smoke: true });
    expect(notes).toEqual(["open", "us", "them", "close"]);
    expect(result.samples).toBe(1);
  });

  it("is closed when a measurement fails", async () => {
    const notes: string[] = [];
    await expect(runRow(notedRow(notes, true), bench)).rejects.toThrow("broken");
    expect(notes).toEqual(["open", "close"]);
  });
});
