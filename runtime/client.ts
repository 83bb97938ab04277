/// <reference lib="esnext.disposable" preserve="true" />
import { runCall } from "./call/run-call.js";
import { type ClientContext, createClientContext, registerContext } from "./client-context.js";
import type { CallOptions, StreamCallOptions } from "./config/call-options.js";
import type { ClientConfig, ConfigDefaults } from "./config/client-config.js";
import type { Operation, Service } from "./service.js";

/**
 * A client of one service: what generated clients extend. It holds what calls share (credentials, connections, the retry
 * quota) in private fields, so that no secret of them is ever printed.
 */
export class ServiceClient {
  readonly #context: ClientContext;

  /**
   * @param defaults where to look for what `config` leaves out
   * @throws ConfigError for options that are unknown or ill-typed
   */
  constructor(service: Service, config: ClientConfig, defaults: ConfigDefaults = {}) {
    this.#context = createClientContext(service, config, defaults);
    registerContext(this, this.#context);
  }

  /**
   * Calls an operation. Generated methods and functions are this with the operation filled in.
   *
   * @throws ConfigError, ValidationError, CredentialsError before any request
   * @throws ServiceError, ProtocolError, ConnectionError, TimeoutError once requests went out
   * @throws what `options.signal` was aborted with
   */
  call<Input, Output>(
    operation: Operation<Input, Output>,
    input: Input,
    options: CallOptions | StreamCallOptions = {},
  ): Promise<Output> {
    return runCall(this.#context, operation, input, options);
  }

  /**
   * Releases idle connections; later calls are refused, calls under way end as they would have. A transport that was
   * given to the client stays open: it may serve others.
   */
  close(): void {
    const { ownsTransport, transport, streams, bodyMemory } = this.#context;
    this.#context.closed = true;
    bodyMemory.clear();
    if (ownsTransport) transport.close();
    streams?.close();
  }

  /** {@link ServiceClient.close}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }
}
