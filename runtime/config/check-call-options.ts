import type { CallOptions } from "./call-options.js";
import { checkOptions, type OptionChecks, oneOf, someMilliseconds, wholeNumber, withMethods } from "./option-checks.js";

const callChecks: OptionChecks<CallOptions> = {
  signal: withMethods("an AbortSignal", "addEventListener", "throwIfAborted"),
  timeout: someMilliseconds,
  maxAttempts: wholeNumber(1),
  validation: oneOf("strict", "structure", "off"),
  blobs: oneOf("bytes", "base64"),
};

const elsewhere: { readonly [name: string]: string } = {
  abortSignal: "signal",
  requestTimeout: "timeout (of the call), or requestTimeout of the client",
};

/** Checks the options of a call. @throws ConfigError that tells everything that is wrong */
export function checkCallOptions(options: unknown): asserts options is CallOptions {
  checkOptions<CallOptions>(options, callChecks, "a call", elsewhere);
}
