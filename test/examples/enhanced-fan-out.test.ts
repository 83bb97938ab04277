import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const loopbackOnly = new URL("../support/loopback-only.ts", import.meta.url).href;

it("examples/enhanced-fan-out.ts reads each record once, and ends by itself", async () => {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [
      ...["--import", "tsx", "--import", loopbackOnly, "--conditions", "shardwright-source"],
      "examples/enhanced-fan-out.ts",
    ],
    { cwd: root, timeout: 60_000 },
  );
  expect(stderr).toBe("");
  expect(stdout).toMatch(/Done: each of the 60 records arrived once\.\n$/);
}, 90_000);
