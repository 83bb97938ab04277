import type { Bench } from "../bench.js";
import { ours, rival, type Sample, type Session } from "../row.js";
import type { SubscribeQuestion } from "../workers/subscribe.js";

/** Starts the HTTP/2 server and a process for each contender, which is asked the same question in every round. */
export async function openSubscribers(
  { processes }: Bench,
  path: string,
  question: SubscribeQuestion,
): Promise<Session> {
  const server = await processes.start("servers/subscribe-server");
  const endpoint = `http://127.0.0.1:${server.greeting}${path}`;
  const started = [ours, rival].map(
    async (name) => [name, await processes.start("workers/subscribe", [name, endpoint])] as const,
  );
  const workers = new Map(await Promise.all(started));
  return {
    measure: async (contender) => (await workers.get(contender)?.ask(question)) as Sample,
    async close() {
      await Promise.all([...workers.values(), server].map((worker) => worker.stop()));
    },
  };
}
