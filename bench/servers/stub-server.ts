/**
 * Answers every call with a canned response over HTTP/1.1; run in a process of its own so that its CPU time is nobody's.
 *
 * It reads just as much of HTTP as the clients send: node:http would take longer over a request than the floor does, and
 * what the latency row shows would be the server.
 */
import { createServer, type Socket } from "node:net";
import { answers, stampAnswers } from "./answers.js";
import { greetWithPort } from "./greet.js";

const endOfHead = Buffer.from("\r\n\r\n");

const server = createServer((socket) => {
  socket.setNoDelay(true);
  socket.on("error", () => socket.destroy());
  /** Of a head that arrived in part. */
  let pending: Buffer = Buffer.alloc(0);
  /** Bytes of the current request's body that are still to come. */
  let left = 0;
  let answer: Buffer | undefined;

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
        if (length === null || answer === undefined) return refuse(socket);
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
});

/** What no client of ours sends: the run fails by it rather than hangs. */
function refuse(socket: Socket): void {
  socket.end("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
}

stampAnswers(new Date());
setInterval(() => stampAnswers(new Date()), 1_000);
greetWithPort(server);
