import { channel } from "#platform";
import type { Channel } from "../platform/platform.js";
import type { UnknownEvent } from "./hooks.js";
import type { Logger } from "./logger.js";
import { type Observer, titleOf } from "./observer.js";

const unknownEvents: Channel = /* @__PURE__ */ channel("shardwright:unknown-event");

/** Tells of an event that the model does not know. Apart from what other calls tell: only streams have events. */
export function observeUnknownEvent(observer: Observer, event: () => UnknownEvent): void {
  observer.tell("onUnknownEvent", unknownEvents, writeUnknownEvent)(event);
}

function writeUnknownEvent(logger: Logger, event: UnknownEvent): void {
  const name = event.eventType || event.messageType;
  logger.debug(`${titleOf(event)}: passed over ${name}, which the model does not know`, event);
}
