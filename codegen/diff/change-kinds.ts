/**
 * Every kind of change that a comparison can find; `docs/diff.md` tells what each means and how it is classed. A kind says
 * what happened in the model; whether that breaks anything also depends on the direction.
 */
export const changeKinds = [
  // The service
  "service-renamed",
  "service-version-changed",
  "service-target-changed",
  "protocol-changed",
  "query-compatibility-changed",
  "signing-name-changed",
  "service-id-changed",
  "event-stream-protocol-changed",
  "endpoint-prefix-changed",
  "endpoint-rules-changed",
  "endpoint-answer-changed",
  "title-changed",
  // Operations
  "operation-added",
  "operation-removed",
  "method-renamed",
  "authentication-changed",
  "payload-signing-changed",
  "checksum-changed",
  "compression-changed",
  "endpoint-parameters-changed",
  "host-prefix-changed",
  "repeat-changed",
  "settles-changed",
  "examples-changed",
  // What operations know beside their shapes
  "pagination-added",
  "pagination-removed",
  "pagination-changed",
  "waiter-added",
  "waiter-removed",
  "waiter-changed",
  "rate-limit-changed",
  "payload-limit-changed",
  "lifetime-changed",
  // Faults
  "fault-added",
  "fault-removed",
  "fault-class-added",
  "fault-class-removed",
  "fault-class-renamed",
  "fault-changed",
  // Structures, unions and what they hold
  "member-added",
  "member-removed",
  "required-added",
  "required-removed",
  "default-added",
  "default-removed",
  "default-changed",
  "idempotency-token-added",
  "idempotency-token-removed",
  "type-changed",
  "type-renamed",
  "event-binding-changed",
  "stream-end-added",
  "stream-end-removed",
  "stream-end-changed",
  "timestamp-format-changed",
  "media-type-changed",
  "sparse-changed",
  "sensitive-changed",
  // Values
  "enum-value-added",
  "enum-value-removed",
  "length-changed",
  "range-changed",
  "pattern-changed",
  "unique-items-changed",
  // Words
  "deprecation-added",
  "deprecation-removed",
  "deprecation-changed",
  "documentation-changed",
] as const;

/** One of {@link changeKinds}. */
export type ChangeKind = (typeof changeKinds)[number];
