import type { Hooks } from "../../generated/kinesis/index.js";

/** Hooks that keep which operations the service has answered with a success. */
export interface OperationRecorder {
  readonly hooks: Hooks;
  readonly answered: ReadonlySet<string>;
}

/** Makes a recorder. */
export function onOperations(): OperationRecorder {
  const answered = new Set<string>();
  return {
    answered,
    hooks: {
      onResponse: ({ operation, status }) => {
        if (status === 200) answered.add(operation);
      },
    },
  };
}
