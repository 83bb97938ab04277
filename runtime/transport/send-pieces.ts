import type http from "node:http";
import type { BodyInPieces } from "./transport.js";

/** Sends a body piece by piece, each when the network has taken the one before. `fail` is told what makes that impossible. */
export function sendPieces(outgoing: http.ClientRequest, body: BodyInPieces, fail: (reason: unknown) => void): void {
  const pieces = body.pieces()[Symbol.iterator]();
  const sendNext = (): void => {
    try {
      const { done, value } = pieces.next();
      if (done) outgoing.end();
      // Whatever Node says of its buffer: the piece's memory is used again for the next one.
      else outgoing.write(value, (error) => error || sendNext());
    } catch (error) {
      fail(error);
    }
  };
  sendNext();
}
