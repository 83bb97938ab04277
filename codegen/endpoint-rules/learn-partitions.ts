import type { ServiceModel } from "../service-model.js";
import { type EndpointTestCase, endpointTestsOf } from "./endpoint-tests.js";
import { answerOf } from "./evaluate-rules.js";
import { type PartitionDifferences, type PartitionFacts, partitionOf } from "./partitions.js";
import { rulesOf } from "./rules-of.js";

/**
 * The facts of partitions by which a model's own endpoint tests go, where they differ from the table: those that make
 * more of a partition's cases pass and none fail that passes with the table. The table is the newest, and a model that
 * was published before it had the facts of its day; its service may not serve what a partition has got since.
 */
export function learnPartitions(model: ServiceModel): PartitionDifferences {
  const rules = rulesOf(model);
  const passes = ({ params = {}, expect }: EndpointTestCase, differences?: PartitionDifferences): boolean => {
    const answer = answerOf(rules, params, differences);
    return "error" in answer ? answer.error === expect.error : answer.url === expect.endpoint?.url;
  };
  try {
    const differences: Record<string, Partial<PartitionFacts>> = {};
    for (const [name, cases] of casesByPartition(model)) {
      const failing = cases.filter((each) => !passes(each));
      if (failing.length === 0) continue;
      const passing = cases.filter((each) => passes(each));
      let most = 0;
      for (const candidate of candidates(partitionOf(regionOf(cases[0])), failing)) {
        const given = { [name]: candidate };
        const gained = failing.filter((each) => passes(each, given)).length;
        if (gained <= most || !passing.every((each) => passes(each, given))) continue;
        most = gained;
        differences[name] = candidate;
      }
    }
    return differences;
  } catch (error) {
    // Rules with functions of their own cannot be asked here; the client then goes by the table.
    if (error instanceof RangeError) return {};
    throw error;
  }
}

/** What {@link learnPartitions} found, one sentence for partitions that differ alike. */
export function partitionNotices(model: ServiceModel): readonly string[] {
  const names = new Map<string, string[]>();
  for (const [name, differences] of Object.entries(learnPartitions(model))) {
    const facts = Object.entries(differences).map(([fact, value]) => `${fact} ${JSON.stringify(value)}`);
    names.set(facts.join(", "), [...(names.get(facts.join(", ")) ?? []), name]);
  }
  return [...names].map(
    ([facts, some]) =>
      `endpoints in ${some.join(", ")} go by the model's own tests: ${facts}, unlike today's partitions`,
  );
}

function casesByPartition(model: ServiceModel): ReadonlyMap<string, readonly EndpointTestCase[]> {
  const cases = new Map<string, EndpointTestCase[]>();
  for (const each of endpointTestsOf(model)) {
    if (typeof each.params?.Region !== "string") continue;
    const { name } = partitionOf(each.params.Region);
    cases.set(name, [...(cases.get(name) ?? []), each]);
  }
  return cases;
}

function regionOf(each: EndpointTestCase | undefined): string {
  return String(each?.params?.Region);
}

/** Facts that may explain cases, those first that change the fewest. */
function candidates(facts: PartitionFacts, failing: readonly EndpointTestCase[]): readonly Partial<PartitionFacts>[] {
  const suffixes = [...new Set(failing.flatMap(suffixOf))];
  const choices: readonly (readonly Partial<PartitionFacts>[])[] = [
    [{}, { supportsDualStack: !facts.supportsDualStack }],
    [{}, { supportsFIPS: !facts.supportsFIPS }],
    [{}, ...suffixes.map((dualStackDnsSuffix) => ({ dualStackDnsSuffix }))],
    [{}, ...suffixes.map((dnsSuffix) => ({ dnsSuffix }))],
  ];
  let all: readonly Partial<PartitionFacts>[] = [{}];
  for (const choice of choices) all = all.flatMap((some) => choice.map((fact) => ({ ...some, ...fact })));
  return [...all].sort((left, right) => Object.keys(left).length - Object.keys(right).length);
}

/** What follows the region in the host that a case expects. */
function suffixOf(each: EndpointTestCase): string[] {
  const url = each.expect.endpoint?.url ?? "";
  const suffix = URL.canParse(url) ? new URL(url).hostname.split(`.${regionOf(each)}.`)[1] : undefined;
  return suffix === undefined ? [] : [suffix];
}
