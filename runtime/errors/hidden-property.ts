/** Sets a property that logs, comparisons and spreads do not see. Returns the object. */
export function setHidden<Target extends object>(target: Target, name: string, value: unknown): Target {
  return Object.defineProperty(target, name, { value, configurable: true, writable: true });
}
