import { evenRanges, type HashRange } from "./hash-keys.js";
import { type Input, optionalString } from "./input.js";
import { ServiceFault } from "./service-fault.js";

/** A record as stored. */
export interface StoredRecord {
  readonly sequenceNumber: bigint;
  readonly arrival: number;
  readonly partitionKey: string | undefined;
  /** Base64, as it came. */
  readonly data: string;
}

/** A shard; closed when it has an `endSequenceNumber`. */
export interface Shard {
  readonly id: string;
  readonly range: HashRange;
  readonly parent: string | undefined;
  readonly adjacentParent: string | undefined;
  readonly created: number;
  readonly startSequenceNumber: bigint;
  endSequenceNumber: bigint | undefined;
  closed: number | undefined;
  readonly records: StoredRecord[];
}

/** Something whose status changes by itself: a stream, consumer or channel. */
export interface Changing {
  status: string;
  /** What it is turning into, and when by the clock. */
  change: { readonly to: "ACTIVE" | "GONE"; readonly at: number } | undefined;
}

export interface Stream extends Changing {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  readonly created: number;
  readonly shards: Shard[];
  mode: string;
  retentionHours: number;
  metrics: string[];
  keyId: string | undefined;
  warmThroughput: number | undefined;
  maxRecordKiB: number;
  distribution: string;
}

export interface Consumer extends Changing {
  readonly name: string;
  readonly arn: string;
  readonly stream: Stream;
  readonly created: number;
}

/** A channel: what was asked for, with the identity and state that the service adds. */
export interface Channel extends Changing {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  readonly created: number;
  settings: Input;
}

/** All that one account holds in one region, and the clock it lives by. */
export class Account {
  readonly region: string;
  readonly accountId: string;
  /** The server's time, in milliseconds since the epoch. */
  readonly now: () => number;
  readonly consumers: Map<string, Consumer> = new Map();
  readonly channels: Map<string, Channel> = new Map();
  /** Tags by ARN, of streams, consumers and channels. */
  readonly tags: Map<string, Map<string, string>> = new Map();
  /** Resource policies by ARN. */
  readonly policies: Map<string, string> = new Map();
  /** The account's throughput commitment. */
  commitment: { status: string; startedAt?: number; endedAt?: number } = { status: "DISABLED" };
  readonly #streams = new Map<string, Stream>();
  readonly #stateChange: number;
  #sequence = 49_600_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000_000n;
  #serial = 0;

  constructor(options: {
    readonly region: string;
    readonly accountId: string;
    readonly now: () => number;
    readonly stateChangeMilliseconds: number;
  }) {
    this.region = options.region;
    this.accountId = options.accountId;
    this.now = options.now;
    this.#stateChange = options.stateChangeMilliseconds;
  }

  /** Streams that exist now, by name. */
  streams(): Stream[] {
    settle(this.#streams, this.now());
    return [...this.#streams.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Consumers that exist now. */
  liveConsumers(): Consumer[] {
    settle(this.consumers, this.now());
    return [...this.consumers.values()];
  }

  /** Channels that exist now. */
  liveChannels(): Channel[] {
    settle(this.channels, this.now());
    return [...this.channels.values()];
  }

  /** Makes a stream; the state it starts in is CREATING. */
  createStream(name: string, shardCount: number, settings: Partial<Stream> = {}): Stream {
    if (this.streams().some((stream) => stream.name === name)) {
      throw new ServiceFault(
        "ResourceInUseException",
        `Stream ${name} under account ${this.accountId} already exists.`,
      );
    }
    const stream: Stream = {
      name,
      arn: this.arn(`stream/${name}`),
      id: this.identifier(),
      created: this.now(),
      shards: [],
      mode: "PROVISIONED",
      retentionHours: 24,
      metrics: [],
      keyId: undefined,
      warmThroughput: undefined,
      maxRecordKiB: 1024,
      distribution: "USER_PARTITION_KEY",
      status: "CREATING",
      change: undefined,
      ...settings,
    };
    for (const range of evenRanges(shardCount)) this.addShard(stream, range);
    this.#streams.set(name, stream);
    this.change(stream, "CREATING");
    return stream;
  }

  /** Adds an open shard. */
  addShard(stream: Stream, range: HashRange, parent?: string, adjacentParent?: string): Shard {
    const shard: Shard = {
      id: `shardId-${String(stream.shards.length).padStart(12, "0")}`,
      range,
      parent,
      adjacentParent,
      created: this.now(),
      startSequenceNumber: this.nextSequenceNumber(),
      endSequenceNumber: undefined,
      closed: undefined,
      records: [],
    };
    stream.shards.push(shard);
    return shard;
  }

  /** Closes a shard: no more records, readers go on to its children. */
  closeShard(shard: Shard): void {
    shard.endSequenceNumber = this.nextSequenceNumber();
    shard.closed = this.now();
  }

  /** The stream that an input means by StreamARN, StreamName or StreamId. */
  stream(input: Input): Stream {
    const arn = optionalString(input, "StreamARN");
    const name = optionalString(input, "StreamName");
    const id = optionalString(input, "StreamId");
    if (arn === undefined && name === undefined && id === undefined) {
      throw new ServiceFault("InvalidArgumentException", "Either StreamARN or StreamName is required.");
    }
    const stream = this.streams().find(
      (candidate) =>
        (arn === undefined || candidate.arn === arn) &&
        (name === undefined || candidate.name === name) &&
        (id === undefined || candidate.id === id),
    );
    if (stream === undefined) {
      const wanted = name ?? arn?.split("/").pop() ?? id;
      throw new ServiceFault(
        "ResourceNotFoundException",
        `Stream ${wanted} under account ${this.accountId} not found.`,
      );
    }
    return stream;
  }

  /** The same, for operations that need the stream to be ACTIVE. */
  activeStream(input: Input): Stream {
    const stream = this.stream(input);
    if (stream.status !== "ACTIVE") {
      throw new ServiceFault(
        "ResourceInUseException",
        `Stream ${stream.name} under account ${this.accountId} not ACTIVE, instead in state ${stream.status}`,
      );
    }
    return stream;
  }

  /** Starts a change of status that ends by itself, at once when the server's delay is 0. */
  change(what: Changing, through: "CREATING" | "UPDATING" | "DELETING"): void {
    what.status = through;
    what.change = { to: through === "DELETING" ? "GONE" : "ACTIVE", at: this.now() + this.#stateChange };
    settle(this.#streams, this.now());
  }

  /** A higher number each time, 56 digits as the service's. */
  nextSequenceNumber(): bigint {
    this.#sequence += 16n;
    return this.#sequence;
  }

  /** An ARN in this account and region. */
  arn(resource: string): string {
    return `arn:aws:kinesis:${this.region}:${this.accountId}:${resource}`;
  }

  /** An id in the form of StreamId. */
  identifier(): string {
    this.#serial += 1;
    return `${this.#serial.toString(36).padStart(20, "0")}-use`;
  }
}

function settle<T extends Changing>(things: Map<string, T>, now: number): void {
  for (const [key, thing] of things) {
    if (thing.change === undefined || thing.change.at > now) continue;
    if (thing.change.to === "GONE") things.delete(key);
    else thing.status = thing.change.to;
    thing.change = undefined;
  }
}
