import type {
  Constraints,
  MemberModel,
  OperationModel,
  ServiceModel,
  ShapeModel,
  StructureModel,
  TypeModel,
  UnionModel,
} from "../../codegen/service-model.js";

/** A type as {@link ServiceModel} has it, with the parts that tests rarely care for filled in. */
export function type(
  kind: Omit<TypeModel, "constraints" | "sensitive"> & Record<string, unknown>,
  constraints: Constraints = {},
): TypeModel {
  return { ...kind, constraints, sensitive: false } as unknown as TypeModel;
}

export function text(constraints: Constraints = {}): TypeModel {
  return type({ kind: "string" }, constraints);
}

export function member(name: string, memberType: TypeModel, more: Partial<MemberModel> = {}): MemberModel {
  return {
    name,
    documentation: "",
    required: false,
    type: memberType,
    idempotencyToken: false,
    hostLabel: false,
    ...more,
  };
}

export function structure(name: string, members: readonly MemberModel[]): StructureModel {
  return { kind: "structure", name, shapeName: name, direction: "input", documentation: "", members };
}

export function union(name: string, members: readonly MemberModel[]): UnionModel {
  return {
    kind: "union",
    name,
    shapeName: name,
    direction: "input",
    documentation: "",
    members,
    streaming: false,
  };
}

export function operation(
  name: string,
  members: readonly MemberModel[],
  more: Partial<OperationModel> = {},
): OperationModel {
  return {
    name,
    methodName: name.slice(0, 1).toLowerCase() + name.slice(1),
    fileName: name.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase(),
    documentation: "",
    input: structure(`${name}Input`, members),
    output: { ...structure(`${name}Output`, []), direction: "output" },
    faults: [],
    staticContextParams: {},
    contextParams: {},
    operationContextParams: {},
    optionalAuth: false,
    unsigned: false,
    unsignedPayload: false,
    requestCompression: false,
    repeat: "harmless",
    rateLimits: [],
    waiters: [],
    examples: [],
    requestTests: [],
    responseTests: [],
    ...more,
  };
}

export function service(
  operations: readonly OperationModel[],
  shapes: readonly ShapeModel[] = [],
  more: Partial<ServiceModel> = {},
): ServiceModel {
  return {
    sdkId: "Small",
    className: "Small",
    instanceName: "small",
    title: "Small",
    version: "2020-01-01",
    shapeName: "Small_20200101",
    signingName: "small",
    endpointPrefix: "small",
    jsonVersion: "1.1",
    queryCompatible: false,
    eventStreamProtocol: "http/1.1",
    documentation: "",
    sha256: "0".repeat(64),
    operations,
    clientOptions: [],
    endpointAliases: {},
    shapes: new Map(shapes.map((shape) => [shape.name, shape])),
    faults: [],
    ...more,
  };
}
