/** What AWS Signature Version 4 signs with. Providers of the AWS SDK for JavaScript return this same shape. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Given with temporary credentials only. */
  readonly sessionToken?: string | undefined;
  /** When temporary credentials end; absent when they do not. */
  readonly expiration?: Date | undefined;
  /** The account that the credentials belong to, for account-based endpoints. */
  readonly accountId?: string | undefined;
  /** The region that the credentials hold in, for endpoint rules that ask for it. */
  readonly credentialScope?: string | undefined;
}

/**
 * Fetches credentials. Called when the first request is signed, again shortly before what it returned expires, and once
 * when the service says that they have expired; never twice at a time.
 */
export type CredentialsProvider = () => Promise<Credentials>;
