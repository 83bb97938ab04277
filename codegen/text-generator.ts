import randexp from "randexp";

// The module is the class itself, although its types call it the module's member `default`.
const RandExp: typeof randexp.default = randexp as unknown as typeof randexp.default;

/** Makes texts that a pattern allows; who makes one sets its choices (`randInt`), so that nothing is left to chance. */
export type TextGenerator = InstanceType<typeof RandExp>;

/** The generator of a pattern's texts, or undefined for a pattern that randexp cannot read. */
export function textGenerator(pattern: string): TextGenerator | undefined {
  try {
    return new RandExp(pattern);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
