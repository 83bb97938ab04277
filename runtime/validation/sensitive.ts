import type { Step } from "./path.js";

/** What stands for a value that must not be told. */
export const redacted = "[redacted]";

/**
 * How many steps lead to the sensitive value that a place is or lies in; undefined when nothing on the way is
 * sensitive. `paths` are those of {@link Operation.sensitiveInput}.
 */
export function sensitiveDepth(steps: readonly Step[], paths: readonly string[]): number | undefined {
  for (const path of paths) {
    const tokens = path.match(/\[\]|\{\}|[^.[\]{}]+/g) ?? [];
    if (tokens.length <= steps.length && tokens.every((token, index) => matches(token, steps[index]))) {
      return tokens.length;
    }
  }
  return undefined;
}

/** Whether a sensitive value lies below a place, so that the place's value cannot be told either. */
export function holdsSensitive(steps: readonly Step[], paths: readonly string[]): boolean {
  return paths.some((path) => {
    const tokens = path.match(/\[\]|\{\}|[^.[\]{}]+/g) ?? [];
    return tokens.length > steps.length && steps.every((step, index) => matches(tokens[index], step));
  });
}

function matches(token: string | undefined, step: Step | undefined): boolean {
  if (token === undefined || step === undefined) return false;
  if (token === "[]") return step.kind === "element";
  return step.kind === "member" && (token === "{}" || token === step.name);
}
