/**
 * Calls for a long time and prints the heap in use, in bytes after garbage collection, at every tenth of the way, as
 * JSON. Needs --expose-gc. Arguments: contender, endpoint, workload, calls.
 */
import { load } from "../clients/load.js";
import { heapCurve } from "../heap-curve.js";
import type { Workload } from "../workload.js";

const [name = "", endpoint = "", workload = "", calls = ""] = process.argv.slice(2);
const contender = (await load(name))(endpoint);
const curve = await heapCurve(() => contender.run(workload as Workload), Number(calls));
contender.close();
console.log(JSON.stringify(curve));
