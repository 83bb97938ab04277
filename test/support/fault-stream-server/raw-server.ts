import { once } from "node:events";
import net, { type AddressInfo, type Socket } from "node:net";

/** HTTP/2 frame types that the server knows, as RFC 9113 numbers them. */
export const frameType: {
  readonly data: 0;
  readonly headers: 1;
  readonly settings: 4;
  readonly ping: 6;
  readonly goaway: 7;
  readonly continuation: 9;
} = { data: 0, headers: 1, settings: 4, ping: 6, goaway: 7, continuation: 9 };

/** One frame. */
export interface Http2Frame {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  readonly payload: Buffer;
}

/** A connection whose frames the test writes. */
export interface RawConnection {
  readonly socket: Socket;
  send(type: number, flags: number, stream: number, payload?: Uint8Array): void;
}

/** A running server; `await using` stops it. */
export interface RawHttp2Server extends AsyncDisposable {
  readonly url: string;
  /** How many connections were opened so far. */
  readonly connections: number;
  /** How many of them are open. */
  readonly open: number;
}

/** `:status: 200` in HPACK's static table. */
export const status200: Buffer = Buffer.of(0x88);

const preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/**
 * Speaks just enough HTTP/2 to be believed: sends settings, acknowledges the client's, and leaves every other frame to
 * `onFrame`. Pings go unanswered unless that answers them. When the client has closed its end of a connection, `onEnd`
 * is told; without one, the server closes its own.
 */
export async function startRawHttp2Server(
  onFrame: (frame: Http2Frame, connection: RawConnection) => void,
  onEnd: ((connection: RawConnection) => void) | undefined = ({ socket }) => void socket.end(),
): Promise<RawHttp2Server> {
  const sockets = new Set<Socket>();
  let connections = 0;
  // Half open: whoever closes a connection to it must not count on being answered in kind.
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("end", () => onEnd?.(connection));
    socket.on("close", () => sockets.delete(socket));
    const connection: RawConnection = { socket, send: (...frame) => void socket.write(encode(...frame)) };
    connection.send(frameType.settings, 0, 0);
    readFrames(socket, (frame) => {
      if (frame.type !== frameType.settings) onFrame(frame, connection);
      else if (frame.flags === 0) connection.send(frameType.settings, 1, 0);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function readFrames(socket: Socket, onFrame: (frame: Http2Frame) => void): void {
  let buffer: Buffer = Buffer.alloc(0);
  let greeted = false;
  socket.on("data", (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    if (!greeted) {
      if (buffer.length < preface.length) return;
      greeted = true;
      buffer = buffer.subarray(preface.length);
    }
    while (buffer.length >= 9) {
      const end = 9 + buffer.readUIntBE(0, 3);
      if (buffer.length < end) return;
      const [type = 0, flags = 0] = buffer.subarray(3, 5);
      onFrame({ type, flags, stream: buffer.readUInt32BE(5), payload: buffer.subarray(9, end) });
      buffer = buffer.subarray(end);
    }
  });
}

function encode(type: number, flags: number, stream: number, payload: Uint8Array = new Uint8Array()): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.byteLength, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}
