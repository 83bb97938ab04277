/** The root of every error that this package throws on purpose. */
export class ShardwrightError extends Error {
  override readonly name: string = "ShardwrightError";
}
