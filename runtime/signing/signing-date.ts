/** The time of a signature, in the two forms that it holds. */
export interface SigningDate {
  /** `20260131` */
  readonly day: string;
  /** `20260131T235959Z` */
  readonly time: string;
}

let lastSecond = Number.NaN;
let last: SigningDate = { day: "", time: "" };

/** The time of a signature. The last one is kept: calls of the same second share it. */
export function signingDate(date: Date): SigningDate {
  const second = Math.floor(date.getTime() / 1000);
  if (second !== lastSecond) {
    const time = date.toISOString().replace(/[-:]|\.\d{3}/g, "");
    last = { day: time.slice(0, 8), time };
    lastSecond = second;
  }
  return last;
}
