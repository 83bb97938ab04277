/**
 * Names that a generated type or class must not take: globals that generated code or its users' code needs under their
 * own name, and everything that the generated modules import from the runtime.
 */
export const globalNames: ReadonlySet<string> = new Set(
  `
  AbortController AbortSignal AggregateError Array ArrayBuffer ArrayBufferLike AsyncDisposable AsyncGenerator
  AsyncIterable AsyncIterableIterator AsyncIterator Atomics Awaited BigInt BigInt64Array BigUint64Array Blob Boolean
  Buffer Capitalize CallableFunction Console ConstructorParameters Crypto DOMException DataView Date Disposable Error
  EvalError Event EventSource EventTarget Exclude Extract File FinalizationRegistry Float32Array Float64Array FormData
  Function Generator Headers Infinity InstanceType Int16Array Int32Array Int8Array Intl Iterable IterableIterator
  Iterator JSON Lowercase Map Math MessageChannel MessagePort NaN NoInfer NonNullable Number Object Omit
  OmitThisParameter Parameters Partial Performance Pick Promise PromiseLike PropertyDescriptor PropertyKey Proxy
  RangeError Readonly ReadonlyArray ReadonlyMap ReadonlySet ReadableStream Record ReferenceError Reflect RegExp Request
  Required Response ReturnType Set SharedArrayBuffer String SuppressedError Symbol SyntaxError TextDecoder TextEncoder
  ThisType TransformStream TypeError URIError URL URLSearchParams Uint16Array Uint32Array Uint8Array Uint8ClampedArray
  Uncapitalize Uppercase WeakMap WeakRef WeakSet WebAssembly WebSocket Worker WritableStream
  `
    .trim()
    .split(/\s+/),
);

/** Words that cannot name a function, and names that every generated module may use for something else. */
export const functionNames: ReadonlySet<string> = new Set(
  `
  arguments async await boolean break case catch class const continue debugger default delete do else enum eval export
  extends false finally for function if implements import in instanceof interface let new null package private
  protected public return static super switch this throw true try typeof undefined var void while with yield
  constructor call close config paginate waitUntil then toJSON toString valueOf hasOwnProperty
  faults limits limitsOfShapes discoveredEndpoints client input output options resolveEndpoint
  `
    .trim()
    .split(/\s+/),
);
