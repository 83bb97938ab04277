import type { OperationModel } from "../../service-model.js";
import { propertyName } from "../names.js";
import { type Edge, type ObjectSample, pathTo } from "./edge.js";
import { literal } from "./literal.js";
import type { Sample } from "./sample.js";

/** The bytes of an entry and of a call, filled up through the first blob that counts. */
export function payloadEdges({ payloadLimit: limit, input }: OperationModel, sample: ObjectSample): Edge[] {
  if (limit === undefined) return [];
  const { entries, counted, entryBytes, callBytes } = limit;
  const list = entries === undefined ? undefined : sample.members.find(([name]) => name === entries)?.[1];
  const entry = entries === undefined ? sample : list?.kind === "list" ? list.items[0] : undefined;
  if (entry?.kind !== "object") return [];
  const filler = entry.members.find(([name, value]) => counted.includes(name) && value.kind === "blob");
  if (filler === undefined) return [];
  const others = entry.members
    .filter(([name]) => counted.includes(name) && name !== filler[0])
    .reduce((bytes, [, value]) => bytes + byteLength(value), 0);
  const entryPath = entries === undefined ? "" : `${entries}[0]`;
  const put = pathTo(entryPath, filler[0]);
  const most =
    entries === undefined ? Math.min(entryBytes ?? Infinity, callBytes ?? Infinity) : (entryBytes ?? Infinity);
  const edges: Edge[] = [];
  if (Number.isFinite(most) && most <= (callBytes ?? most)) {
    edges.push({
      at: entryPath,
      put,
      violates: "payload size",
      refuses: `new Uint8Array(${most - others + 1})`,
      accepts: `new Uint8Array(${most - others})`,
    });
  }
  if (entries === undefined || callBytes === undefined || list?.kind !== "list" || input.members.length === 0)
    return edges;
  return [...edges, callEdge(entries, entry, filler[0], others, { callBytes, entryBytes: entryBytes ?? callBytes })];
}

/** Fills a call with two entries, or with as many as it takes when an entry must stay small. */
function callEdge(
  entries: string,
  entry: ObjectSample,
  filler: string,
  others: number,
  { callBytes, entryBytes }: { readonly callBytes: number; readonly entryBytes: number },
): Edge {
  const count = Math.max(2, Math.ceil(callBytes / entryBytes));
  const even = Math.floor(callBytes / count) - others;
  const rest = callBytes - (even + others) * count;
  const entryWith = (bytes: string): string => {
    const members = entry.members.map(([name, value]) =>
      name === filler
        ? `${propertyName(name)}: new Uint8Array(${bytes})`
        : `${propertyName(name)}: ${literal(value, "input")}`,
    );
    return `{ ${members.join(", ")} }`;
  };
  const filled = (extra: number): string =>
    rest + extra === 0
      ? `Array.from({ length: ${count} }, () => (${entryWith(String(even))}))`
      : `Array.from({ length: ${count} }, (_, index) => (${entryWith(`index === 0 ? ${even + rest + extra} : ${even}`)}))`;
  return { at: "", put: entries, violates: "payload size", refuses: filled(1), accepts: filled(0) };
}

function byteLength(sample: Sample): number {
  if (sample.kind === "blob") return Buffer.from(sample.base64, "base64").length;
  return sample.kind === "plain" && typeof sample.value === "string" ? Buffer.byteLength(sample.value, "utf8") : 0;
}

/** The longest blob may be more than an entry can hold together with its other members: that edge has a last value of its own. */
export function withinPayload(edge: Edge, payload: readonly Edge[]): Edge {
  const size = blobSize(edge.accepts);
  const most = blobSize(payload.find(({ put }) => put === edge.at)?.accepts);
  if (size === undefined || most === undefined || size <= most) return edge;
  const { accepts: _tooMuch, ...refusal } = edge;
  return refusal;
}

function blobSize(expression: string | undefined): number | undefined {
  const size = /^new Uint8Array\((\d+)\)$/.exec(expression ?? "")?.[1];
  return size === undefined ? undefined : Number(size);
}
