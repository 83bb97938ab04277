import type { Input } from "../input.js";
import type { Account } from "../state.js";

/** Why one record of a PutRecords was not taken. */
export interface RecordFailure {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

/** What an operation is told besides its input. */
export interface OperationContext {
  readonly failRecord?: ((index: number, entry: Input) => RecordFailure | undefined) | undefined;
}

/** Does an operation: gives the output's JSON, bytes of an event stream, or undefined for an empty body. Throws ServiceFault. */
export type Operation = (account: Account, input: Input, context: OperationContext) => object | undefined;

/** Operations by name. */
export type Operations = Readonly<Record<string, Operation>>;

/** A time as the wire has it: seconds with milliseconds as a fraction. */
export function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}
