import { describe, expect, it } from "vitest";
import { parseOptions } from "../../bench/options.js";
import { rows } from "../../bench/rows/index.js";

const names = rows.map(({ name }) => name);

describe("the options", () => {
  it("take every row unless some are named", () => {
    expect(parseOptions([], rows)).toEqual({
      rows,
      smoke: false,
      write: false,
      passes: undefined,
      rounds: undefined,
    });
    expect(parseOptions(["latency", "put-record", "--rounds", "3"], rows)).toMatchObject({
      rows: [{ name: "put-record" }, { name: "latency" }],
      rounds: 3,
    });
  });

  it.each([
    [["put-recrod"], `there is no row put-recrod; there are ${names.join(", ")}`],
    [["--rounds", "0"], "--rounds takes a whole number of at least 1, not 0"],
    [["--passes", "two"], "--passes takes a whole number of at least 1, not two"],
    [["--fast"], "Unknown option '--fast'"],
    [["--write", "latency"], "--write takes the whole table"],
    [["--write", "--smoke"], "--write takes the whole table"],
    [["--write", "--rounds", "1"], "--write takes the whole table"],
  ])("%j is refused", (argv, problem) => {
    expect(parseOptions(argv, rows)).toEqual({ problem: expect.stringContaining(problem) });
  });
});

describe("the rows", () => {
  it("have names of their own", () => {
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(rows)("$name compares contenders and figures that it has", (row) => {
    const figures = row.figures.map(({ key }) => key);
    for (const { figure, of, against } of row.comparisons) {
      expect(figures).toContain(figure);
      expect(row.contenders).toContain(of);
      expect(row.contenders).toContain(against);
    }
  });
});
