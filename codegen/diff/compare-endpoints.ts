import { canonicalJson } from "../assemble/canonical-json.js";
import { equalNodes } from "../assemble/equal-nodes.js";
import type { DecisionDiagram } from "../endpoint-rules/decision-diagram.js";
import { endpointTestsOf } from "../endpoint-rules/endpoint-tests.js";
import { answerOf, type EndpointAnswer, type EndpointParameters } from "../endpoint-rules/evaluate-rules.js";
import type { RuleSet } from "../endpoint-rules/rule-set.js";
import { rulesOf } from "../endpoint-rules/rules-of.js";
import type { ServiceModel } from "../service-model.js";
import type { Change } from "./change.js";
import { code } from "./place.js";
import type { Comparison } from "./side.js";

/** How many examples are told, each with another set of parameters. */
const shownExamples = 3;

type Rules = RuleSet | DecisionDiagram;

interface Difference {
  readonly parameters: EndpointParameters;
  readonly before: EndpointAnswer;
  readonly after: EndpointAnswer;
}

/**
 * Compares endpoint rules: first as they are written, then by asking both. They are asked with the parameters of both
 * models' endpoint tests and with regions and variants that every service knows; answers that differ are examples, and
 * that none do is no proof. Endpoints are where requests go, whatever the code says: behaviour.
 */
export function compareEndpoints({ before, after }: Comparison): readonly Change[] {
  const old = rulesOf(before.service);
  const current = rulesOf(after.service);
  if (equalNodes(withoutWords(old), withoutWords(current))) return [];
  const place = { place: code(after.service.className), shape: after.service.shapeName };
  const names = new Set([old, current].flatMap(({ parameters }) => Object.keys(parameters)));
  const asked = [...testParameters(before.service), ...testParameters(after.service), ...commonParameters()].map(
    (parameters) => withNames(parameters, names),
  );
  const unique = [...new Map(asked.map((parameters) => [canonicalJson(parameters), parameters])).values()];
  const differences = differencesOf(old, current, unique);
  const found =
    differences === undefined
      ? "they call functions that cannot be compared"
      : differences.length === 0
        ? `no difference was found in ${unique.length} answers`
        : `${differences.length} of ${unique.length} answers differ`;
  const what = `endpoint rules changed: ${found}${parameterNote(old, current)}`;
  return [
    { ...place, class: "behaviour", kind: "endpoint-rules-changed", what },
    ...examples(differences ?? [], [old, current]).map((difference): Change => {
      const what = `endpoint for ${parametersText(difference.parameters)}: ${answerText(difference.before)} becomes ${answerText(difference.after)}`;
      const { before, after } = difference;
      return { ...place, class: "behaviour", kind: "endpoint-answer-changed", before, after, what };
    }),
  ];
}

/** A rule set without documentation, which changes no answer. */
function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key, entry]) => key !== "documentation" || typeof entry !== "string");
  return Object.fromEntries(entries.map(([key, entry]) => [key, withoutWords(entry)]));
}

function testParameters(service: ServiceModel): EndpointParameters[] {
  return endpointTestsOf(service).map(({ params = {} }) => params);
}

function commonParameters(): EndpointParameters[] {
  const regions = ["us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"];
  const variants = [false, true].flatMap((UseFIPS) => [false, true].map((UseDualStack) => ({ UseFIPS, UseDualStack })));
  const regional = regions.flatMap((Region) => variants.map((variant) => ({ Region, ...variant })));
  return [...regional, { Region: "us-east-1", Endpoint: "https://example.com", UseFIPS: false, UseDualStack: false }];
}

/** What neither rule set looks at makes no other question. */
function withNames(parameters: EndpointParameters, names: ReadonlySet<string>): EndpointParameters {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => names.has(name)));
}

/** Undefined when the rules ask for a function that only the client knows. */
function differencesOf(
  before: Rules,
  after: Rules,
  asked: readonly EndpointParameters[],
): readonly Difference[] | undefined {
  try {
    return asked
      .map((parameters) => ({ parameters, before: answerOf(before, parameters), after: answerOf(after, parameters) }))
      .filter((difference) => !equalNodes(difference.before, difference.after));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * The shortest difference for each set of parameter names, those first that both rule sets know, since what a parameter
 * does that only one of them has surprises nobody, and of those the hosts before the refusals.
 */
function examples(differences: readonly Difference[], rules: readonly Rules[]): readonly Difference[] {
  const byNames = new Map<string, Difference>();
  const size = ({ parameters, before, after }: Difference): number => {
    const unknown = givenNames(parameters).filter((name) => rules.some((set) => set.parameters[name] === undefined));
    const refusals = [before, after].filter((answer) => "error" in answer).length;
    return unknown.length * 10_000 + refusals * 1000 + canonicalJson(parameters).length;
  };
  for (const difference of [...differences].sort((a, b) => size(a) - size(b))) {
    const names = givenNames(difference.parameters).sort().join(" ");
    if (!byNames.has(names)) byNames.set(names, difference);
  }
  return [...byNames.values()].slice(0, shownExamples);
}

/** A switch that is off is not given. */
function givenNames(parameters: EndpointParameters): string[] {
  return Object.keys(parameters).filter((name) => parameters[name] !== false);
}

function parameterNote(before: Rules, after: Rules): string {
  const [old, current] = [Object.keys(before.parameters), Object.keys(after.parameters)];
  const added = current.filter((name) => !old.includes(name)).map(code);
  const gone = old.filter((name) => !current.includes(name)).map(code);
  return `${added.length === 0 ? "" : `; new parameters ${added.join(", ")}`}${gone.length === 0 ? "" : `; without ${gone.join(", ")}`}`;
}

function parametersText(parameters: EndpointParameters): string {
  const given = givenNames(parameters).map((name) => {
    const value = parameters[name];
    return code(`${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  });
  return given.length === 0 ? "no parameters" : given.join(", ");
}

function answerText(answer: EndpointAnswer): string {
  return "url" in answer ? answer.url : `an error (${answer.error})`;
}
