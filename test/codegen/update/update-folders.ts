import { join } from "node:path";
import { afterEach, beforeEach, expect } from "vitest";
import { ModelError } from "../../../codegen/errors.js";
import { planUpdate, type Update } from "../../../codegen/update/update.js";
import { applyPlans } from "../../../codegen/write.js";
import { exampleService, type Shapes } from "../small-model.js";
import { type FileContent, type ModelFolder, modelFolder } from "./model-folder.js";

export type Json = { [key: string]: unknown };

let published: ModelFolder;
let current: ModelFolder;

/** The folder to bring up to date: a new one for each test, with the file `service.json`. */
export const folder: Pick<ModelFolder, "path" | "write" | "texts" | "shapes"> = {
  get path() {
    return current.path;
  },
  write: (name: string, content: FileContent, indent?: number | string) => current.write(name, content, indent),
  texts: () => current.texts(),
  shapes: (name) => current.shapes(name),
};

/** Gives every test of a file its own published model and its own folder. */
export function useFolders(): void {
  beforeEach(() => {
    published = modelFolder({ "new.json": { shapes: shapes() } });
    current = modelFolder({ "service.json": { shapes: shapes() } });
  });
  afterEach(() => {
    published[Symbol.dispose]();
    current[Symbol.dispose]();
  });
}

/** The file of the published model. */
export function publishedPath(): string {
  return join(published.path, "new.json");
}

export function text(pattern: string): Json {
  return { type: "string", traits: { "smithy.api#pattern": pattern } };
}

/** A service with an operation `GetThing`. */
export function shapes(more: Shapes = {}, operations: readonly string[] = ["GetThing"]): Shapes {
  return {
    ...exampleService(operations),
    "example#GetThing": { type: "operation", input: { target: "example#GetThingInput" } },
    "example#GetThingInput": {
      type: "structure",
      members: {
        Name: { target: "example#Name", traits: { "smithy.api#required": {} } },
        Note: { target: "smithy.api#String" },
      },
      traits: { "smithy.api#input": {} },
    },
    "example#Name": text("^a$"),
    ...more,
  };
}

/** What the publisher publishes from now on. */
export function publish(content: Shapes, metadata?: Json): string {
  return published.write("new.json", metadata === undefined ? { shapes: content } : { shapes: content, metadata });
}

export function update(): Update {
  const found = planUpdate(publishedPath(), folder.path);
  applyPlans([found.plan]);
  return found;
}

/** The faults of an update, one line each, and proof that nothing was written. */
export function refused(): string[] {
  const before = folder.texts();
  try {
    update();
  } catch (error) {
    expect(folder.texts()).toEqual(before);
    if (error instanceof ModelError)
      return error.faults.map(({ file, pointer, message }) => `${file.split("/").at(-1)} ${pointer}: ${message}`);
    throw error;
  }
  throw new Error("was not refused");
}

export function shape(id: string, file = "service.json"): Json {
  return folder.shapes(file)[`example#${id}`] as Json;
}

export function depart(...departures: Json[]): string {
  return folder.write("departures.json", { metadata: { "shardwright.departures": departures } });
}

export function departures(): unknown {
  return JSON.parse(folder.texts()["departures.json"] ?? "{}").metadata?.["shardwright.departures"];
}
