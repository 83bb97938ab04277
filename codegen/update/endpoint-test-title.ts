/** Parameters that say the same in most tests: their values are told, not their names. */
const switches: { readonly [parameter: string]: string } = { UseFIPS: "FIPS", UseDualStack: "dual stack" };

/**
 * A title for an endpoint test made of its facts, such as `us-east-1, FIPS, dual stack: error`. Published titles are
 * sentences of the publisher, which are not taken over.
 */
export function endpointTestTitle(test: { readonly [key: string]: unknown }): string {
  const params = Object.entries((test.params ?? {}) as { readonly [name: string]: unknown });
  const region = params.find(([name]) => name === "Region")?.[1] ?? "region unset";
  const others = params.flatMap(([name, value]) => {
    if (name === "Region" || value === false) return [];
    const flag = Object.hasOwn(switches, name) ? switches[name] : undefined;
    if (flag !== undefined) return [flag];
    return [value === true ? name : `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`];
  });
  const isError = typeof test.expect === "object" && test.expect !== null && "error" in test.expect;
  return `${[region, ...others].join(", ")}${isError ? ": error" : ""}`;
}
