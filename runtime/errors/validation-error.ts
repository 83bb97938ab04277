import type { Violation } from "../validation/violation.js";
import { ShardwrightError } from "./shardwright-error.js";

/** How many violations the message spells out; `violations` holds them all. */
const listed = 20;

/** An input breaks the model. Thrown before any request; lists every violation at once. */
export class ValidationError extends ShardwrightError {
  /** The operation's name, such as `PutRecord`. */
  readonly operation: string;
  /** Everything that is wrong with the input. */
  readonly violations: readonly Violation[];

  constructor(operation: string, violations: readonly Violation[], options?: { readonly cause?: unknown }) {
    super(report(operation, violations), options);
    this.operation = operation;
    this.violations = violations;
  }

  override get name(): string {
    return "ValidationError";
  }
}

function report(operation: string, violations: readonly Violation[]): string {
  const count = violations.length === 1 ? "1 violation" : `${violations.length} violations`;
  const lines = violations.slice(0, listed).map((violation) => `  - ${violation.message}`);
  if (violations.length > listed) lines.push(`  - and ${violations.length - listed} more, all in \`violations\``);
  return [`The input of ${operation} breaks the model (${count}):`, ...lines, ...advice(violations)].join("\n");
}

/** Only constraints can be lifted: an input of the wrong structure has no form on the wire. */
function advice(violations: readonly Violation[]): string[] {
  if (!violations.some((violation) => violation.rule === "constraint")) return [];
  return [
    'If the service has relaxed these limits since the model was published, regenerate the client or pass validation: "structure".',
  ];
}
