import type { ConnectionError } from "../errors/connection-error.js";
import { brokenStream, connectionFailure, type ExplainFailure } from "./connection-failure.js";

/** What the codes of Node's sockets and resolver mean, in words. */
const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused; is anything listening there?",
  ECONNRESET: "the connection was closed before a response arrived",
  ECONNABORTED: "the connection was aborted",
  EPIPE: "the connection was closed while the request was being sent",
  ETIMEDOUT: "the network gave no answer in time",
  EHOSTUNREACH: "there is no route to the host",
  ENETUNREACH: "there is no route to the network",
  ENOTFOUND: "the host name does not resolve; check the region, the endpoint and the network",
  EAI_AGAIN: "the host name could not be resolved just now",
  EADDRNOTAVAIL: "no local address or port is free",
  EMFILE: "the process has too many open files and sockets",
};

/** Certificate checks that OpenSSL fails; their codes carry no common prefix. */
const certificateCode =
  /CERT|^ERR_(?:TLS|SSL)_|^UNABLE_TO_|^EPROTO$|^HOSTNAME_MISMATCH$|^INVALID_(?:CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$|^CRL_/;

/** What Node's sockets, its resolver and OpenSSL mean by a code. */
export const socketFailureOf: ExplainFailure = (code, message) => ({
  code,
  detail: oneLine(message) || code,
  meaning: meanings[code],
  tls: certificateCode.test(code),
});

/**
 * OpenSSL's messages are lines of `error:0A00010B:SSL routines:ssl3_get_record:wrong version number:<source>:354:`, of
 * which the fourth part says something.
 */
function oneLine(message: string): string {
  return message
    .replace(/(?:[0-9A-F]+:)?error:[0-9A-F]+:[^:\n]*:[^:\n]*:([^:\n]+):[^\n]*/gi, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

/** Turns what a socket or a resolver failed with into the error that callers see. `host` includes a port. */
export function socketFailure(error: unknown, host: string): ConnectionError {
  return connectionFailure(error, host, socketFailureOf);
}

/** The error of a connection that closed without a response and without a word why. */
export function closedUnanswered(host: string): ConnectionError {
  return socketFailure(Object.assign(new Error("closed without a response"), { code: "ECONNRESET" }), host);
}

/** As {@link brokenStream}, for a stream on a socket. */
export function brokenSocketStream(host: string, received: number, cause: unknown): ConnectionError {
  return brokenStream(host, received, cause, socketFailureOf);
}
