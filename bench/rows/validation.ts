import { validatorAlone, withoutValidation } from "../clients/load.js";
import { ours, type Row } from "../row.js";
import { callRow } from "./call-row.js";
import { cpuFigures, cpuMethod } from "./cpu-figures.js";

export const validation: Row = callRow({
  name: "validation",
  title: "Full strict validation of PutRecords, 500 x 1 KiB",
  explanation:
    `The validator's function by itself, as a share of a whole call with strict validation. ${cpuMethod} For comparison the ` +
    "call without validation is shown too; what it saves is a difference of two large numbers and as unsteady as such.",
  workload: "put-records",
  calls: 150,
  inFlight: 20,
  contenders: [ours, validatorAlone, withoutValidation],
  figures: cpuFigures,
  comparisons: [
    { title: "Strict validation, share of PutRecords", figure: "cpu", of: validatorAlone, against: ours, goal: 0.03 },
    { title: "PutRecords without validation: CPU", figure: "cpu", of: withoutValidation, against: ours },
  ],
});
