/** Loaded before a program that must not leave this machine: looking up any other host's name fails, and says so. */

import dns from "node:dns";

const lookup = dns.lookup;

dns.lookup = ((host: string, ...rest: unknown[]): void => {
  if (host === "localhost" || /^(127\.|::1$)/.test(host)) {
    (lookup as (...given: unknown[]) => void)(host, ...rest);
    return;
  }
  const callback = rest.at(-1) as (error: Error) => void;
  const error = new Error(
    `A program under test tried to reach ${host}: give it no region and endpoint of its own, or do not run it.`,
  );
  queueMicrotask(() => callback(Object.assign(error, { code: "ENOTFOUND", hostname: host, syscall: "getaddrinfo" })));
}) as typeof dns.lookup;
