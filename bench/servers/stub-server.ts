/**
 * Answers every call with a canned response over HTTP/1.1; run in a process of its own so that its CPU time is nobody's.
 * Argument: how many records an answer to GetRecords has.
 *
 * It reads just as much of HTTP as the clients send: node:http would take longer over a request than the floor does, and
 * what the latency row shows would be the server.
 */
import { createServer } from "node:net";
import { cannedAnswers, stampAnswers } from "./answers.js";
import { greetWithPort } from "./greet.js";
import { serveConnection } from "./serve-connection.js";

const answers = cannedAnswers(Number(process.argv[2] ?? 1_000));
stampAnswers(answers, new Date());
setInterval(() => stampAnswers(answers, new Date()), 1_000);

greetWithPort(
  createServer((socket) => {
    socket.setNoDelay(true);
    serveConnection(socket, answers);
  }),
);
