import type { StreamingResponse, Transport } from "../../runtime/for-generated.js";
import { nodeHttpTransport } from "../../runtime/for-node.js";

/**
 * Node's HTTP transport, which nock sees, with streams over it whatever protocol is asked for: a response is read to its
 * end and then given out as a body of one chunk.
 */
export function streamingTransport(): Transport {
  const transport = nodeHttpTransport();
  return {
    ...transport,
    async stream(request, options): Promise<StreamingResponse> {
      const { status, headers, body } = await transport.send(request, options);
      return { status, headers, body: oneChunk(body), cancel: () => {} };
    },
  };
}

async function* oneChunk(body: Uint8Array): AsyncGenerator<Uint8Array, undefined> {
  yield body;
  return undefined;
}
