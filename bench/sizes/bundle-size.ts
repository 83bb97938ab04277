import { gzipSync } from "node:zlib";
import { build } from "esbuild";

export interface BundleSize {
  readonly text: string;
  /** Bytes of the minified bundle. */
  readonly minified: number;
  /** Bytes of the same after `gzip -9`. */
  readonly gzipped: number;
}

/** A program that puts one record and no more, as each contender is used. */
export const onePutRecord = {
  shardwright: `import { KinesisClient, putRecord } from "shardwright/client";
    export const put = (config, input) => putRecord(new KinesisClient(config), input);`,
  rival: `import { KinesisClient, PutRecordCommand } from "@aws-sdk/client-kinesis";
    export const put = (config, input) => new KinesisClient(config).send(new PutRecordCommand(input));`,
};

/**
 * Bundles a program with everything that it imports, Node's own modules aside.
 *
 * @param folder Where the program's packages are found from.
 */
export async function bundleSize(program: string, folder: string, platform: "node" | "browser"): Promise<BundleSize> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: folder, loader: "js" },
    bundle: true,
    minify: true,
    format: "esm",
    platform,
    target: platform === "node" ? "node20" : "es2022",
    legalComments: "none",
    write: false,
    logLevel: "error",
  });
  const { contents: bytes = new Uint8Array(), text = "" } = outputFiles[0] ?? {};
  return { text, minified: bytes.byteLength, gzipped: gzipSync(bytes, { level: 9 }).byteLength };
}
