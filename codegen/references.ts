/** Every target in a shape, or in a part of one, outside of its traits. */
export function referencesIn(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === "traits") return [];
    return key === "target" && typeof value === "string" ? [value] : referencesIn(value);
  });
}
