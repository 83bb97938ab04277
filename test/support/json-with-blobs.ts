import fc from "fast-check";

/** JSON with blobs in it, as a caller's input holds them. */
export type JsonWithBlobs =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | JsonWithBlobs[]
  | { [key: string]: JsonWithBlobs };

/** Text of any kind: controls, quotes, pairs and halves of surrogates. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', "\\", "\u2028", "\ud800", "\udc00", "é", "🐢"),
    fc.string({ minLength: 1, maxLength: 1 }),
  ),
});
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.integer({ min: 250, max: 3000 }).map((length) => new Uint8Array(length).map((_, index) => index * 31)),
);
const { value } = fc.letrec<{ value: JsonWithBlobs }>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    text,
    bytes,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(text, tie("value"), { maxKeys: 5 }) as fc.Arbitrary<JsonWithBlobs>,
  ),
}));

/** Any of it. */
export const anyJsonWithBlobs: fc.Arbitrary<JsonWithBlobs> = value;
