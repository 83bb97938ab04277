import type { Traits } from "../ast.js";
import type { Model } from "../model.js";

/**
 * What the published clients of a service do although its model does not say so, in the traits that would say it. Smithy's
 * own protocol tests ask for it; a service that needs no more than its model has no place here.
 */
const unsaid: { readonly [shapeId: string]: Traits } = {
  // Predictions are served at an endpoint of the caller's own, which the input names ("MachinelearningPredictEndpoint").
  "com.amazonaws.machinelearning#Predict": {
    "smithy.rules#operationContextParams": { Endpoint: { path: "PredictEndpoint" } },
  },
};

/** Adds the traits that published models leave unsaid; those that a model has of its own win. */
export function addUnsaidTraits(model: Model): Model {
  const known = Object.entries(unsaid).flatMap(([id, traits]) => {
    const shape = model.shapes.get(id);
    return shape === undefined ? [] : [[id, { ...shape, traits: { ...traits, ...shape.traits } }] as const];
  });
  return known.length === 0 ? model : { ...model, shapes: new Map([...model.shapes, ...known]) };
}
