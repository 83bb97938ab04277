import type { ServiceClient } from "../client.js";
import type { CallOptions } from "../config/call-options.js";
import { ProtocolError } from "../errors/protocol-error.js";
import { metadataOf } from "../errors/response-metadata.js";
import type { Operation } from "../service.js";
import { checkPaginateOptions } from "./check-paginate-options.js";
import type { Pagination } from "./pagination.js";

/**
 * Options of a paginator: those of a call, for each page's call. `timeout` bounds one page, `signal` ends them all. To
 * start in the middle, put the token into the input.
 */
export interface PaginateOptions extends CallOptions {
  /** How many items a page shall have at most; wins over the input's own member. */
  readonly pageSize?: number | undefined;
}

/** The pages of a listing, fetched as the loop asks for them. Each loop starts anew. */
export interface Paginator<Output, Item = never> extends AsyncIterable<Output> {
  /** The items of all pages, one after the other. */
  items(): AsyncIterable<Item>;
}

/**
 * Pages through a listing until there is no further token. Throws what the operation throws, and a
 * {@link ProtocolError} when the service hands out the same token twice in a row, which would never end.
 *
 * @throws ConfigError at once for options that are unknown or ill-typed
 */
export function paginate<Input extends object, Output extends object, Item = never>(
  client: ServiceClient,
  operation: Operation<Input, Output>,
  pagination: Pagination<Input, Output, Item>,
  input: Input,
  options: PaginateOptions = {},
): Paginator<Output, Item> {
  checkPaginateOptions(options);
  const { pageSize, ...callOptions } = options;
  const first = pageSize === undefined ? input : (pagination.withPageSize?.(input, pageSize) ?? input);
  const pages = () => eachPage(client, operation, pagination, first, callOptions);
  return { [Symbol.asyncIterator]: pages, items: () => eachItem(pages, pagination) };
}

async function* eachPage<Input extends object, Output extends object, Item>(
  client: ServiceClient,
  operation: Operation<Input, Output>,
  pagination: Pagination<Input, Output, Item>,
  first: Input,
  options: CallOptions,
): AsyncGenerator<Output, void, undefined> {
  let before: string | undefined;
  for (let input: Input | undefined = first; input !== undefined; ) {
    const output: Output = await client.call(operation, input, options);
    yield output;
    input = pagination.next(output, input);
    if (input === undefined) return;
    // By value: the token of some services is a structure, such as DynamoDB's LastEvaluatedKey.
    const token = JSON.stringify(pagination.token(output));
    if (token !== undefined && token === before) throw repeatedToken(operation.name, output);
    before = token;
  }
}

async function* eachItem<Input, Output, Item>(
  pages: () => AsyncGenerator<Output, void, undefined>,
  pagination: Pagination<Input, Output, Item>,
): AsyncGenerator<Item, void, undefined> {
  for await (const page of pages()) yield* pagination.items?.(page) ?? [];
}

function repeatedToken(operation: string, output: object): ProtocolError {
  const message = `${operation}: the service returned the same pagination token twice, so that paging would never end.`;
  const $metadata = metadataOf(output) ?? {
    requestId: undefined,
    extendedRequestId: undefined,
    httpStatusCode: undefined,
    attempts: 1,
    totalRetryDelay: 0,
  };
  return new ProtocolError(message, { $metadata });
}
