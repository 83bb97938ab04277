import { callChecks, elsewhere } from "../config/check-call-options.js";
import { checkOptions, wholeNumber } from "../config/option-checks.js";
import type { PaginateOptions } from "./paginate.js";

/** Checks the options of a paginator. @throws ConfigError that tells everything that is wrong */
export function checkPaginateOptions(options: unknown): asserts options is PaginateOptions {
  // Put together here: a bundler cannot know that nothing happens when a module spreads an object, and would keep it.
  const checks = { pageSize: wholeNumber(1), ...callChecks };
  const startingToken = "the token's member of the input";
  checkOptions<PaginateOptions>(options, checks, "a paginator", { ...elsewhere, startingToken });
}
