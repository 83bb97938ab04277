import { startBackgroundTimer } from "../clock.js";
import type { BodyLease, BodyMemory } from "../platform/platform.js";
import { nodeBuffer } from "./node-buffer.js";

/** Bodies from this length on are written into memory that is used again. */
const shortest = 64 * 1024;

/** How much is kept for bodies to come, together. */
const mostKept = 64 * 1024 * 1024;

/** Memory that was not needed for so long, in milliseconds, is let go. */
const idleTime = 5_000;

/**
 * Memory for the bodies of a client's requests. That of a large body which the network has taken serves the next one: to
 * have fresh pages from the system for each, and to collect them afterwards, makes a tenth of a call of PutRecords.
 */
export class ReusedMemory implements BodyMemory {
  #kept: Uint8Array[] = [];
  #bytes = 0;
  /** What was taken and may be given back. */
  readonly #lent: WeakSet<object> = new WeakSet();
  /** Whether memory was taken or given since the timer last looked. */
  #used = false;
  #cancelTimer: (() => void) | undefined;

  /** Memory for at least as many bytes, with whatever it held before. */
  take(length: number): Uint8Array {
    if (length < shortest) return nodeBuffer.allocUnsafe(length);
    this.#used = true;
    const memory = this.#takeKept(length) ?? nodeBuffer.allocUnsafeSlow(length);
    this.#lent.add(memory.buffer);
    return memory;
  }

  /** A lease on a body worth it; short ones have memory that nobody gives back. */
  lease(body: Uint8Array): BodyLease | undefined {
    return body.byteLength < shortest ? undefined : new MemoryLease(this, body);
  }

  /** Takes back the memory of a body that nobody reads any more. */
  give(body: Uint8Array): void {
    const { byteLength } = body.buffer;
    // Other memory may be shared with who knows whom.
    if (!this.#lent.delete(body.buffer) || this.#bytes + byteLength > mostKept) return;
    this.#kept.push(nodeBuffer.from(body.buffer, 0, byteLength));
    this.#bytes += byteLength;
    this.#used = true;
    this.#cancelTimer ??= startBackgroundTimer(idleTime, this.#lookForIdleness);
  }

  /** The last one given, which is likely to be in the processor's cache, unless it is too short or far too long. */
  #takeKept(length: number): Uint8Array | undefined {
    const last = this.#kept.at(-1);
    if (last === undefined || last.length < length || last.length > 4 * length) return undefined;
    this.#kept.pop();
    this.#bytes -= last.length;
    return last;
  }

  /** Lets all of it go. */
  clear(): void {
    this.#kept = [];
    this.#bytes = 0;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  readonly #lookForIdleness = (): void => {
    this.#cancelTimer = undefined;
    if (!this.#used) this.clear();
    else this.#cancelTimer = startBackgroundTimer(idleTime, this.#lookForIdleness);
    this.#used = false;
  };
}

/**
 * The memory of one call's body: given back when the call is done and the network has taken the body, whichever comes
 * last. A transport of the caller's own may keep requests for longer; its calls have no lease.
 */
export class MemoryLease implements BodyLease {
  readonly #memory: ReusedMemory;
  readonly #body: Uint8Array;
  #taken = false;
  #ended = false;

  constructor(memory: ReusedMemory, body: Uint8Array) {
    this.#memory = memory;
    this.#body = body;
  }

  /** To be called by the transport. */
  readonly onRequestTaken = (): void => {
    this.#taken = true;
    if (this.#ended) this.#memory.give(this.#body);
  };

  /** The call is done: the body will not be sent once more. */
  end(): void {
    this.#ended = true;
    if (this.#taken) this.#memory.give(this.#body);
  }
}
