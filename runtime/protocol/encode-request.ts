import { crc32, encodeBase64, gzip, md5 } from "#platform";
import type { Operation } from "../service.js";

/** When bodies are compressed, of the operations whose model allows it. */
export interface CompressionSettings {
  readonly disableRequestCompression: boolean;
  /** Bytes from which on compressing is thought worth its time. */
  readonly requestMinCompressionSizeBytes: number;
}

/** A body as it goes out, and what its headers have to tell of it. */
export interface EncodedRequest {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** How the body of an operation becomes what goes out. */
export type EncodeRequest = (
  operation: EncodedOperation,
  body: Uint8Array,
  settings: CompressionSettings,
) => Promise<EncodedRequest>;

/**
 * Compresses a body and adds its checksum, where the operation asks for either. The checksum is that of the bytes that
 * go out (smithy.io, "requestCompression", "httpChecksumRequired"; AWS core, "httpChecksum"). Operations that ask for
 * something bring this function along; the others need no checksums and no compression in a bundle.
 */
export const encodeRequest: EncodeRequest = async (operation, body, settings) => {
  const { compression, checksum, unsignedPayload } = operation;
  const headers: Record<string, string> = {};
  let encoded = body;
  if (compression === "gzip" && isWorthIt(body, settings)) {
    encoded = await gzip(body);
    headers["content-encoding"] = "gzip";
  }
  if (checksum === "md5") headers["content-md5"] = encodeBase64(md5(encoded));
  if (checksum === "crc32") headers["x-amz-checksum-crc32"] = encodeBase64(networkOrder(crc32(encoded)));
  // The signer takes this for the payload's hash instead of working it out.
  if (unsignedPayload === true) headers["x-amz-content-sha256"] = "UNSIGNED-PAYLOAD";
  return { body: encoded, headers };
};

type EncodedOperation = Pick<Operation<never, unknown>, "compression" | "checksum" | "unsignedPayload">;

/** The four bytes of a number, the most significant first. */
function networkOrder(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function isWorthIt(body: Uint8Array, settings: CompressionSettings): boolean {
  return !settings.disableRequestCompression && body.byteLength >= settings.requestMinCompressionSizeBytes;
}
