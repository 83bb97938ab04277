import { ConfigError } from "../errors/config-error.js";
import type { Environment } from "./environment.js";

/** The settings of one section; those of a nested block are named `block.setting`. */
export type Section = ReadonlyMap<string, string>;

/** What of the shared AWS files concerns the profile in use. */
export interface SharedConfig {
  /** The profile's name: AWS_PROFILE, else `default`. */
  readonly profile: string;
  /** A setting of the profile, from the credentials file or else the config file. */
  setting(name: string): string | undefined;
  /** A setting of the `services` section that the profile points to, such as `kinesis.endpoint_url`. */
  serviceSetting(service: string, name: string): string | undefined;
}

/**
 * Reads `~/.aws/config` and `~/.aws/credentials` (or what AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name). Files
 * that do not exist count as empty. Secrets in them are passed over: the credential chain reads those by itself.
 * @throws ConfigError when a file is there but cannot be read
 */
export async function readSharedConfig(env: Environment): Promise<SharedConfig> {
  const { homedir } = process.getBuiltinModule("node:os");
  const { join } = process.getBuiltinModule("node:path");
  const folder = join(env.HOME || env.USERPROFILE || homedir(), ".aws");
  const [config, credentials] = await Promise.all([
    readSections(env.AWS_CONFIG_FILE || join(folder, "config"), folder),
    readSections(env.AWS_SHARED_CREDENTIALS_FILE || join(folder, "credentials"), folder),
  ]);
  const profile = env.AWS_PROFILE || "default";
  const sections = [
    credentials.get(profile),
    config.get(`profile ${profile}`) ?? (profile === "default" ? config.get("default") : undefined),
  ];
  const setting = (name: string) => sections.map((section) => section?.get(name)).find((value) => value !== undefined);
  return {
    profile,
    setting,
    serviceSetting: (service, name) => {
      const services = setting("services");
      return services === undefined ? undefined : config.get(`services ${services}`)?.get(`${service}.${name}`);
    },
  };
}

async function readSections(path: string, folder: string): Promise<ReadonlyMap<string, Section>> {
  const { join } = process.getBuiltinModule("node:path");
  const { readFile } = process.getBuiltinModule("node:fs/promises");
  const file = path.startsWith("~/") ? join(folder, "..", path.slice(2)) : path;
  try {
    return parseSections(await readFile(file, "utf8"));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return new Map();
    throw new ConfigError(`The shared AWS file ${file} cannot be read (${code ?? "unknown error"})`, { cause });
  }
}

/**
 * Takes the INI dialect of AWS apart: `[section]`, `[profile "name"]`, `key = value`, comments after `#` or `;` at the
 * start of a line or after a blank, and blocks of indented settings under a key without a value. Lines that are none
 * of these are passed over.
 */
export function parseSections(text: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let block = "";
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/(^|\s)[#;].*$/, "").trim();
    const header = /^\[(.*)\]$/.exec(line)?.[1];
    if (header !== undefined) {
      const name = header.trim().replace(/^(\S+)\s+(["']?)(.*)\2$/, "$1 $3");
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      block = "";
      continue;
    }
    const [, key, value] = /^([^=]+?)\s*=\s*(.*)$/.exec(line) ?? [];
    if (section === undefined || key === undefined || value === undefined) continue;
    if (!/^\s/.test(raw)) block = value === "" ? `${key}.` : "";
    if (value !== "") section.set(`${block}${key}`, value);
  }
  return sections;
}
