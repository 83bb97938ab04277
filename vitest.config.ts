import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  resolve: { conditions: ["shardwright-source"] },
  ssr: { resolve: { conditions: ["shardwright-source"] } },
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    unstubEnvs: true,
  },
});

export default config;
