import { callChecks, elsewhere } from "../config/check-call-options.js";
import { checkOptions, milliseconds } from "../config/option-checks.js";
import { ConfigError } from "../errors/config-error.js";
import type { WaitOptions } from "./wait-options.js";

/** Checks the options of a waiter. @throws ConfigError that tells everything that is wrong */
export function checkWaitOptions(options: unknown): asserts options is WaitOptions {
  const given: unknown = options ?? {};
  // Put together here, as those of a paginator are.
  const checks = { maxWait: milliseconds, minDelay: milliseconds, maxDelay: milliseconds, ...callChecks };
  checkOptions<WaitOptions>(given, checks, "a waiter", { ...elsewhere, maxWaitTime: "maxWait (in milliseconds)" });
  if (given.maxWait === undefined) {
    throw new ConfigError("A waiter needs the option maxWait: how many milliseconds to wait at most.", {
      option: "maxWait",
    });
  }
}
