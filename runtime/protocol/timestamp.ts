import type { JsonValue } from "./json.js";
import { MalformedValue, malformed } from "./malformed-value.js";

/** The forms of a timestamp on the wire. awsJson uses epoch seconds unless the model says otherwise. */
export type TimestampFormat = "epoch-seconds" | "date-time" | "http-date";

/** RFC 3339 with a zone, `2019-12-16T23:48:18.52+01:00`; Smithy's `date-time`. */
const dateTime = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[-+]\d\d:\d\d)$/;
/** IMF-fixdate of RFC 7231, with a fraction of the second as Smithy allows. */
const httpDate = /^[A-Z][a-z]{2}, (\d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d)(\.\d+)? GMT$/;
/** The obsolete forms of RFC 7231: `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`. */
const rfc850 = /^[A-Z][a-z]{5,8}, (\d\d)-([A-Z][a-z]{2})-(\d\d) (\d\d:\d\d:\d\d) GMT$/;
const asctime = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d\d:\d\d:\d\d) (\d{4})$/;
const decimal = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/;

/**
 * Reads a timestamp to the millisecond. The form is told by the value: numbers and numeric strings are epoch seconds,
 * other strings date-time or http-date. `format` says what the model expects, for the error.
 */
export function readTimestamp(value: JsonValue | undefined, format: TimestampFormat = "epoch-seconds"): Date {
  const milliseconds = typeof value === "number" ? Math.round(value * 1000) : parse(value);
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? malformed(`a timestamp (${format})`, value) : date;
}

/** A timestamp's JSON: epoch seconds with the milliseconds as a fraction, or text. Throws for an invalid date. */
export function timestampJson(value: Date, format: TimestampFormat): number | string {
  const milliseconds = value.getTime();
  if (Number.isNaN(milliseconds)) throw new MalformedValue("expected a valid Date, found an invalid one");
  if (format === "epoch-seconds") return milliseconds / 1000;
  if (format === "date-time") return value.toISOString().replace(".000Z", "Z");
  return value.toUTCString();
}

/** Whether a value is a valid `Date`, also one of another realm. */
export function isTimestamp(value: unknown): boolean {
  try {
    // Only a real Date lets this be called on it, whatever another object calls itself.
    return !Number.isNaN(Date.prototype.getTime.call(value));
  } catch {
    return false;
  }
}

function parse(value: JsonValue | undefined): number {
  if (typeof value !== "string") return Number.NaN;
  if (decimal.test(value)) return Math.round(Number(value) * 1000);
  if (dateTime.test(value)) return Date.parse(value.toUpperCase());
  const http = httpDate.exec(value);
  if (http !== null) return Date.parse(`${http[1]} GMT`) + Math.round(Number(http[2] ?? 0) * 1000);
  return parseObsolete(value);
}

/** Clients must take them. A year of two digits lies from 1970 to 2069, whatever today is. */
function parseObsolete(value: string): number {
  const [, day, month, year = "", time] = rfc850.exec(value) ?? [];
  if (day !== undefined) return Date.parse(`${day} ${month} ${Number(year) < 70 ? 20 : 19}${year} ${time} GMT`);
  const [, otherMonth, otherDay, otherTime, otherYear] = asctime.exec(value) ?? [];
  return otherMonth === undefined ? Number.NaN : Date.parse(`${otherDay} ${otherMonth} ${otherYear} ${otherTime} GMT`);
}
