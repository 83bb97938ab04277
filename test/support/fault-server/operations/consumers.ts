import { type Input, optionalNumber, optionalObject, optionalString, requiredString } from "../input.js";
import { page } from "../paging.js";
import { ServiceFault } from "../service-fault.js";
import type { Account, Consumer } from "../state.js";
import { type Operations, seconds } from "./operation.js";
import { setTags } from "./tags.js";

/** How many consumers a stream can have, and how many one page lists. */
const mostConsumers = 20;
const longestPage = 100;

/** Registered consumers. */
export const consumerOperations: Operations = {
  RegisterStreamConsumer(account, input) {
    requiredString(input, "StreamARN");
    const stream = account.activeStream(input);
    const name = requiredString(input, "ConsumerName");
    const registered = consumersOf(account, stream.arn);
    if (registered.some((consumer) => consumer.name === name)) {
      throw new ServiceFault("ResourceInUseException", `Consumer ${name} of stream ${stream.name} already exists.`);
    }
    if (registered.length >= mostConsumers) {
      throw new ServiceFault("LimitExceededException", `Stream ${stream.name} already has ${mostConsumers} consumers.`);
    }
    const created = account.now();
    const consumer: Consumer = {
      name,
      arn: `${stream.arn}/consumer/${name}:${Math.floor(created / 1000)}`,
      stream,
      created,
      status: "CREATING",
      change: undefined,
    };
    account.consumers.set(consumer.arn, consumer);
    account.change(consumer, "CREATING");
    setTags(account, consumer.arn, optionalObject(input, "Tags") ?? {});
    return { Consumer: consumerOutput(consumer) };
  },

  DescribeStreamConsumer(account, input) {
    const consumer = findConsumer(account, input);
    return { ConsumerDescription: { ...consumerOutput(consumer), StreamARN: consumer.stream.arn } };
  },

  DeregisterStreamConsumer(account, input) {
    const consumer = findConsumer(account, input);
    account.tags.delete(consumer.arn);
    account.change(consumer, "DELETING");
    return undefined;
  },

  ListStreamConsumers(account, input) {
    const stream = account.stream({ StreamARN: requiredString(input, "StreamARN") });
    const consumers = page({
      items: consumersOf(account, stream.arn),
      key: (consumer) => consumer.name,
      limit: Math.min(optionalNumber(input, "MaxResults") ?? longestPage, longestPage),
      listing: `ListStreamConsumers ${stream.name} ${stream.created}`,
      token: optionalString(input, "NextToken"),
      now: account.now(),
    });
    return {
      Consumers: consumers.items.map(consumerOutput),
      ...(consumers.token === undefined ? {} : { NextToken: consumers.token }),
    };
  },
};

/** The consumer that an input means, by its ARN or by its stream and name. */
export function findConsumer(account: Account, input: Input): Consumer {
  const arn = optionalString(input, "ConsumerARN");
  const streamArn = optionalString(input, "StreamARN");
  const name = optionalString(input, "ConsumerName");
  if (arn === undefined && (streamArn === undefined || name === undefined)) {
    throw new ServiceFault(
      "InvalidArgumentException",
      "Either ConsumerARN or both StreamARN and ConsumerName are required.",
    );
  }
  const consumer = account
    .liveConsumers()
    .find(
      (candidate) =>
        (arn === undefined || candidate.arn === arn) &&
        (streamArn === undefined || candidate.stream.arn === streamArn) &&
        (name === undefined || candidate.name === name),
    );
  if (consumer === undefined) {
    throw new ServiceFault(
      "ResourceNotFoundException",
      `Consumer ${name ?? arn}, account ${account.accountId} not found.`,
    );
  }
  return consumer;
}

function consumersOf(account: Account, streamArn: string): Consumer[] {
  return account
    .liveConsumers()
    .filter((consumer) => consumer.stream.arn === streamArn)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function consumerOutput(consumer: Consumer): object {
  return {
    ConsumerName: consumer.name,
    ConsumerARN: consumer.arn,
    ConsumerStatus: consumer.status,
    ConsumerCreationTimestamp: seconds(consumer.created),
  };
}
