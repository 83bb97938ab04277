import { floor, rival } from "../row.js";
import type { ComparisonResult, RowResult } from "../runner.js";
import { formatNumber } from "./format-number.js";

/** Pixels. */
const width = 860;
const labelWidth = 330;
const valueWidth = 130;
const plotWidth = width - labelWidth - valueWidth;
const lineHeight = 26;
const barHeight = 14;
const panelHead = 52;
const panelFoot = 34;

/** The ratios that have a goal as bars, goals marked: one panel against the rival, one against the floor. */
export function chart(rows: readonly RowResult[]): string {
  const bars = rows.flatMap(({ comparisons }) => comparisons).filter(({ goal }) => goal !== undefined);
  const panels = [
    {
      title: `Against ${rival} (1: as much as it takes; line: the goal)`,
      bars: bars.filter(({ against }) => against === rival),
    },
    {
      title: "Against the floor (1: as much as it takes; line: the goal)",
      bars: bars.filter(({ against }) => against === floor),
    },
    {
      title: "Share of a call (line: the goal)",
      bars: bars.filter(({ against }) => against !== rival && against !== floor),
    },
  ].filter((panel) => panel.bars.length > 0);
  let y = 12;
  const drawn = panels.map((panel) => {
    const top = y;
    y += panelHead + panel.bars.length * lineHeight + panelFoot;
    return drawPanel(panel.title, panel.bars, top);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img">
<title>Shardwright's ratios, with their goals</title>
<style>${style}</style>
<rect class="page" width="${width}" height="${y}" rx="8"/>
${drawn.join("\n")}
</svg>
`;
}

/** Colours for both modes, on a background of its own: an image does not know the page that shows it. */
const style = `
text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328; }
.head { font-weight: 600; font-size: 14px; }
.quiet { fill: #59636e; font-size: 12px; }
.page { fill: #ffffff; }
.grid { stroke: #d1d9e0; }
.met { fill: #2e7d5b; }
.missed { fill: #b8651b; }
.goal { stroke: #1f2328; stroke-width: 2; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .quiet { fill: #9198a1; }
  .page { fill: #0d1117; }
  .grid { stroke: #30363d; }
  .met { fill: #3fb27f; }
  .missed { fill: #e0903f; }
  .goal { stroke: #e6edf3; }
}
`;

function drawPanel(title: string, bars: readonly ComparisonResult[], top: number): string {
  const step = stepFor(Math.max(...bars.map(({ ratio, goal = 0 }) => Math.max(ratio.median, goal))));
  const ticks = Array.from({ length: 5 }, (_, index) => index * step);
  const x = (ratio: number): number => round(labelWidth + (ratio / (4 * step)) * plotWidth);
  const first = top + panelHead;
  const bottom = first + bars.length * lineHeight;
  const grid = ticks.map(
    (tick) =>
      `<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="${first - 6}" y2="${bottom}"/>` +
      `<text class="quiet" x="${x(tick)}" y="${bottom + 16}" text-anchor="middle">${round(tick)}</text>`,
  );
  const lines = bars.map(({ title: label, ratio, goal = 0 }, index) => {
    const y = first + index * lineHeight;
    const middle = y + barHeight / 2 + 4.5;
    const kind = ratio.median <= goal ? "met" : "missed";
    return [
      `<text x="${labelWidth - 12}" y="${middle}" text-anchor="end">${escapeText(label)}</text>`,
      `<rect class="${kind}" x="${labelWidth}" y="${y}" width="${round(x(ratio.median) - labelWidth)}" height="${barHeight}" rx="2"/>`,
      `<line class="goal" x1="${x(goal)}" x2="${x(goal)}" y1="${y - 4}" y2="${y + barHeight + 4}"/>`,
      `<text x="${width - valueWidth + 12}" y="${middle}">${formatNumber(ratio.median)} <tspan class="quiet">goal ${goal}</tspan></text>`,
    ].join("");
  });
  return [`<text class="head" x="16" y="${top + 22}">${escapeText(title)}</text>`, ...grid, ...lines].join("\n");
}

/** A quarter of the axis: the smallest round step with which four of them reach the largest value. */
function stepFor(largest: number): number {
  for (let unit = 0.0025; ; unit *= 10) {
    for (const step of [unit, 2 * unit, 4 * unit]) if (4 * step >= largest) return step;
  }
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

function escapeText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
