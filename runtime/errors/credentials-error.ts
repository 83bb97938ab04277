import { ShardwrightError } from "./shardwright-error.js";

/** There are no credentials, or those that a provider gave are incomplete. Names what is missing, never a value. */
export class CredentialsError extends ShardwrightError {
  override get name(): string {
    return "CredentialsError";
  }
}
