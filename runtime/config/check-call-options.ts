import type { CallOptions, StreamCallOptions } from "./call-options.js";
import {
  checkOptions,
  milliseconds,
  type OptionChecks,
  oneOf,
  someMilliseconds,
  wholeNumber,
  withMethods,
} from "./option-checks.js";

/** The checks of what every call takes; paginators and waiters add theirs. */
export const callChecks: OptionChecks<CallOptions> = {
  signal: withMethods("an AbortSignal", "addEventListener", "throwIfAborted"),
  timeout: someMilliseconds,
  maxAttempts: wholeNumber(1),
  validation: oneOf("strict", "structure", "off"),
  blobs: oneOf("bytes", "base64"),
};

const streamCallChecks: OptionChecks<StreamCallOptions> = { ...callChecks, inactivityTimeout: milliseconds };

/** How other clients call what is meant here. */
export const elsewhere: { readonly [name: string]: string } = {
  abortSignal: "signal",
  requestTimeout: "timeout (of the call), or requestTimeout of the client",
};

/** Checks the options of a call. @throws ConfigError that tells everything that is wrong */
export function checkCallOptions(options: unknown): asserts options is CallOptions {
  checkOptions<CallOptions>(options, callChecks, "a call", elsewhere);
}

/** Checks the options of a call that answers with an event stream. @throws ConfigError that tells everything that is wrong */
export function checkStreamCallOptions(options: unknown): asserts options is StreamCallOptions {
  checkOptions<StreamCallOptions>(options, streamCallChecks, "a call", elsewhere);
}
