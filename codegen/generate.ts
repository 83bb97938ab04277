import { emitClient } from "./emit/client.js";
import { emitCodecs } from "./emit/codecs.js";
import { emitConfig } from "./emit/config.js";
import { emitEndpoint } from "./emit/endpoint.js";
import { emitEndpointDiscovery } from "./emit/endpoint-discovery.js";
import { emitFaults } from "./emit/faults.js";
import { emitIndex } from "./emit/index.js";
import { emitLimits } from "./emit/limits.js";
import { emitOperations } from "./emit/operations.js";
import { emitPaginators } from "./emit/paginators.js";
import { emitService } from "./emit/service.js";
import { emitTests } from "./emit/tests.js";
import { emitTypes } from "./emit/types.js";
import { emitValidators, validatorNotices } from "./emit/validators.js";
import { emitWaiters } from "./emit/waiters.js";
import type { EmitOptions, Emitter, OutputFile } from "./emitter.js";
import { partitionNotices } from "./endpoint-rules/learn-partitions.js";
import { manifestFile } from "./manifest.js";
import type { ServiceModel } from "./service-model.js";

/** What a client consists of: each emitter one kind of file. */
const emitters: readonly Emitter[] = [
  emitTypes,
  emitCodecs,
  emitValidators,
  emitFaults,
  emitConfig,
  emitEndpoint,
  emitEndpointDiscovery,
  emitService,
  emitOperations,
  emitPaginators,
  emitWaiters,
  emitLimits,
  emitClient,
  emitIndex,
];

/** Everything that a model yields. */
export interface Generated {
  /** Files of the output folder, the manifest among them, sorted by path. */
  readonly files: readonly OutputFile[];
  /** Files of the tests' folder, sorted by path; undefined when {@link EmitOptions.client} is. */
  readonly tests?: readonly OutputFile[];
  /** What the client does otherwise than the model's reader may expect, one sentence each. */
  readonly notices: readonly string[];
}

/** Turns a model into all its files. Touches no disk; the same model and options give the same bytes. */
export function generate(model: ServiceModel, options: EmitOptions): Generated {
  const files = collect(emitters, model, options);
  const tests = options.client === undefined ? undefined : collect([emitTests], model, options);
  return {
    files: sorted([...files, manifestFile(model, files, tests)]),
    ...(tests === undefined ? {} : { tests }),
    notices: [...validatorNotices(model), ...partitionNotices(model)],
  };
}

function collect(from: readonly Emitter[], model: ServiceModel, options: EmitOptions): OutputFile[] {
  const files = sorted(from.flatMap((emit) => emit(model, options)));
  const seen = new Set<string>();
  for (const { path } of files) {
    // Disks that do not tell case apart would lose one of the two.
    if (seen.has(path.toLowerCase())) throw new Error(`two outputs are called ${path}`);
    seen.add(path.toLowerCase());
  }
  return files;
}

function sorted(files: readonly OutputFile[]): OutputFile[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}
