import { utf8ByteLength as platformsOwn } from "#platform";

/** How many bytes a string takes in UTF-8, without encoding it. A lone surrogate counts as U+FFFD. */
export function utf8ByteLength(text: string): number {
  return platformsOwn(text);
}
