import { availableParallelism } from "node:os";
import { defineConfig, type ViteUserConfig } from "vitest/config";

/** Tests that the model yields: all on nock, each client closed by its test. */
const generated = ["test/generated/**/*.test.ts"];

/** Tests of functions: they open no socket, start no program, and leave globals, signals and the environment alone. */
const functions = [
  "test/bench/{report,servers,sizes}/**/*.test.ts",
  "test/codegen/{assemble,diff,emit,lint,load,normalise,paths,update,validate}/**/*.test.ts",
  "test/runtime/{config,endpoint,errors,event-stream,paginate,protocol,rate-limit,retry,signal,signing,validation,wait}/**/*.test.ts",
];

const config: ViteUserConfig = defineConfig({
  resolve: { conditions: ["shardwright-source"] },
  ssr: { resolve: { conditions: ["shardwright-source"] } },
  test: {
    globalSetup: ["test/support/shared-folder.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    unstubEnvs: true,
    // Vitest leaves one processor to itself, which of two is half.
    maxWorkers: availableParallelism(),
    // To load what a file tests takes longer than most of its tests. Where one file cannot disturb the next, they share it.
    projects: [
      { extends: true, test: { name: "generated", include: generated, isolate: false } },
      { extends: true, test: { name: "functions", include: functions, isolate: false } },
      {
        extends: true,
        test: { name: "alone", include: ["test/**/*.test.ts"], exclude: [...generated, ...functions] },
      },
    ],
  },
});

export default config;
