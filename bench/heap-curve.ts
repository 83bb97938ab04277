import { setImmediate as turn } from "node:timers/promises";

const points = 10;

/** The bytes of heap that are in use after each tenth of the calls, garbage collected. Needs --expose-gc. */
export async function heapCurve(call: () => Promise<unknown>, calls: number, inFlight = 20): Promise<number[]> {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error("The heap can only be read with --expose-gc.");
  const curve: number[] = [];
  for (let point = 0; point < points; point++) {
    let left = Math.ceil(calls / points);
    const caller = async (): Promise<void> => {
      while (left-- > 0) await call();
    };
    await Promise.all(Array.from({ length: inFlight }, caller));
    // What finalisers and closing sockets let go of is gone a turn of the event loop later.
    for (let pass = 0; pass < 3; pass++) {
      gc();
      await turn();
    }
    curve.push(process.memoryUsage().heapUsed);
  }
  return curve;
}
