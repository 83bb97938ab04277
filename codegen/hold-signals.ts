/** Signals by which a person or a build ends a program. */
const ending: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Does work that must not end halfway: a signal that arrives meanwhile ends the program afterwards.
 *
 * @param end Ends the program by the signal; a seam for tests.
 */
export async function holdSignals(
  work: () => void,
  end: (signal: NodeJS.Signals) => void = (signal) => process.kill(process.pid, signal),
): Promise<void> {
  let received: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals): void => {
    received ??= signal;
  };
  for (const signal of ending) process.on(signal, hold);
  try {
    work();
    // Signals of meanwhile are told of when the event loop turns.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  } finally {
    for (const signal of ending) process.off(signal, hold);
    if (received !== undefined) end(received);
  }
}
