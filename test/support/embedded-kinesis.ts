import {
  type EmbeddedKinesis,
  type EmbeddedKinesisOptions,
  startEmbeddedKinesis as startWithOwnCertificate,
} from "../../examples/embedded-kinesis.js";
import { localhostCertificatePath } from "./certificates/certificates.js";

export type { EmbeddedKinesis, EmbeddedKinesisOptions };

/** Starts an embedded Kinesis whose TLS certificate verifies for 127.0.0.1 (see certificates/certificates.ts). */
export function startEmbeddedKinesis(options: EmbeddedKinesisOptions = {}): Promise<EmbeddedKinesis> {
  return startWithOwnCertificate({ certificatePath: localhostCertificatePath, ...options });
}
