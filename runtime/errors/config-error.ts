import { ShardwrightError } from "./shardwright-error.js";

/** What is known of a setting that does not do. */
export interface ConfigErrorDetails {
  /** The option's name, such as `region`; undefined when the fault lies in no single option. */
  readonly option?: string | undefined;
  readonly cause?: unknown;
}

/** An option of the client or of a call is unknown, ill-typed or missing. */
export class ConfigError extends ShardwrightError {
  /** The option's name; undefined when the fault lies in no single option. */
  readonly option: string | undefined;

  constructor(message: string, details: ConfigErrorDetails = {}) {
    super(message, details);
    this.option = details.option;
  }

  override get name(): string {
    return "ConfigError";
  }
}

/** The model's endpoint rules have no answer for the settings at hand, such as FIPS in a partition without it. */
export class EndpointError extends ConfigError {
  override get name(): string {
    return "EndpointError";
  }
}
