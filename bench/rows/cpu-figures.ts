import type { Figure } from "../row.js";
import { warmUpCalls } from "./call-row.js";

/** What the rows about CPU measure. */
export const cpuFigures: readonly (Figure & { readonly key: "cpu" | "wall" })[] = [
  { key: "cpu", title: "CPU a call", unit: "µs" },
  { key: "wall", title: "wall time a call", unit: "µs" },
];

export const cpuMethod: string =
  "20 calls are in flight; counted is the CPU time of the client's process, garbage collection and compilation included. " +
  `Each process makes ${warmUpCalls.toLocaleString("en")} calls before, which are not counted.`;
