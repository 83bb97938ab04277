import type { ServiceModel } from "../service-model.js";

/** A test case of `smithy.rules#endpointTests`. */
export interface EndpointTestCase {
  readonly documentation?: string;
  readonly params?: { readonly [name: string]: unknown };
  readonly expect: {
    readonly error?: string;
    readonly endpoint?: {
      readonly url: string;
      readonly headers?: { readonly [name: string]: readonly string[] };
      readonly properties?: { readonly authSchemes?: readonly { readonly [name: string]: unknown }[] };
    };
  };
}

/** The model's own cases of its endpoint rules. */
export function endpointTestsOf({ endpointTests }: ServiceModel): readonly EndpointTestCase[] {
  if (typeof endpointTests !== "object" || endpointTests === null || !("testCases" in endpointTests)) return [];
  return Array.isArray(endpointTests.testCases) ? endpointTests.testCases : [];
}
