import type { EmitOptions, OutputFile } from "../../emitter.js";
import type { ServiceModel } from "../../service-model.js";
import { banner } from "../banner.js";
import { isBdd } from "../endpoint/decision-diagram.js";
import { isRuleSet } from "../endpoint/rule-set.js";
import { propertyName } from "../names.js";
import { braces } from "./literal.js";
import { supportModule } from "./operation-test.js";

/** A test case of `smithy.rules#endpointTests`. */
interface EndpointTestCase {
  readonly documentation?: string;
  readonly params?: { readonly [name: string]: unknown };
  readonly expect: {
    readonly error?: string;
    readonly endpoint?: {
      readonly url: string;
      readonly headers?: { readonly [name: string]: readonly string[] };
      readonly properties?: { readonly authSchemes?: readonly { readonly [name: string]: unknown }[] };
    };
  };
}

/** The test file of the endpoint rules: the model's own cases; undefined when it has none. */
export function endpointTest(model: ServiceModel, options: EmitOptions): OutputFile | undefined {
  const cases = testCases(model.endpointTests);
  if (cases.length === 0 || !(isRuleSet(model.endpointRuleSet) || isBdd(model.endpointBdd))) return undefined;
  const lines = [
    banner(model, options),
    "",
    `import { resolveEndpoint } from "${(options.client ?? "").replace(/client\.js$/, "endpoint.js")}";`,
    `import { testEndpoint } from "${supportModule}";`,
    "",
    "testEndpoint(resolveEndpoint, [",
    ...cases.map((each, index) => `  ${caseLiteral(each, index)},`),
    "]);",
    "",
  ];
  return { path: "endpoint.test.ts", text: lines.join("\n") };
}

function testCases(value: unknown): readonly EndpointTestCase[] {
  if (typeof value !== "object" || value === null || !("testCases" in value)) return [];
  return Array.isArray(value.testCases) ? value.testCases : [];
}

function caseLiteral({ documentation, params = {}, expect }: EndpointTestCase, index: number): string {
  const parts = [
    `title: ${JSON.stringify(documentation ?? `case ${index + 1}`)}`,
    `parameters: ${braces(
      "{",
      Object.entries(params).map(([name, value]) => `${propertyName(name)}: ${JSON.stringify(value)}`),
      "}",
      "    ",
    )}`,
  ];
  if (expect.error !== undefined) return braces("{", [...parts, `error: ${JSON.stringify(expect.error)}`], "}", "  ");
  const { url = "", headers = {}, properties } = expect.endpoint ?? {};
  const scheme = properties?.authSchemes?.find(({ name }) => name === "sigv4");
  const endpoint = [
    `url: ${JSON.stringify(url)}`,
    ...(Object.keys(headers).length > 0 ? [`headers: ${JSON.stringify(headers)}`] : []),
    ...(scheme?.signingRegion === undefined ? [] : [`signingRegion: ${JSON.stringify(scheme.signingRegion)}`]),
    ...(scheme?.signingName === undefined ? [] : [`signingName: ${JSON.stringify(scheme.signingName)}`]),
  ];
  return braces("{", [...parts, `endpoint: ${braces("{", endpoint, "}", "    ")}`], "}", "  ");
}
