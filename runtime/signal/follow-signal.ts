/** Who waits for a signal, and the one listener that tells them. */
interface Following {
  readonly followers: Set<() => void>;
  readonly listener: () => void;
}

const followings: WeakMap<AbortSignal, Following> = /* @__PURE__ */ new WeakMap();

/**
 * Calls `onAbort` once when the signal is aborted, at once if it is already. The function it returns lets go; it may be
 * called twice.
 *
 * However many follow one signal, it holds a single listener, and none when nobody follows any more: Node warns of a
 * leak beyond ten, and a caller may well hand the same signal to a thousand calls.
 */
export function followSignal(signal: AbortSignal, onAbort: () => void): () => void {
  if (signal.aborted) {
    onAbort();
    return () => {};
  }
  const { followers } = followings.get(signal) ?? listenTo(signal);
  // The same function may be given twice; each time counts.
  const follower = (): void => onAbort();
  followers.add(follower);
  return () => {
    if (followers.delete(follower) && followers.size === 0) stopListening(signal);
  };
}

function listenTo(signal: AbortSignal): Following {
  const followers = new Set<() => void>();
  const listener = (): void => {
    stopListening(signal);
    for (const follower of followers) {
      followers.delete(follower);
      follower();
    }
  };
  const following = { followers, listener };
  followings.set(signal, following);
  signal.addEventListener("abort", listener, { once: true });
  return following;
}

function stopListening(signal: AbortSignal): void {
  const following = followings.get(signal);
  if (following === undefined) return;
  followings.delete(signal);
  signal.removeEventListener("abort", following.listener);
}
