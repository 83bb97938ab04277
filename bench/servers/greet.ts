import type { AddressInfo, Server } from "node:net";

/** Listens on a free port of 127.0.0.1, tells it to the process that started this one, and ends with that process. */
export function greetWithPort(server: Server): void {
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
  process.on("disconnect", () => process.exit());
}
