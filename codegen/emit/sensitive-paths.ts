import type { ServiceModel, StructureModel, TypeModel, UnionModel } from "../service-model.js";
import { holds, namedShape } from "./named-shapes.js";

/**
 * Where an input holds members marked sensitive, as paths such as `Records[].Token` (`[]` any element, `{}` any map value).
 * Whatever lies below such a path is sensitive too. A shape that contains itself would give endless paths: where it comes
 * round again with something sensitive in it, the path ends.
 */
export function sensitivePaths(input: StructureModel, model: ServiceModel): string[] {
  const paths: string[] = [];
  const visitType = (type: TypeModel, path: string, within: readonly string[]): void => {
    // The findings about a map tell its keys, so that sensitive keys make the map sensitive.
    if (type.sensitive || (type.kind === "map" && type.key.sensitive)) {
      paths.push(path);
    } else if (type.kind === "list") visitType(type.element, `${path}[]`, within);
    else if (type.kind === "map") visitType(type.value, `${path}{}`, within);
    else {
      const shape = namedShape(type, model);
      if (shape === undefined) return;
      if (!within.includes(shape.name)) visit(shape, `${path}.`, [...within, shape.name]);
      else if (holds(type, model, ({ sensitive }) => sensitive)) paths.push(path);
    }
  };
  const visit = (shape: StructureModel | UnionModel, prefix: string, within: readonly string[]): void => {
    for (const member of shape.members) visitType(member.type, `${prefix}${member.name}`, within);
  };
  visit(input, "", [input.name]);
  return paths;
}
