import { ours, type Row, rival } from "../row.js";
import { bundleSize, onePutRecord } from "../sizes/bundle-size.js";

const kibibyte = 1024;

export const bundle: Row = {
  name: "bundle",
  title: "Bundle with one operation, min + gzip",
  explanation:
    "A program that makes a client and puts one record, bundled by esbuild with all that it imports, minified, and " +
    "compressed by `gzip -9`: for Node (whose own modules stay outside) and for browsers.",
  contenders: [ours, rival],
  figures: [
    { key: "node", title: "for Node", unit: "KiB" },
    { key: "browser", title: "for browsers", unit: "KiB" },
    { key: "nodeMinified", title: "for Node, not compressed", unit: "KiB" },
    { key: "browserMinified", title: "for browsers, not compressed", unit: "KiB" },
  ],
  comparisons: [
    { title: "Bundle for Node", figure: "node", of: ours, against: rival, goal: 0.12 },
    { title: "Bundle for browsers", figure: "browser", of: ours, against: rival, goal: 0.25 },
  ],
  passes: 1,
  warmUps: 0,
  rounds: 1,
  open: ({ project }) => ({
    async measure(contender) {
      const program = contender === ours ? onePutRecord.shardwright : onePutRecord.rival;
      const node = await bundleSize(program, project, "node");
      const browser = await bundleSize(program, project, "browser");
      return {
        node: node.gzipped / kibibyte,
        browser: browser.gzipped / kibibyte,
        nodeMinified: node.minified / kibibyte,
        browserMinified: browser.minified / kibibyte,
      };
    },
    close() {},
  }),
};
