import type { ModelFault } from "../errors.js";
import { type Model, shapeFault } from "../model.js";
import { hasTrait } from "../trait-values.js";

const protocols = ["aws.protocols#awsJson1_0", "aws.protocols#awsJson1_1"];
const protocolNamespaces = /^(?:aws\.protocols#(?:rest|aws|ec2)(?!.*(?:Compatible|Error|Name)$)|smithy\.protocols#)/;

const otherAuthTraits = [
  "aws.auth#cognitoUserPools",
  "smithy.api#httpApiKeyAuth",
  "smithy.api#httpBasicAuth",
  "smithy.api#httpBearerAuth",
  "smithy.api#httpDigestAuth",
];

/** There is one service, it says what it is called, it speaks awsJson, and it takes signatures of SigV4 or none. */
export function checkService(model: Model): ModelFault[] {
  const services = [...model.shapes].filter(([, shape]) => shape.type === "service");
  const [first] = services;
  if (first === undefined) {
    const file = [...model.places.values()][0]?.file ?? "(model)";
    return [{ file, pointer: "", message: "the model has no service" }];
  }
  if (services.length > 1) {
    const names = services.map(([id]) => id).join(", ");
    return services.map(([id]) =>
      shapeFault(model, id, [], `the model has several services: ${names}; --service says which one is meant`),
    );
  }

  const [id, service] = first;
  const faults: ModelFault[] = [];
  const fault = (message: string, path: readonly string[] = ["traits"]): void => {
    faults.push(shapeFault(model, id, path, message));
  };
  if (!hasTrait(service, "aws.api#service")) fault("the service needs the trait aws.api#service, for its sdkId");
  const traits = Object.keys(service.traits ?? {});
  if (!traits.some((trait) => protocols.includes(trait))) {
    const spoken = traits.filter((trait) => protocolNamespaces.test(trait));
    fault(`the service speaks ${spoken.join(", ") || "no protocol"}; this generator writes ${protocols.join(" and ")}`);
  }
  const otherAuth = traits.filter((trait) => otherAuthTraits.includes(trait));
  if (!hasTrait(service, "aws.auth#sigv4") && otherAuth.length > 0) {
    fault(`the service takes only ${otherAuth.join(", ")}; this generator's clients sign with SigV4 alone`);
  }
  for (const shapeId of Object.keys(service.type === "service" ? (service.rename ?? {}) : {})) {
    if (!model.shapes.has(shapeId)) fault(`no such shape: ${shapeId}`, ["rename", shapeId]);
  }
  return faults;
}
