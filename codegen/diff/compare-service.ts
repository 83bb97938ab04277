import { serviceOf, shapeAt } from "../normalise/lookup.js";
import type { ServiceModel } from "../service-model.js";
import type { Change, ChangeClass } from "./change.js";
import type { ChangeKind } from "./change-kinds.js";
import { compareWords } from "./compare-words.js";
import { code } from "./place.js";
import type { Comparison, Side } from "./side.js";

interface Fact {
  readonly name: keyof ServiceModel;
  readonly kind: ChangeKind;
  readonly class: ChangeClass;
  readonly noun: string;
}

/** What a service is: another name, version or protocol is another service to every program that speaks with it. */
const facts: readonly Fact[] = [
  { name: "className", kind: "service-renamed", class: "breaking", noun: "class of the client" },
  { name: "version", kind: "service-version-changed", class: "breaking", noun: "version of the API" },
  { name: "shapeName", kind: "service-target-changed", class: "breaking", noun: "name in the target header" },
  { name: "jsonVersion", kind: "protocol-changed", class: "breaking", noun: "protocol awsJson" },
  { name: "signingName", kind: "signing-name-changed", class: "breaking", noun: "name that requests are signed for" },
  {
    name: "queryCompatible",
    kind: "query-compatibility-changed",
    class: "behaviour",
    noun: "error codes of the query protocol",
  },
  { name: "sdkId", kind: "service-id-changed", class: "behaviour", noun: "name in the environment and in hooks" },
  {
    name: "eventStreamProtocol",
    kind: "event-stream-protocol-changed",
    class: "behaviour",
    noun: "event streams over",
  },
  { name: "endpointPrefix", kind: "endpoint-prefix-changed", class: "behaviour", noun: "endpoint prefix" },
  { name: "title", kind: "title-changed", class: "documentation", noun: "title" },
];

/** Nobody feels how streams would be carried. */
function hasStreams({ service }: Side): boolean {
  return service.operations.some(({ eventStream }) => eventStream !== undefined);
}

/** Compares what two models say of the service itself, its endpoints apart. */
export function compareService({ before, after }: Comparison): readonly Change[] {
  const service = serviceOf(after.model);
  const place = { place: code(after.service.className), shape: after.service.shapeName };
  const changes = facts
    .filter(({ name }) => before.service[name] !== after.service[name])
    .filter(({ name }) => name !== "eventStreamProtocol" || [before, after].every(hasStreams))
    // Another class name tells it already.
    .filter(({ name }) => name !== "sdkId" || before.service.className === after.service.className)
    .map(({ name, kind, class: changeClass, noun }): Change => {
      const [from, to] = [before.service[name], after.service[name]];
      const what = `${noun}: ${code(String(from))} becomes ${code(String(to))}`;
      return { ...place, class: changeClass, kind, before: from, after: to, what };
    });
  const old = shapeAt(before.model, serviceOf(before.model).id);
  return [...changes, ...compareWords(old, service.shape, place)];
}
