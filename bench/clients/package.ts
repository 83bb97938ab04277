/**
 * The package by its own name, as it is installed: a run's programs are compiled to a project that has it.
 *
 * Its types are those of the sources, for the built ones are not there when types are checked. The names are therefore
 * held in variables, which the compiler does not look up.
 */
const names = { client: "shardwright/client", node: "shardwright", validators: "shardwright/validators" };

/** The lean entry. */
export async function leanEntry(): Promise<typeof import("../../generated/kinesis/client.js")> {
  return import(names.client);
}

/** The entry with the Node defaults. */
export async function nodeEntry(): Promise<typeof import("../../generated/kinesis/index.js")> {
  return import(names.node);
}

export async function validatorsEntry(): Promise<typeof import("../../generated/kinesis/validators/index.js")> {
  return import(names.validators);
}
