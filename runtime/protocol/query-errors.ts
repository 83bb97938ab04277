import type { ServiceFaultClass } from "../errors/service-error.js";

/** What `x-amzn-query-error` says: `AWS.SimpleQueueService.NonExistentQueue;Sender`. */
export interface QueryError {
  readonly code: string;
  readonly fault: "client" | "server" | undefined;
}

/** What services with a query past need; the others do not load it. */
export interface QueryErrors {
  /** Reads `x-amzn-query-error`; undefined when the response has none. */
  read(headers: Readonly<Record<string, string>>): QueryError | undefined;
  /** The fault that had one of these codes in its query days; undefined when none had. */
  find(
    faults: Readonly<Record<string, ServiceFaultClass>>,
    codes: readonly (string | undefined)[],
  ): ServiceFaultClass | undefined;
}

/** Reads the errors of services that keep the codes of their query days (`awsQueryCompatible`). */
export const queryErrors: QueryErrors = {
  read(headers) {
    const [code, side] = (headers["x-amzn-query-error"] ?? "").split(";", 2).map((part) => part.trim());
    if (code === undefined || code === "") return undefined;
    return { code, fault: side === "Sender" ? "client" : side === "Receiver" ? "server" : undefined };
  },
  find(faults, codes) {
    return Object.values(faults).find(({ fault }) => fault.queryCode !== undefined && codes.includes(fault.queryCode));
  },
};
