import type { Clock } from "../clock.js";
import { clockSkewCodes, hasCode, possibleClockSkewCodes } from "./error-codes.js";
import { responseOf } from "./response-of.js";

/** Services accept requests that are up to five minutes off; a minute is left for the way. */
const tolerated = 4 * 60_000;
/** The `Date` header counts whole seconds, and responses take their time: less than this is no correction. */
const resolution = 10_000;

/** What is known of the difference between the local clock and the service's. */
export interface ClockSkew {
  /** Milliseconds to add to the local clock. */
  offset(): number;
  /**
   * Learns from an error's response: its `Date` counts when the error says that the request's time was wrong, or when
   * the time that the request was signed with is more than four minutes off. True when the error may be due to that,
   * and another attempt will be signed with another time. `signedWith` is the offset that the failed attempt had: a
   * concurrent call may have corrected it meanwhile.
   */
  learn(error: unknown, signedWith: number): boolean;
}

/** Remembers the skew for a client, so that one failed request corrects all later ones. */
export function createClockSkew(clock: Clock): ClockSkew {
  let offset = 0;
  return {
    offset: () => offset,
    learn(error, signedWith) {
      const serverTime = Date.parse(responseOf(error)?.headers.date ?? "");
      if (Number.isNaN(serverTime)) return false;
      const difference = serverTime - clock.now();
      const change = Math.abs(difference - signedWith);
      const certain = hasCode(error, clockSkewCodes);
      if (change <= (certain ? resolution : tolerated)) return false;
      offset = difference;
      return certain || hasCode(error, possibleClockSkewCodes);
    },
  };
}
