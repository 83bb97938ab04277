/** What waits for each signal. */
const waiting: WeakMap<AbortSignal, Set<() => void>> = /* @__PURE__ */ new WeakMap();

/**
 * Calls back when the signal is aborted, unless the returned function was called before. However many wait for a
 * signal, it has one listener of ours: a program that reads hundreds of shards under one signal would otherwise be
 * warned of a leak by Node.
 */
export function whenAborted(signal: AbortSignal, callback: () => void): () => void {
  const callbacks = waiting.get(signal) ?? listen(signal);
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) stopListening(signal);
  };
}

function listen(signal: AbortSignal): Set<() => void> {
  const callbacks = new Set<() => void>();
  waiting.set(signal, callbacks);
  signal.addEventListener("abort", fire, { once: true });
  return callbacks;
}

function stopListening(signal: AbortSignal): void {
  waiting.delete(signal);
  signal.removeEventListener("abort", fire);
}

function fire(this: AbortSignal): void {
  for (const callback of waiting.get(this) ?? []) callback();
}
