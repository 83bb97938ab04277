import type { Duplex } from "node:stream";

const endOfHead = Buffer.from("\r\n\r\n");

/**
 * Answers the requests of one connection, one after the other, by the operation that each names. Bodies are counted and
 * dropped. What no client here sends (no length, an unknown operation) is refused: the run then fails rather than hangs.
 */
export function serveConnection(socket: Duplex, answers: Readonly<Record<string, Buffer | undefined>>): void {
  /** Of a head that arrived in part. */
  let pending: Buffer = Buffer.alloc(0);
  /** Set from the end of a request's head until its body is over. */
  let answer: Buffer | undefined;
  /** Bytes of the body that are still to come. */
  let left = 0;

  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk: Buffer) => {
    let rest = chunk;
    while (rest.byteLength > 0) {
      if (answer === undefined) {
        const bytes = pending.byteLength === 0 ? rest : Buffer.concat([pending, rest]);
        const end = bytes.indexOf(endOfHead);
        if (end < 0) {
          pending = bytes;
          return;
        }
        const head = bytes.toString("latin1", 0, end);
        pending = Buffer.alloc(0);
        rest = bytes.subarray(end + endOfHead.byteLength);
        const length = /\r\ncontent-length: *(\d+)/i.exec(head);
        const operation = /\r\nx-amz-target: *[^.\r]+\.(\w+)/i.exec(head);
        answer = answers[operation?.[1] ?? ""];
        if (length === null || answer === undefined) {
          socket.end("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
          return;
        }
        left = Number(length[1]);
      }
      const taken = Math.min(left, rest.byteLength);
      left -= taken;
      rest = rest.subarray(taken);
      if (left === 0) {
        socket.write(answer);
        answer = undefined;
      }
    }
  });
}
