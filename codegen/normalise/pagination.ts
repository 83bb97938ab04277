import type { OperationShape } from "../ast.js";
import type { PaginationModel } from "../service-model.js";
import { traitOf } from "../trait-values.js";

/** How an operation pages, by Smithy's own trait or by ours; undefined when it does not. */
export function paginationOf(operation: OperationShape): PaginationModel | undefined {
  const own = traitOf(operation, "shardwright#pagination");
  if (own !== undefined) {
    const { inputToken, outputToken, items, pageSize, more, firstPageOnly = [] } = own;
    return {
      inputToken,
      outputToken,
      items,
      ...(pageSize === undefined ? {} : { pageSize }),
      ...(more === undefined ? {} : { more }),
      firstPageOnly,
    };
  }
  const paginated = traitOf(operation, "smithy.api#paginated");
  if (paginated?.inputToken === undefined || paginated.outputToken === undefined) return undefined;
  const { inputToken, outputToken, items, pageSize } = paginated;
  return {
    inputToken,
    outputToken,
    ...(items === undefined ? {} : { items }),
    ...(pageSize === undefined ? {} : { pageSize }),
    firstPageOnly: [],
  };
}
