/**
 * The order of entries after a merge: ours keep theirs, and each new one follows the one that it follows in the
 * published model, so that the change of a file is as small as the change of the model.
 *
 * @param ours Keys in our order.
 * @param published Keys in the published order.
 * @param kept Which keys the result has.
 */
export function mergeOrder(ours: readonly string[], published: readonly string[], kept: ReadonlySet<string>): string[] {
  const order = ours.filter((key) => kept.has(key));
  const known = new Set(order);
  for (const [index, key] of published.entries()) {
    if (!kept.has(key) || known.has(key)) continue;
    const before = published.slice(0, index).findLast((other) => known.has(other));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
    known.add(key);
  }
  return order;
}
