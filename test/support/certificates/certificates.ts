/**
 * Self-signed certificates of the tests, valid from 2020 to 2119, each `{ server: { key, cert } }` as `kinesis-local`
 * wants its file. They protect nothing. Made with OpenSSL 3, for each NAME and SAN below:
 *
 *     openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=NAME \
 *       -addext subjectAltName=SAN -addext basicConstraints=critical,CA:TRUE -keyout key.pem -out csr.pem
 *     openssl ca -batch -config ca.cnf -selfsign -keyfile key.pem -in csr.pem -out cert.pem -notext \
 *       -startdate 20200101000000Z -enddate 21200101000000Z
 *
 * where `ca.cnf` only sets `copy_extensions = copy`.
 * - localhost.json: NAME localhost, SAN DNS:localhost,IP:127.0.0.1
 * - other-host.json: NAME other-host.test, SAN DNS:other-host.test (for a name that does not match)
 */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A private key and its certificate, PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** The file that {@link localhostCertificate} came from. */
export const localhostCertificatePath: string = pathOf("localhost.json");

/** Good for `localhost` and `127.0.0.1`; trusted by who takes its `cert` as certificate authority. */
export const localhostCertificate: Certificate = read(localhostCertificatePath);

/** Good for `other-host.test` only. */
export const otherHostCertificate: Certificate = read(pathOf("other-host.json"));

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

function read(path: string): Certificate {
  return (JSON.parse(readFileSync(path, "utf8")) as { server: Certificate }).server;
}
