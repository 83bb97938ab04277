import { type Input, optionalNumber, optionalString, requiredList, requiredObject, requiredString } from "../input.js";
import { page } from "../paging.js";
import { ServiceFault } from "../service-fault.js";
import type { Account } from "../state.js";
import type { Operations } from "./operation.js";

/** How many tags a resource can have, and how many one page of ListTagsForStream holds. */
const mostTags = 50;
const longestPage = 50;

/** Tags of streams by name, and of any resource by ARN. */
export const tagOperations: Operations = {
  AddTagsToStream(account, input) {
    setTags(account, account.stream(input).arn, requiredObject(input, "Tags"));
    return undefined;
  },

  RemoveTagsFromStream(account, input) {
    removeTags(account, account.stream(input).arn, requiredList(input, "TagKeys"));
    return undefined;
  },

  ListTagsForStream(account, input) {
    const tags = page({
      items: tagsOf(account, account.stream(input).arn),
      key: (tag) => tag.Key,
      limit: Math.min(optionalNumber(input, "Limit") ?? longestPage, longestPage),
      listing: "ListTagsForStream",
      token: undefined,
      startAfter: optionalString(input, "ExclusiveStartTagKey"),
      now: account.now(),
    });
    return { Tags: tags.items, HasMoreTags: tags.token !== undefined };
  },

  TagResource(account, input) {
    setTags(account, findResource(account, input), requiredObject(input, "Tags"));
    return undefined;
  },

  UntagResource(account, input) {
    removeTags(account, findResource(account, input), requiredList(input, "TagKeys"));
    return undefined;
  },

  ListTagsForResource(account, input) {
    return { Tags: tagsOf(account, findResource(account, input)) };
  },
};

/** Adds tags to a resource. */
export function setTags(account: Account, arn: string, tags: Input): void {
  const all = new Map([...(account.tags.get(arn) ?? []), ...(Object.entries(tags) as [string, string][])]);
  if (all.size > mostTags) {
    throw new ServiceFault("InvalidArgumentException", `A resource can have at most ${mostTags} tags.`);
  }
  account.tags.set(arn, all);
}

/** The ARN of a stream, consumer or channel that exists. */
export function findResource(account: Account, input: Input): string {
  const arn = requiredString(input, "ResourceARN");
  const known = [...account.streams(), ...account.liveConsumers(), ...account.liveChannels()];
  if (!known.some((resource) => resource.arn === arn)) {
    throw new ServiceFault("ResourceNotFoundException", `Resource ${arn} not found.`);
  }
  return arn;
}

function removeTags(account: Account, arn: string, keys: readonly string[]): void {
  for (const key of keys) account.tags.get(arn)?.delete(key);
}

function tagsOf(account: Account, arn: string): { Key: string; Value: string }[] {
  return [...(account.tags.get(arn) ?? [])]
    .map(([Key, Value]) => ({ Key, Value }))
    .sort((a, b) => (a.Key < b.Key ? -1 : 1));
}
