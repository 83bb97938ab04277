import { callChecks, elsewhere } from "../config/check-call-options.js";
import { checkOptions, type OptionChecks, wholeNumber } from "../config/option-checks.js";
import type { PaginateOptions } from "./paginate.js";

const paginateChecks: OptionChecks<PaginateOptions> = { pageSize: wholeNumber(1), ...callChecks };

const paginateElsewhere: { readonly [name: string]: string } = {
  ...elsewhere,
  startingToken: "the token's member of the input",
};

/** Checks the options of a paginator. @throws ConfigError that tells everything that is wrong */
export function checkPaginateOptions(options: unknown): asserts options is PaginateOptions {
  checkOptions<PaginateOptions>(options, paginateChecks, "a paginator", paginateElsewhere);
}
