/** The parts of a Smithy shape id, `namespace#Name` or `namespace#Name$member`. */

/** The name without namespace and member. */
export function shapeName(id: string): string {
  const [, name = id] = id.split("#");
  return name.split("$")[0] ?? name;
}

/** The namespace. */
export function namespaceOf(id: string): string {
  return id.split("#")[0] ?? "";
}

/** The id of the shape and, for a member's id, the member's name. */
export function splitMember(id: string): { readonly shape: string; readonly member: string | undefined } {
  const [shape = id, member] = id.split("$");
  return { shape, member };
}
