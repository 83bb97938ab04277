import { type ClientConfig, type Credentials, ServiceClient } from "../../runtime/for-generated.js";
import { type FakeClock, fakeClock } from "../support/fake-clock.js";
import { type FakeTransport, fakeTransport, type Step } from "./fake-transport.js";
import { sampleService } from "./sample-service.js";

/** Credentials whose every part is easy to find where it must not be. */
export const credentials: Credentials = {
  accessKeyId: "AKIAACCESSKEYSECRET",
  secretAccessKey: "secret-access-key-SECRET",
  sessionToken: "session-token-SECRET",
};

/** Matches any part of {@link credentials}. */
export const anySecret: RegExp = /AKIAACCESSKEY|secret-access-key|session-token-SECRET/;

export interface Sample {
  readonly client: ServiceClient;
  readonly transport: FakeTransport;
  readonly clock: FakeClock;
}

/** A client of the sample service on a scripted transport, with a clock that sleeps without waiting. */
export function sample(steps: readonly Step[], config: ClientConfig = {}): Sample {
  const transport = fakeTransport(...steps);
  const clock = fakeClock();
  const client = new ServiceClient(sampleService, {
    region: "eu-west-1",
    credentials,
    transport,
    clock,
    random: () => 0.5,
    ...config,
  });
  return { client, transport, clock };
}

/** What a promise rejects with; fails when it does not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error("The promise was expected to reject");
    },
    (error: unknown) => error,
  );
}
