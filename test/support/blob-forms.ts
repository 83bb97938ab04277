import type { BlobInput } from "../../runtime/for-generated.js";

/** Bytes of a text or of base64. */
export function bytes(data: string | { readonly base64: string }): Uint8Array {
  const buffer = typeof data === "string" ? Buffer.from(data, "utf8") : Buffer.from(data.base64, "base64");
  return new Uint8Array(buffer);
}

/** Replaces each blob of an input, which stands as text or base64 where the body has base64, by another form of it. */
export function withBlobs(input: unknown, body: unknown, form: (base64: string) => BlobInput): unknown {
  // A decimal number stands as text where the body has a number.
  if (typeof input === "string") return input === body || typeof body !== "string" ? input : form(body);
  if (typeof input !== "object" || input === null || input instanceof Date) return input;
  if ("base64" in input && typeof body === "string") return form(body);
  const members = Object.entries(input).map(
    ([name, value]) => [name, withBlobs(value, (body as Record<string, unknown>)[name], form)] as const,
  );
  // The very same object when it holds no blob.
  if (members.every(([name, value]) => value === (input as Record<string, unknown>)[name])) return input;
  return Array.isArray(input) ? members.map(([, value]) => value) : Object.fromEntries(members);
}

/** A blob as bytes. */
export function asBytes(base64: string): BlobInput {
  return bytes({ base64 });
}

/** A blob that is encoded already. */
export function asBase64(base64: string): BlobInput {
  return { base64 };
}
