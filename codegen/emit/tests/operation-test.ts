import type { EmitOptions, OutputFile } from "../../emitter.js";
import type {
  EventStreamModel,
  ExampleModel,
  FaultModel,
  MemberModel,
  OperationModel,
  ServiceModel,
  StructureModel,
} from "../../service-model.js";
import { banner } from "../banner.js";
import { faultMembers } from "../codec-names.js";
import { namedShape, shapeHolds } from "../named-shapes.js";
import { validatorName } from "../validators.js";
import type { Edge } from "./edge.js";
import { operationEdges } from "./edges.js";
import { eventFrame } from "./event-frame.js";
import { braces, bytesFunction, literal } from "./literal.js";
import { type Sample, sampleFromStructure, sampleStructure, withBase64Blobs } from "./sample.js";

/** The support module that generated tests are written against, as seen from their folder. */
export const supportModule = "../../support/generated-test.js";

/**
 * The test file of one operation: literals worked out from the model, given to the hand-written `testOperation`. Undefined
 * when no input can be made up that the model allows.
 */
export function operationTest(
  model: ServiceModel,
  operation: OperationModel,
  options: EmitOptions,
): OutputFile | undefined {
  const client = options.client ?? "";
  const input = sampleStructure(operation.input, model);
  if (input === undefined) return undefined;
  const writer = new CaseWriter(model, operation);
  const cases = writer.cases(input);
  const support = [
    "testOperation",
    ...(cases.some((part) => part.includes(`${bytesFunction}(`)) ? [bytesFunction] : []),
  ].sort();
  const fromClient = [...writer.faultClasses, model.className, `type ${operation.input.name}`].sort(byName);
  const lines = [
    banner(model, options),
    "",
    `import ${braces("{", fromClient, "}", "")} from "${client}";`,
    `import { ${validatorName(operation)} } from "${client.replace(/client\.js$/, `validators/${operation.fileName}.js`)}";`,
    `import { ${support.join(", ")} } from "${supportModule}";`,
    "",
    `testOperation<${model.className}, ${operation.input.name}>(${JSON.stringify(operation.name)}, {`,
    ...cases.map((part) => `  ${part},`),
    "});",
    "",
  ];
  return { path: `${operation.fileName}.test.ts`, text: lines.join("\n") };
}

function byName(left: string, right: string): number {
  const [leftName, rightName] = [left.replace("type ", ""), right.replace("type ", "")];
  return leftName < rightName ? -1 : 1;
}

class CaseWriter {
  readonly faultClasses = new Set<string>();
  readonly #model: ServiceModel;
  readonly #operation: OperationModel;

  constructor(model: ServiceModel, operation: OperationModel) {
    this.#model = model;
    this.#operation = operation;
  }

  cases(input: Sample): string[] {
    const operation = this.#operation;
    const model = this.#model;
    return [
      `client: ${model.className}`,
      `call: (client, input, options) => client.${operation.methodName}(input, options)`,
      `validate: ${validatorName(operation)}`,
      `target: ${JSON.stringify(`${model.shapeName}.${operation.name}`)}`,
      `contentType: ${JSON.stringify(`application/x-amz-json-${model.jsonVersion}`)}`,
      ...(operation.unsigned ? [] : [`signingName: ${JSON.stringify(model.signingName)}`]),
      ...(operation.discovery?.required === true ? ["discovered: true"] : []),
      `input: ${literal(input, "input", "  ")}`,
      `body: ${literal(input, "wire", "  ")}`,
      ...this.#leastInput(),
      ...this.#output(),
      `faults: ${this.#faults()}`,
      `throttle: ${JSON.stringify(this.#throttle())}`,
      `edges: ${this.#edges(input)}`,
      `examples: ${this.#examples()}`,
    ];
  }

  /** The required members alone, unless the client adds something of its own. */
  #leastInput(): string[] {
    const { input } = this.#operation;
    if (input.members.length === 0 || input.members.every(({ required }) => required)) return [];
    if (input.members.some((member) => member.idempotencyToken || member.default !== undefined)) return [];
    const least = sampleStructure(input, this.#model, "required") ?? nothing;
    return [`leastInput: ${literal(least, "input", "  ")}`, `leastBody: ${literal(least, "wire", "  ")}`];
  }

  #output(): string[] {
    const { output, eventStream } = this.#operation;
    const sample = sampleStructure(output, this.#model) ?? nothing;
    const hasBlobs = eventStream === undefined && shapeHolds(output, this.#model, ({ kind }) => kind === "blob");
    return [
      `response: ${literal(sample, "wire", "  ")}`,
      `output: ${literal(sample, "output", "  ")}`,
      ...(hasBlobs ? [`base64Output: ${literal(withBase64Blobs(sample), "output", "  ")}`] : []),
      ...(eventStream === undefined ? [] : [`eventStream: ${this.#eventStream(eventStream)}`]),
    ];
  }

  #eventStream({ member, events: name }: EventStreamModel): string {
    const union = this.#model.shapes.get(name);
    if (union?.kind !== "union") throw new Error(`The service model has no event stream ${name}.`);
    const faults = (union.faults ?? []).flatMap(({ member: event, fault: faultName }) => {
      const fault = this.#model.faults.find((each) => each.name === faultName);
      return fault === undefined ? [] : [this.#fault(fault, [`event: ${JSON.stringify(event)}`], "      ")];
    });
    const parts = [
      `member: ${JSON.stringify(member)}`,
      `events: ${braces(
        "[",
        union.members.flatMap((event) => this.#event(event)),
        "]",
        "    ",
      )}`,
      `faults: ${braces("[", faults, "]", "    ")}`,
    ];
    return braces("{", parts, "}", "  ");
  }

  #event({ name, type }: MemberModel): string[] {
    const shape = namedShape(type, this.#model);
    const sample = shape?.kind === "structure" ? sampleStructure(shape, this.#model) : undefined;
    if (shape?.kind !== "structure" || sample?.kind !== "object") return [];
    const hasBlobs = shapeHolds(shape, this.#model, ({ kind }) => kind === "blob");
    const parts = [
      `name: ${JSON.stringify(name)}`,
      ...eventFrame(shape, sample, "        "),
      `event: ${literal(sample, "output", "        ")}`,
      ...(hasBlobs ? [`base64Event: ${literal(withBase64Blobs(sample), "output", "        ")}`] : []),
    ];
    return [braces("{", parts, "}", "      ")];
  }

  #faults(): string {
    const parts = this.#operation.faults.flatMap((name) => {
      const fault = this.#model.faults.find((each) => each.name === name);
      return fault === undefined ? [] : [this.#fault(fault)];
    });
    return braces("[", parts, "]", "  ");
  }

  #fault(fault: FaultModel, more: readonly string[] = [], indent = "    "): string {
    this.faultClasses.add(fault.name);
    const sample = sampleStructure(fault.structure, this.#model) ?? nothing;
    const content = sample.kind === "object" ? sample.members.filter(([name]) => name !== fault.messageMember) : [];
    // Members such as `code` give way to what every error has by that name.
    const kept = new Set(faultMembers(fault)?.members.map(({ name }) => name));
    const members = content.filter(([name]) => kept.has(name));
    const parts = [
      ...more,
      `type: ${fault.name}`,
      `name: ${JSON.stringify(fault.wireName)}`,
      `status: ${statusOf(fault)}`,
      `fault: ${JSON.stringify(fault.side)}`,
      ...(fault.messageMember !== undefined && fault.messageMember !== "message"
        ? [`messageMember: ${JSON.stringify(fault.messageMember)}`]
        : []),
      ...(content.length === 0 ? [] : [`content: ${literal({ kind: "object", members: content }, "wire", indent)}`]),
      ...(members.length === 0 ? [] : [`members: ${literal({ kind: "object", members }, "output", indent)}`]),
    ];
    return braces("{", parts, "}", indent);
  }

  /** A fault that says too much was asked: the model's own for this operation, or the one that every service has. */
  #throttle(): string {
    const faults = this.#operation.faults.map((name) => this.#model.faults.find((fault) => fault.name === name));
    return faults.find((fault) => fault?.throttling === true)?.wireName ?? "ThrottlingException";
  }

  #edges(input: Sample): string {
    const edges = operationEdges(this.#operation, input, this.#model).map(edgeLiteral);
    return braces("[", [...new Set(edges)], "]", "  ");
  }

  #examples(): string {
    return braces(
      "[",
      this.#operation.examples.map((example) => this.#example(example)),
      "]",
      "  ",
    );
  }

  #example(example: ExampleModel): string {
    const structure = (shape: StructureModel, node: unknown): Sample => sampleFromStructure(shape, node, this.#model);
    const { input, output } = this.#operation;
    const given = structure(input, example.input);
    const addsOwn = input.members.some(
      (member) => (member.idempotencyToken || member.default !== undefined) && !hasMember(example.input, member.name),
    );
    const parts = [
      `title: ${JSON.stringify(example.title)}`,
      `input: ${literal(given, "input", "      ")}`,
      ...(addsOwn ? [] : [`body: ${literal(given, "wire", "      ")}`]),
    ];
    if (example.error !== undefined) parts.push(...this.#exampleError(example.error));
    else if (this.#operation.eventStream === undefined) {
      const answer = structure(output, example.output ?? {});
      parts.push(`response: ${literal(answer, "wire", "      ")}`, `output: ${literal(answer, "output", "      ")}`);
    }
    return braces("{", parts, "}", "    ");
  }

  #exampleError({ fault: name, content }: NonNullable<ExampleModel["error"]>): string[] {
    const fault = this.#model.faults.find((each) => each.name === name || each.wireName === name);
    if (fault === undefined)
      throw new Error(`An example of ${this.#operation.name} raises ${name}, which no operation has`);
    this.faultClasses.add(fault.name);
    const answer = sampleFromStructure(fault.structure, content, this.#model);
    const members = answer.kind === "object" ? answer.members : [];
    const wire: Sample = {
      kind: "object",
      members: [["__type", { kind: "plain", value: fault.wireName }], ...members],
    };
    return [`error: { type: ${fault.name}, status: ${statusOf(fault)}, response: ${literal(wire, "wire", "      ")} }`];
  }
}

const nothing: Sample = { kind: "object", members: [] };

function statusOf(fault: FaultModel): number {
  return fault.httpStatus ?? (fault.side === "client" ? 400 : 500);
}

function hasMember(node: unknown, name: string): boolean {
  return typeof node === "object" && node !== null && Object.hasOwn(node, name);
}

function edgeLiteral(edge: Edge): string {
  const parts = [
    `at: ${JSON.stringify(edge.at)}`,
    ...(edge.put === undefined ? [] : [`put: ${JSON.stringify(edge.put)}`]),
    ...(edge.key === undefined ? [] : ["key: true"]),
    ...(edge.violates === "" ? [] : [`violates: ${JSON.stringify(edge.violates)}`]),
    ...(edge.removed === undefined ? [] : ["removed: true"]),
    ...(edge.refuses === undefined ? [] : [`refuses: ${edge.refuses}`]),
    ...(edge.accepts === undefined ? [] : [`accepts: ${edge.accepts}`]),
  ];
  return braces("{", parts, "}", "    ");
}
