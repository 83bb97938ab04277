/**
 * Imports a contender and makes its first call; prints the milliseconds as JSON. Arguments: contender, endpoint.
 *
 * It talks by its output alone: a channel to the process that started it would have loaded Node's socket modules before.
 */
import { load } from "../clients/load.js";

const [name = "", endpoint = ""] = process.argv.slice(2);

const cpuBefore = process.cpuUsage();
const begun = performance.now();
const connect = await load(name);
const imported = performance.now();
const contender = connect(endpoint);
await contender.run("put-record");
const answered = performance.now();
const { user, system } = process.cpuUsage(cpuBefore);

contender.close();
console.log(JSON.stringify({ import: imported - begun, ready: answered - begun, cpu: (user + system) / 1_000 }));
