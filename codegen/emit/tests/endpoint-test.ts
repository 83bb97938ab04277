import type { EmitOptions, OutputFile } from "../../emitter.js";
import { isBdd } from "../../endpoint-rules/decision-diagram.js";
import { type EndpointTestCase, endpointTestsOf } from "../../endpoint-rules/endpoint-tests.js";
import { isRuleSet } from "../../endpoint-rules/rule-set.js";
import type { ServiceModel } from "../../service-model.js";
import { banner } from "../banner.js";
import { unknownSignature } from "../endpoint/rules.js";
import { propertyName } from "../names.js";
import { braces } from "./literal.js";
import { supportModule } from "./operation-test.js";

/** The test file of the endpoint rules: the model's own cases; undefined when it has none. */
export function endpointTest(model: ServiceModel, options: EmitOptions): OutputFile | undefined {
  const cases = endpointTestsOf(model);
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
  const unknown = unknownSignature(properties?.authSchemes);
  const endpoint = [
    `url: ${JSON.stringify(url)}`,
    ...(Object.keys(headers).length > 0 ? [`headers: ${JSON.stringify(headers)}`] : []),
    ...(unknown === undefined ? [] : [`unknownSignature: ${JSON.stringify(unknown)}`]),
    ...(scheme?.signingRegion === undefined ? [] : [`signingRegion: ${JSON.stringify(scheme.signingRegion)}`]),
    ...(scheme?.signingName === undefined ? [] : [`signingName: ${JSON.stringify(scheme.signingName)}`]),
  ];
  return braces("{", [...parts, `endpoint: ${braces("{", endpoint, "}", "    ")}`], "}", "  ");
}
