import { equalNodes } from "../assemble/equal-nodes.js";
import type { Direction, MemberModel } from "../service-model.js";
import type { Change } from "./change.js";
import { becomes } from "./compare-limits.js";

/** A change of a member without its place. */
export type PresenceChange = Pick<Change, "class" | "kind" | "direction" | "before" | "after" | "what">;

/** Compares whether a member has to be there, and what is there when nobody gave it. */
export function comparePresence(
  before: MemberModel,
  after: MemberModel,
  direction: Direction,
  subject: string,
): readonly PresenceChange[] {
  const changes = direction === "input" ? compareInput(before, after, subject) : compareOutput(before, after, subject);
  return [
    ...changes.map((change) => ({ ...change, direction })),
    ...compareLifetime(before, after, direction, subject),
    ...compareBindings(before, after, direction, subject),
  ];
}

const eventPlaces = {
  json: "the event's JSON",
  header: "a header of the event",
  payload: "the event's whole payload",
} as const;

/** Where an event holds the member: a client that looks in another place does not find it. */
function compareBindings(
  before: MemberModel,
  after: MemberModel,
  direction: Direction,
  subject: string,
): PresenceChange[] {
  const from: keyof typeof eventPlaces = before.eventBinding ?? "json";
  const to: keyof typeof eventPlaces = after.eventBinding ?? "json";
  if (from === to) return [];
  const what = `${subject}: ${eventPlaces[from]} becomes ${eventPlaces[to]}`;
  return [{ class: "behaviour", kind: "event-binding-changed", direction, before: from, after: to, what }];
}

/** In an input: what a caller has to give, and what the client fills in. */
function compareInput(before: MemberModel, after: MemberModel, subject: string): PresenceChange[] {
  const changes = compareDefaults(before, after, subject, "behaviour");
  if (before.idempotencyToken !== after.idempotencyToken) {
    // Whether the caller must give the token follows from it: one change, not two.
    changes.push(
      after.idempotencyToken
        ? {
            class: "behaviour",
            kind: "idempotency-token-added",
            what: `${subject}: when it is not given, the client makes an idempotency token`,
          }
        : {
            class: after.required ? "breaking" : "behaviour",
            kind: "idempotency-token-removed",
            what: `${subject}: the client no longer makes an idempotency token${after.required ? ", the caller has to give one" : ""}`,
          },
    );
  } else if (before.required !== after.required) {
    changes.push(
      after.required
        ? { class: "breaking", kind: "required-added", what: `${subject} is now required` }
        : { class: "behaviour", kind: "required-removed", what: `${subject} is no longer required` },
    );
  }
  return changes;
}

/** In an output: whether readers may count on a value. */
function compareOutput(before: MemberModel, after: MemberModel, subject: string): PresenceChange[] {
  const changes = compareDefaults(before, after, subject, after.required ? "behaviour" : "breaking");
  if (before.required === after.required) return changes;
  if (after.required)
    changes.push({ class: "behaviour", kind: "required-added", what: `${subject} is now always there` });
  else if (after.default !== undefined)
    changes.push({
      class: "behaviour",
      kind: "required-removed",
      what: `${subject} may be missing and is then filled in`,
    });
  else
    changes.push({
      class: "breaking",
      kind: "required-removed",
      what: `${subject} may now be missing: its type gains undefined`,
    });
  return changes;
}

function compareDefaults(
  before: MemberModel,
  after: MemberModel,
  subject: string,
  lost: "breaking" | "behaviour",
): PresenceChange[] {
  const [from, to] = [before.default, after.default];
  if (equalNodes(from, to)) return [];
  const text = (value: unknown): string => `\`${JSON.stringify(value)}\``;
  if (from === undefined)
    return [{ class: "behaviour", kind: "default-added", after: to, what: `${subject}: default ${text(to)}` }];
  if (to === undefined)
    return [
      {
        class: lost,
        kind: "default-removed",
        before: from,
        what: `${subject}: no default any more, it was ${text(from)}`,
      },
    ];
  const what = `${subject}: default ${text(from)} becomes ${text(to)}`;
  return [{ class: "behaviour", kind: "default-changed", before: from, after: to, what }];
}

/** How long a token stays good. */
function compareLifetime(
  { lifetime: before }: MemberModel,
  { lifetime: after }: MemberModel,
  direction: Direction,
  subject: string,
): PresenceChange[] {
  if (equalNodes(before, after)) return [];
  const text = ({ seconds, fault }: NonNullable<typeof before>): string =>
    `${seconds} s${fault === undefined ? "" : `, then ${fault}`}`;
  return [
    {
      class: "behaviour",
      kind: "lifetime-changed",
      direction,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      what: becomes(`${subject}: lifetime`, before && text(before), after && text(after)),
    },
  ];
}
