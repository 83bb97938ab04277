import type { EmitOptions, OutputFile } from "../../emitter.js";
import type {
  FaultModel,
  OperationModel,
  ServiceModel,
  StructureModel,
  TypeModel,
  UnionModel,
} from "../../service-model.js";
import type { HttpRequestTest, HttpResponseTest } from "../../trait-values.js";
import { banner } from "../banner.js";
import { faultMembers } from "../codec-names.js";
import { namedShape } from "../named-shapes.js";
import { braces, bytesFunction, literal } from "./literal.js";
import { sampleFromStructure, sampleStructure } from "./sample.js";

const supportModule = "../../support/generated-protocol-test.js";

/**
 * The test file of the model's `smithy.test#httpRequestTests` and `smithy.test#httpResponseTests`; undefined when it has
 * none. What is done with the cases is hand-written in `test/support/generated-protocol-test.ts`.
 */
export function protocolTest(model: ServiceModel, options: EmitOptions): OutputFile | undefined {
  const writer = new ProtocolCases(model);
  const cases = model.operations.flatMap((operation) => [
    ...operation.requestTests.map((test) => writer.request(operation, test)),
    ...operation.responseTests.map((test) => writer.response(operation, test)),
  ]);
  for (const fault of model.faults) {
    const operation = model.operations.find(({ faults }) => faults.includes(fault.name));
    if (operation !== undefined) {
      cases.push(...(fault.responseTests ?? []).map((test) => writer.fault(operation, fault, test)));
    }
  }
  if (cases.length === 0) return undefined;
  const support = [
    ...(cases.some((part) => part.includes(`${bytesFunction}(`)) ? [bytesFunction] : []),
    "testProtocol",
  ];
  const lines = [
    banner(model, options),
    "",
    `import { ${[...writer.faultClasses, model.className].sort().join(", ")} } from "${options.client ?? ""}";`,
    `import { ${support.join(", ")} } from "${supportModule}";`,
    "",
    `testProtocol<${model.className}>(${model.className}, [`,
    ...cases.map((part) => `  ${part},`),
    "]);",
    "",
  ];
  return { path: "protocol.test.ts", text: lines.join("\n") };
}

class ProtocolCases {
  readonly faultClasses = new Set<string>();
  readonly #model: ServiceModel;

  constructor(model: ServiceModel) {
    this.#model = model;
  }

  request(operation: OperationModel, test: HttpRequestTest): string {
    const { id, params = {}, host, resolvedHost, uri = "/", headers, requireHeaders, forbidHeaders, body } = test;
    const given = this.#literal(operation.input, params, "input");
    const expected = [
      ...(test.method === undefined ? [] : [`method: ${JSON.stringify(test.method)}`]),
      `uri: ${JSON.stringify(uri)}`,
      ...(resolvedHost === undefined ? [] : [`host: ${JSON.stringify(resolvedHost)}`]),
      ...optional({ headers, requireHeaders, forbidHeaders, body }),
      ...(body === undefined || isJson(test.bodyMediaType) ? [] : ["bodyIsText: true"]),
    ];
    const parts = [
      `id: ${JSON.stringify(id)}`,
      ...optional({ host }),
      `call: (client) => client.${operation.methodName}(${given})`,
      `request: ${braces("{", expected, "}", "    ")}`,
    ];
    return braces("{", parts, "}", "  ");
  }

  response(operation: OperationModel, test: HttpResponseTest): string {
    const output = this.#literal(operation.output, test.params ?? {}, "output");
    return this.#answered(operation, test, [`output: ${output}`]);
  }

  fault(operation: OperationModel, fault: FaultModel, test: HttpResponseTest): string {
    this.faultClasses.add(fault.name);
    const { messageMember = "message" } = fault;
    const { [messageMember]: message, ...params } = (test.params ?? {}) as { readonly [name: string]: unknown };
    const structure = faultMembers(fault) ?? { ...fault.structure, members: [] };
    const members = this.#literal(structure, params, "output");
    const code = typeof test.vendorParams?.code === "string" ? test.vendorParams.code : undefined;
    const parts = [`type: ${fault.name}`, ...optional({ message, code }), `members: ${members}`];
    return this.#answered(operation, test, [`error: { ${parts.join(", ")} }`]);
  }

  #answered(operation: OperationModel, test: HttpResponseTest, expected: readonly string[]): string {
    const { id, code: status, headers, body } = test;
    const input = sampleStructure(operation.input, this.#model, "required");
    const given = input === undefined ? "{} as never" : literal(input, "input", "    ");
    const parts = [
      `id: ${JSON.stringify(id)}`,
      `call: (client) => client.${operation.methodName}(${given})`,
      `response: ${braces("{", optional({ status, headers, body }), "}", "    ")}`,
      ...expected,
    ];
    return braces("{", parts, "}", "  ");
  }

  #literal(shape: StructureModel, params: unknown, form: "input" | "output"): string {
    return literal(sampleFromStructure(shape, this.#node(shape, params), this.#model), form, "    ");
  }

  /** The params of a case as other nodes of a model are: blobs in base64, members that are null left out. */
  #node(shape: StructureModel | UnionModel, params: unknown): unknown {
    const members = Object.entries((params ?? {}) as object).flatMap(([name, value]) => {
      const member = shape.members.find((each) => each.name === name);
      if (value === null && member?.type.kind !== "document") return [];
      return [[name, member === undefined ? value : this.#value(member.type, value)] as const];
    });
    return Object.fromEntries(members);
  }

  #value(type: TypeModel, value: unknown): unknown {
    if (value === null) return null;
    if (type.kind === "blob") return Buffer.from(String(value), "utf8").toString("base64");
    if (type.kind === "list") return (value as readonly unknown[]).map((item) => this.#value(type.element, item));
    if (type.kind === "map") {
      const entries = Object.entries(value as object).map(
        ([key, each]) => [key, this.#value(type.value, each)] as const,
      );
      return Object.fromEntries(entries);
    }
    const shape = namedShape(type, this.#model);
    return shape === undefined ? value : this.#node(shape, value);
  }
}

/** Bodies of JSON are compared as values; without a media type they are what the protocol sends. */
function isJson(mediaType = "application/json"): boolean {
  return /^application\/(?:[^;]*[+-])?(?:amz-)?json\b/.test(mediaType);
}

function optional(values: { readonly [name: string]: unknown }): string[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${JSON.stringify(value)}`],
  );
}
