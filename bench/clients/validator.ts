import { entriesOf, streamName } from "../workload.js";
import type { Connect } from "./load.js";
import { validatorsEntry } from "./package.js";

/** No client: just what strict validation does with the input of a PutRecords call. */
export async function load(): Promise<Connect> {
  const { validatePutRecordsInput } = await validatorsEntry();
  return () => ({
    async run(workload) {
      if (workload !== "put-records") throw new Error(`The validator is not measured with ${workload}.`);
      const valid = validatePutRecordsInput({ StreamName: streamName, Records: entriesOf(workload) });
      if (!valid) throw new Error("The validator refuses the benchmark's own records.");
    },
    close() {},
  });
}
