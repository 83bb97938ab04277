import type { ServiceModel } from "./service-model.js";

/** One file to be written, relative to the output folder, with `/` between folders. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** What the command line decides for all emitters. */
export interface EmitOptions {
  /** The module that generated code in the output folder's top level imports the runtime from. */
  readonly runtime: string;
  /** The command that regenerates, as banners name it. */
  readonly command: string;
  /** Where tests import the generated client from, relative to the tests folder; set when tests are asked for. */
  readonly client?: string;
}

/** Turns the model into one kind of output. Pure: no disk, no clock, no randomness. */
export type Emitter = (model: ServiceModel, options: EmitOptions) => readonly OutputFile[];
