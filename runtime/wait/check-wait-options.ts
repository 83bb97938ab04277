import { callChecks, elsewhere } from "../config/check-call-options.js";
import { checkOptions, milliseconds, type OptionChecks } from "../config/option-checks.js";
import { ConfigError } from "../errors/config-error.js";
import type { WaitOptions } from "./wait-options.js";

const waitChecks: OptionChecks<WaitOptions> = {
  maxWait: milliseconds,
  minDelay: milliseconds,
  maxDelay: milliseconds,
  ...callChecks,
};

const waitElsewhere: { readonly [name: string]: string } = {
  ...elsewhere,
  maxWaitTime: "maxWait (in milliseconds)",
};

/** Checks the options of a waiter. @throws ConfigError that tells everything that is wrong */
export function checkWaitOptions(options: unknown): asserts options is WaitOptions {
  const given: unknown = options ?? {};
  checkOptions<WaitOptions>(given, waitChecks, "a waiter", waitElsewhere);
  if (given.maxWait === undefined) {
    throw new ConfigError("A waiter needs the option maxWait: how many milliseconds to wait at most.", {
      option: "maxWait",
    });
  }
}
