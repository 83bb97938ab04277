/**
 * A member that the object has itself; undefined for one that it merely inherits. For models whose members are called as
 * what every object has: `constructor`, `toString`, `__proto__`.
 */
export function ownMember<Owner extends object, Name extends keyof Owner>(
  object: Owner,
  name: Name,
): Exclude<Owner[Name], Inherited> | undefined {
  return Object.hasOwn(object, name) ? (object[name] as Exclude<Owner[Name], Inherited>) : undefined;
}

/** What objects inherit are functions; no member of a model is one. */
type Inherited = (typeof Object.prototype)["constructor"];

/** Gives an object a member of its own, also where an assignment would set its prototype. */
export function setMember<Owner extends object>(object: Owner, name: keyof Owner, value: Owner[keyof Owner]): void {
  Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true });
}
