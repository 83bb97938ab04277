import {
  type Input,
  optionalNumber,
  optionalObject,
  optionalString,
  requiredList,
  requiredObject,
  requiredString,
} from "../input.js";
import { page } from "../paging.js";
import { ServiceFault } from "../service-fault.js";
import type { Account, Channel, Stream } from "../state.js";
import { type Operations, seconds } from "./operation.js";
import { setTags } from "./tags.js";

const longestPage = 100;
/** What the service fills in for DataFreshnessInSeconds. */
const defaultFreshness = 900;

/** Channels, which deliver a stream to S3 or S3 Tables. */
export const channelOperations: Operations = {
  CreateChannel(account, input) {
    const name = requiredString(input, "ChannelName");
    requiredString(input, "ServiceExecutionRoleARN");
    for (const { stream } of configuredStreams(account, input)) {
      if (stream.mode !== "ON_DEMAND") {
        throw new ServiceFault("InvalidArgumentException", `Stream ${stream.name} is not in ON_DEMAND mode.`);
      }
    }
    if (destinations(input).length !== 1) {
      throw new ServiceFault("InvalidArgumentException", "A channel needs exactly one destination.");
    }
    if (account.liveChannels().some((channel) => channel.name === name)) {
      throw new ServiceFault("ResourceInUseException", `Channel ${name} already exists.`);
    }
    const id = account.identifier();
    const channel: Channel = {
      name,
      arn: account.arn(`channel/${name}/${id}`),
      id,
      created: account.now(),
      settings: input,
      status: "CREATING",
      change: undefined,
    };
    account.channels.set(channel.arn, channel);
    account.change(channel, "CREATING");
    setTags(account, channel.arn, optionalObject(input, "Tags") ?? {});
    return { ChannelDescription: describe(account, channel) };
  },

  UpdateChannel(account, input) {
    const channel = findChannel(account, input);
    const settings: Record<string, unknown> = { ...channel.settings };
    for (const destination of destinations(input)) {
      if (settings[destination] === undefined) {
        throw new ServiceFault("InvalidArgumentException", `Channel ${channel.name} has no ${destination}.`);
      }
      settings[destination] = { ...(settings[destination] as Input), ...optionalObject(input, destination) };
    }
    const logging = optionalObject(input, "LoggingConfiguration");
    if (logging !== undefined) settings.LoggingConfiguration = logging;
    channel.settings = settings;
    account.change(channel, "UPDATING");
    return { ChannelDescription: describe(account, channel) };
  },

  DeleteChannel(account, input) {
    const channel = findChannel(account, input);
    account.tags.delete(channel.arn);
    account.change(channel, "DELETING");
    return undefined;
  },

  DescribeChannel(account, input) {
    return { ChannelDescription: describe(account, findChannel(account, input)) };
  },

  ListChannels(account, input) {
    const filters = input.StreamFilter === undefined ? [] : requiredList<Input>(input, "StreamFilter");
    const wanted = filters.map((filter) => requiredString(filter, "StreamARN"));
    const channels = page({
      items: account
        .liveChannels()
        .filter((channel) => wanted.length === 0 || streamArns(channel.settings).some((arn) => wanted.includes(arn)))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      key: (channel) => channel.name,
      limit: Math.min(optionalNumber(input, "MaxResults") ?? longestPage, longestPage),
      listing: `ListChannels ${JSON.stringify(wanted)}`,
      token: optionalString(input, "NextToken"),
      now: account.now(),
    });
    return {
      ChannelSummaries: channels.items.map((channel) => ({
        ...identity(channel),
        ChannelDestinationType: channel.settings.S3DestinationConfiguration === undefined ? "S3_TABLES" : "S3",
        Streams: configuredStreams(account, channel.settings).map(({ stream }) => ({
          StreamARN: stream.arn,
          StreamCreationTimestamp: seconds(stream.created),
        })),
      })),
      ...(channels.token === undefined ? {} : { NextToken: channels.token }),
    };
  },
};

function findChannel(account: Account, input: Input): Channel {
  const arn = requiredString(input, "ChannelARN");
  const channel = account.liveChannels().find((candidate) => candidate.arn === arn);
  if (channel === undefined) throw new ServiceFault("ResourceNotFoundException", `Channel ${arn} not found.`);
  return channel;
}

function identity(channel: Channel): object {
  return {
    ChannelName: channel.name,
    ChannelARN: channel.arn,
    ChannelId: channel.id,
    ChannelStatus: channel.status,
    ChannelCreationTimestamp: seconds(channel.created),
  };
}

function describe(account: Account, channel: Channel): object {
  const { settings } = channel;
  const destination = destinations(settings)[0] ?? "S3DestinationConfiguration";
  const configured = requiredObject(settings, destination);
  return {
    ...identity(channel),
    ServiceExecutionRoleARN: settings.ServiceExecutionRoleARN,
    StreamConfigurationList: configuredStreams(account, settings).map(({ stream, configuration }) => ({
      StreamARN: stream.arn,
      StreamCreationTimestamp: seconds(stream.created),
      RecordConfiguration: configuration.RecordConfiguration,
    })),
    [destination]: { DataFreshnessInSeconds: defaultFreshness, ...deadLetterQueue(configured), ...configured },
    ...(settings.EncryptionConfiguration === undefined
      ? {}
      : { EncryptionConfiguration: settings.EncryptionConfiguration }),
    LoggingConfiguration: settings.LoggingConfiguration ?? { CloudWatchLogs: { Enabled: false } },
  };
}

/** S3 channels without a dead letter queue of their own put failed records beside the good ones. */
function deadLetterQueue(destination: Input): object {
  const storage = optionalObject(destination, "StorageConfiguration");
  return storage === undefined
    ? {}
    : {
        DeadLetterQueueS3Configuration: {
          BucketARN: storage.BucketARN,
          ExpectedBucketOwner: storage.ExpectedBucketOwner,
        },
      };
}

function destinations(settings: Input): string[] {
  return ["S3DestinationConfiguration", "S3TablesDestinationConfiguration"].filter(
    (name) => settings[name] !== undefined,
  );
}

function streamArns(settings: Input): string[] {
  return requiredList<Input>(settings, "StreamConfigurationList").map((entry) => requiredString(entry, "StreamARN"));
}

function configuredStreams(account: Account, settings: Input): { stream: Stream; configuration: Input }[] {
  return requiredList<Input>(settings, "StreamConfigurationList").map((configuration) => ({
    stream: account.stream({ StreamARN: requiredString(configuration, "StreamARN") }),
    configuration,
  }));
}
