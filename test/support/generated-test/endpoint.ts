import { describe, expect, it } from "vitest";
import { EndpointError, type EndpointParameters, type ResolvedEndpoint } from "../../../runtime/for-generated.js";

/** One case of the model's endpoint tests. */
interface EndpointCase {
  readonly title: string;
  readonly parameters: EndpointParameters;
  readonly endpoint?: ResolvedEndpoint;
  readonly error?: string;
}

/** Declares the tests of the endpoint rules. */
export function testEndpoint(
  resolve: (parameters: EndpointParameters) => ResolvedEndpoint,
  cases: readonly EndpointCase[],
): void {
  describe("resolveEndpoint", () => {
    for (const { title, parameters, endpoint, error } of cases) {
      it(title, () => {
        if (error === undefined) {
          expect(resolve(parameters)).toEqual(endpoint);
          return;
        }
        expect(() => resolve(parameters)).toThrow(EndpointError);
        expect(() => resolve(parameters)).toThrow(error);
      });
    }
  });
}
