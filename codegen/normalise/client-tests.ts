import type { Model } from "../model.js";
import { serviceOf } from "./lookup.js";

/** The cases of a protocol test trait that are about clients and about a protocol that the service speaks. */
export function clientTests<Case extends { readonly protocol: string; readonly appliesTo?: "client" | "server" }>(
  model: Model,
  cases: readonly Case[] = [],
): readonly Case[] {
  const traits = serviceOf(model).shape.traits ?? {};
  const protocol = Object.hasOwn(traits, "aws.protocols#awsJson1_1")
    ? "aws.protocols#awsJson1_1"
    : "aws.protocols#awsJson1_0";
  return cases.filter((each) => each.protocol === protocol && each.appliesTo !== "server");
}
