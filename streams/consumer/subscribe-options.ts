import type { StartingPosition } from "../../generated/kinesis/types.js";
import {
  aFunction,
  checkOptions,
  kindOf,
  milliseconds,
  type OptionCheck,
  oneOf,
  shown,
  withMethods,
} from "../../runtime/config/option-checks.js";
import type { RenewalReason } from "./renewal.js";

/** A subscription is about to be made anew. */
export interface RenewalEvent {
  readonly consumerARN: string;
  readonly shardId: string;
  readonly reason: RenewalReason;
  /** What the last subscription failed with; undefined when it ended in good order. */
  readonly error: unknown;
  /** Milliseconds until the next one is asked for. */
  readonly delay: number;
  /** Where it will start. */
  readonly startingPosition: StartingPosition;
  /** How many subscriptions in a row ended before they brought an event. */
  readonly failures: number;
}

/** What to read, from where, and how. */
export interface SubscribeOptions {
  /** ARN of a registered consumer that is `ACTIVE`, from `RegisterStreamConsumer`. */
  readonly consumerARN: string;
  /** The shard to read. */
  readonly shardId: string;
  /** Where to start; `"LATEST"` and `"TRIM_HORIZON"` stand for themselves. */
  readonly startingPosition: StartingPosition | "LATEST" | "TRIM_HORIZON";
  /** Aborting it ends the subscription at once: the loop throws `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds without an event and without an answered ping until the stream counts as stalled and is made anew;
   * 0 for ever.
   * @default 20_000
   */
  readonly inactivityTimeout?: number | undefined;
  /**
   * What to do when another program subscribes with the same consumer to the same shard. `"end"` leaves it to that
   * program: the loop throws its {@link ResourceInUseException}. `"reclaim"` takes the shard back after five seconds,
   * which two programs can do to each other for ever.
   * @default "end"
   */
  readonly onTakeover?: "end" | "reclaim" | undefined;
  /** Told before each renewal. What it throws is passed over. */
  readonly onRenewal?: ((event: RenewalEvent) => void) | undefined;
}

/** Checks what `subscribe` was given; what the model constrains is checked when the first call is made. @throws ConfigError */
export function checkSubscribeOptions(options: unknown): asserts options is SubscribeOptions {
  const text: OptionCheck = (value) => (typeof value === "string" ? undefined : `a string, but is ${kindOf(value)}`);
  checkOptions<SubscribeOptions>(
    // An option that is missing is checked as one that is there and wrong.
    typeof options === "object" && options !== null ? { ...required, ...options } : options,
    {
      consumerARN: text,
      shardId: text,
      startingPosition: (value) =>
        value === "LATEST" ||
        value === "TRIM_HORIZON" ||
        (typeof value === "object" && value !== null && "Type" in value)
          ? undefined
          : `"LATEST", "TRIM_HORIZON" or a StartingPosition such as { Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber }, but is ${shown(value)}`,
      signal: withMethods("an AbortSignal", "addEventListener", "throwIfAborted"),
      inactivityTimeout: milliseconds,
      onTakeover: oneOf("end", "reclaim"),
      onRenewal: aFunction,
    },
    "subscribe",
    elsewhere,
  );
}

const required = { consumerARN: null, shardId: null, startingPosition: null };

/** What the operation and other clients call the same things. */
const elsewhere: { readonly [name: string]: string } = {
  ConsumerARN: "consumerARN",
  ShardId: "shardId",
  StartingPosition: "startingPosition",
};
