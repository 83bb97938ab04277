import type { Credentials } from "../credentials/credentials.js";

/**
 * Takes credentials out of an error's texts. Services repeat what they got: the message of a wrong signature holds the
 * whole canonical request, session token included.
 */
export function redactSecrets(error: unknown, credentials: Credentials | undefined): void {
  if (!(error instanceof Error) || credentials === undefined) return;
  const { secretAccessKey, sessionToken, accessKeyId } = credentials;
  const secrets = [secretAccessKey, sessionToken, accessKeyId].filter((secret) => secret != null && secret.length >= 8);
  for (const name of ["message", "stack", "excerpt"] as const) {
    const text: unknown = Reflect.get(error, name);
    if (typeof text !== "string" || !secrets.some((secret) => text.includes(secret as string))) continue;
    const value = secrets.reduce<string>((clean, secret) => clean.replaceAll(secret as string, "[redacted]"), text);
    const enumerable = Object.prototype.propertyIsEnumerable.call(error, name);
    Object.defineProperty(error, name, { value, enumerable, configurable: true, writable: true });
  }
}
