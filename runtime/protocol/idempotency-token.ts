import { randomUUID } from "#platform";

/** What fills a member marked `idempotencyToken` when the caller leaves it out: a UUID, the same for all attempts. */
export function newIdempotencyToken(): string {
  return randomUUID();
}
