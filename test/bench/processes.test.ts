import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Processes, processesOf } from "../../bench/processes.js";

let folder: string;
let processes: Processes;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shardwright-processes-"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  processes = processesOf(folder);
});
afterEach(async () => {
  await processes.stop();
  rmSync(folder, { recursive: true });
});

function program(name: string, code: string): string {
  writeFileSync(join(folder, `${name}.js`), code);
  return name;
}

/** Answers each question with it, its argument and its process's number. */
const echo = `
  process.on("message", (question) => {
    if (question.die) throw new Error("I was told to.");
    process.send({ ...question, argument: process.argv[2], pid: process.pid });
  });
  process.send("ready");`;

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("a worker", () => {
  it("greets, answers, and ends when it is told to", async () => {
    const worker = await processes.start(program("echo", echo), ["argument"]);
    expect(worker.greeting).toBe("ready");
    const answer = (await worker.ask({ calls: 1 })) as { pid: number };
    expect(answer).toEqual({ calls: 1, argument: "argument", pid: expect.any(Number) });
    expect(lives(answer.pid)).toBe(true);
    await worker.stop();
    expect(lives(answer.pid)).toBe(false);
    await worker.stop();
  });

  it("that fails rejects with what it wrote to stderr", async () => {
    const worker = await processes.start(program("echo", echo));
    await expect(worker.ask({ die: true })).rejects.toThrow(/^echo ended \(exit code 1\)[\s\S]+I was told to\./u);
    await expect(processes.start(program("broken", "throw new Error('too early');"))).rejects.toThrow(/too early/);
  });

  it("ends with all the others", async () => {
    const workers = await Promise.all([1, 2].map(() => processes.start(program("echo", echo))));
    const answers = (await Promise.all(workers.map((worker) => worker.ask({})))) as { pid: number }[];
    await processes.stop();
    expect(answers.map(({ pid }) => lives(pid))).toEqual([false, false]);
  });

  it("knows nothing of the caller's AWS configuration", async () => {
    vi.stubEnv("AWS_PROFILE", "somebody");
    const name = program("environment", "process.send(Object.keys(process.env).filter((key) => /^AWS_/.test(key)));");
    expect((await processes.start(name)).greeting).toEqual([]);
  });
});

describe("a program that runs to its end", () => {
  it("gives the JSON of its last line", async () => {
    const name = program("print", `console.log("words"); console.log(JSON.stringify(process.argv.slice(2)));`);
    expect(await processes.run(name, ["a", "b"])).toEqual(["a", "b"]);
  });

  it("is given Node's options", async () => {
    const name = program("options", "console.log(typeof gc === 'function');");
    expect(await processes.run(name, [], ["--expose-gc"])).toBe(true);
  });

  it("rejects with what it wrote to stderr when it fails", async () => {
    const name = program("fail", `console.log("{}"); console.error("Out of luck."); process.exitCode = 3;`);
    await expect(processes.run(name)).rejects.toThrow("fail ended (exit code 3).\nOut of luck.");
  });
});
