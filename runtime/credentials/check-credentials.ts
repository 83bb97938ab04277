import { CredentialsError } from "../errors/credentials-error.js";
import { isObject } from "../is-object.js";
import type { Credentials } from "./credentials.js";

/**
 * Returns what is given if it is a set of credentials, else throws a {@link CredentialsError} that names each fault and
 * shows no value. `source` says where it came from, such as `the option credentials`.
 */
export function checkCredentials(value: unknown, source: string): Credentials {
  if (!isObject(value)) {
    throw new CredentialsError(
      `${source} gave ${value === null ? "null" : typeof value} instead of { accessKeyId, secretAccessKey, sessionToken? }`,
    );
  }
  const { accessKeyId, secretAccessKey, sessionToken, expiration, accountId, credentialScope } = value as Record<
    string,
    unknown
  >;
  const faults = [
    textFault("accessKeyId", accessKeyId, true),
    textFault("secretAccessKey", secretAccessKey, true),
    textFault("sessionToken", sessionToken, false),
    textFault("accountId", accountId, false),
    textFault("credentialScope", credentialScope, false),
    dateFault("expiration", expiration),
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0) throw new CredentialsError(`${source} gave unusable credentials: ${faults.join("; ")}`);
  return value as Credentials;
}

function textFault(name: string, value: unknown, required: boolean): string | undefined {
  if (value == null) return required ? `${name} is missing` : undefined;
  if (typeof value !== "string") return `${name} is no string`;
  if (value === "") return `${name} is empty`;
  // A trailing newline from a file or variable; as a header it fails obscurely, in a key as a wrong signature.
  if (/\s/.test(value)) return `${name} holds white space`;
  if (!/^[\x21-\x7e]+$/.test(value)) return `${name} holds a character that no HTTP header can carry`;
  return undefined;
}

function dateFault(name: string, value: unknown): string | undefined {
  if (value == null) return undefined;
  return value instanceof Date && !Number.isNaN(value.getTime()) ? undefined : `${name} is no valid Date`;
}
