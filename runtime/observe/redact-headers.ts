/** Headers that carry secrets, or that grant what the secrets grant while they are fresh. */
const secretHeaders: ReadonlySet<string> = new Set([
  "authorization",
  "cookie",
  "proxy-authorization",
  "set-cookie",
  "x-amz-security-token",
]);

/** Headers as hooks and logs may see them: lower case names, secrets replaced. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const lower = name.toLowerCase();
      return [lower, secretHeaders.has(lower) ? "[redacted]" : value];
    }),
  );
}
