import { equalNodes } from "../assemble/equal-nodes.js";
import type { OperationModel } from "../service-model.js";
import type { OperationChange } from "./change.js";
import { code } from "./place.js";

/** How a request is made: its name in programs, who signs it, what is added to it. */
export function compareCalling(before: OperationModel, after: OperationModel): readonly OperationChange[] {
  const changes: OperationChange[] = [];
  if (before.methodName !== after.methodName) {
    const what = `the method ${code(before.methodName)} is now called ${code(after.methodName)}`;
    const [from, to] = [before.methodName, after.methodName];
    changes.push({ class: "breaking", kind: "method-renamed", before: from, after: to, what });
  }
  const [oldNeed, newNeed] = [credentialNeed(before), credentialNeed(after)];
  if (oldNeed !== newNeed) {
    const breaks = newNeed === "required";
    const what = `credentials: ${oldNeed} becomes ${newNeed}`;
    const kind = "authentication-changed";
    changes.push({ class: breaks ? "breaking" : "behaviour", kind, before: oldNeed, after: newNeed, what });
  }
  const facts = [
    ["unsignedPayload", "payload-signing-changed", "body left out of the signature"],
    ["checksum", "checksum-changed", "checksum of the body"],
    ["requestCompression", "compression-changed", "large bodies compressed"],
  ] as const;
  for (const [fact, kind, noun] of facts) {
    const [from, to] = [before[fact] ?? false, after[fact] ?? false];
    if (from === to) continue;
    const what = `${noun}: ${factText(from)} becomes ${factText(to)}`;
    changes.push({ class: "behaviour", kind, before: from, after: to, what });
  }
  return changes;
}

function credentialNeed({ unsigned, optionalAuth }: OperationModel): "unused" | "optional" | "required" {
  if (unsigned) return "unused";
  return optionalAuth ? "optional" : "required";
}

function factText(value: string | boolean): string {
  if (typeof value === "string") return value;
  return value ? "yes" : "no";
}

/** What an operation tells the endpoint rules, and what it puts in front of the host. */
export function compareEndpointParameters(before: OperationModel, after: OperationModel): readonly OperationChange[] {
  const changes: OperationChange[] = [];
  const [from, to] = [endpointParameters(before), endpointParameters(after)];
  if (!equalNodes(from, to)) {
    const what = `endpoint parameters: ${parametersText(from, to)}`;
    changes.push({ class: "behaviour", kind: "endpoint-parameters-changed", before: from, after: to, what });
  }
  const [oldWay, newWay] = [discoveryText(before), discoveryText(after)];
  if (oldWay !== newWay) {
    const what = `discovery of the endpoint: ${oldWay} becomes ${newWay}`;
    changes.push({ class: "behaviour", kind: "endpoint-discovery-changed", before: oldWay, after: newWay, what });
  }
  const [oldPrefix, newPrefix] = [hostPrefix(before), hostPrefix(after)];
  if (!equalNodes(oldPrefix, newPrefix)) {
    const text = (prefix: string | undefined): string => (prefix === undefined ? "none" : code(prefix));
    changes.push({
      class: "behaviour",
      kind: "host-prefix-changed",
      ...(before.hostPrefix === undefined ? {} : { before: before.hostPrefix }),
      ...(after.hostPrefix === undefined ? {} : { after: after.hostPrefix }),
      what: `prefix of the host: ${text(before.hostPrefix)} becomes ${text(after.hostPrefix)}`,
    });
  }
  return changes;
}

function discoveryText({ discovery }: OperationModel): string {
  if (discovery === undefined) return "none";
  const { required, identifiers } = discovery;
  const by = identifiers.length === 0 ? "" : ` by ${[...identifiers].sort().join(", ")}`;
  return `${required ? "required" : "optional"}${by}`;
}

function endpointParameters(operation: OperationModel): Readonly<Record<string, unknown>> {
  const { staticContextParams, contextParams, operationContextParams } = operation;
  const bound = Object.entries(contextParams).map(([name, member]) => [name, { member }] as const);
  const picked = Object.entries(operationContextParams).map(([name, path]) => [name, { path }] as const);
  return { ...staticContextParams, ...Object.fromEntries(bound), ...Object.fromEntries(picked) };
}

/** What came, went and changed, so that operations with the same change read the same. */
function parametersText(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): string {
  const differs = (name: string): boolean => !equalNodes(before[name], after[name]);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().filter(differs);
  return names
    .map((name) => {
      const [from, to] = [before[name], after[name]];
      if (from === undefined) return `${code(name)} is now ${sourceText(to)}`;
      if (to === undefined) return `${code(name)} is no longer ${sourceText(from)}`;
      return `${code(name)} is ${sourceText(to)} instead of ${sourceText(from)}`;
    })
    .join(", ");
}

function sourceText(value: unknown): string {
  const source = value as { readonly member?: string; readonly path?: string };
  if (source.member !== undefined) return `the input's ${code(source.member)}`;
  return source.path === undefined ? code(JSON.stringify(value)) : `taken from ${code(source.path)}`;
}

function hostPrefix({ hostPrefix, input }: OperationModel): readonly unknown[] {
  const labels = input.members.filter(({ hostLabel }) => hostLabel).map(({ name }) => name);
  return hostPrefix === undefined ? [] : [hostPrefix, labels.sort()];
}
