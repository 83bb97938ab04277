import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseSections, readSharedConfig } from "../../../runtime/platform/shared-config.js";

describe("parseSections", () => {
  const parse = (text: string) =>
    Object.fromEntries([...parseSections(text)].map(([name, section]) => [name, Object.fromEntries(section)]));

  it("reads sections and settings", () => {
    expect(parse("[default]\nregion = eu-west-1\nkey=a=b\n\n[profile dev]\r\nregion=us-east-1\r\n")).toEqual({
      default: { region: "eu-west-1", key: "a=b" },
      "profile dev": { region: "us-east-1" },
    });
  });

  it("reads names in quotes and with blanks", () => {
    expect(Object.keys(parse("[profile \"my dev\"]\n[profile  'other']\n[ profile  bare ]\n"))).toEqual([
      "profile my dev",
      "profile other",
      "profile bare",
    ]);
  });

  it("passes over comments and what it does not know", () => {
    expect(parse("lost = 1\n# [x]\n[a] ; tail\n; c\nregion = r # tail\nurl = http://h/#part\nnonsense\n= x\n")).toEqual(
      {
        a: { region: "r", url: "http://h/#part" },
      },
    );
  });

  it("reads nested blocks, and leaves them", () => {
    expect(
      parse("[services s]\nkinesis =\n  endpoint_url = http://k\ns3 =\n\tendpoint_url = http://s\nplain = p\n"),
    ).toEqual({
      "services s": { "kinesis.endpoint_url": "http://k", "s3.endpoint_url": "http://s", plain: "p" },
    });
  });

  it("merges sections of the same name, the later setting winning", () => {
    expect(parse("[a]\nx=1\ny=1\n[b]\n[a]\ny=2\n")).toEqual({ a: { x: "1", y: "2" }, b: {} });
  });

  it("is not fooled by __proto__", () => {
    const sections = parseSections("[__proto__]\nregion=evil\n");
    expect(sections.get("default")).toBeUndefined();
    expect(({} as { region?: string }).region).toBeUndefined();
  });
});

describe("readSharedConfig", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "shardwright-"));
    await writeFile(
      join(folder, "config"),
      "[default]\nregion=eu-west-1\nservices=local\n[profile dev]\nregion=us-west-2\n[bare]\nregion=no\n[services local]\nkinesis=\n  endpoint_url=http://k\n",
    );
    await writeFile(join(folder, "credentials"), "[dev]\nregion=ap-south-1\n");
  });
  afterAll(() => rm(folder, { recursive: true }));

  const read = (changes: Record<string, string> = {}) =>
    readSharedConfig({
      HOME: "/nonexistent",
      AWS_CONFIG_FILE: join(folder, "config"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
      ...changes,
    });

  it("reads the default profile", async () => {
    const shared = await read();
    expect(shared.profile).toBe("default");
    expect(shared.setting("region")).toBe("eu-west-1");
    expect(shared.setting("output")).toBeUndefined();
    expect(shared.serviceSetting("kinesis", "endpoint_url")).toBe("http://k");
    expect(shared.serviceSetting("s3", "endpoint_url")).toBeUndefined();
  });

  it("reads another profile, the credentials file first", async () => {
    const shared = await read({ AWS_PROFILE: "dev" });
    expect(shared.setting("region")).toBe("ap-south-1");
    expect(shared.serviceSetting("kinesis", "endpoint_url")).toBeUndefined();
    const config = await read({ AWS_PROFILE: "dev", AWS_SHARED_CREDENTIALS_FILE: "/nonexistent" });
    expect(config.setting("region")).toBe("us-west-2");
  });

  it("wants `profile` before the name in the config file", async () => {
    expect((await read({ AWS_PROFILE: "bare" })).setting("region")).toBeUndefined();
  });

  it("finds nothing where there are no files", async () => {
    expect((await readSharedConfig({ HOME: "/nonexistent" })).setting("region")).toBeUndefined();
  });

  it("looks below the home folder", async () => {
    await using home = await homeWith("[default]\nregion=sa-east-1\n");
    expect((await readSharedConfig({ HOME: home.path })).setting("region")).toBe("sa-east-1");
    const tilde = { HOME: home.path, AWS_CONFIG_FILE: "~/.aws/config" };
    expect((await readSharedConfig(tilde)).setting("region")).toBe("sa-east-1");
  });

  it("says which file it cannot read", async () => {
    await expect(read({ AWS_CONFIG_FILE: folder })).rejects.toMatchObject({
      name: "ConfigError",
      message: expect.stringContaining(folder),
    });
  });
});

async function homeWith(config: string): Promise<AsyncDisposable & { path: string }> {
  const { mkdir } = await import("node:fs/promises");
  const path = await mkdtemp(join(tmpdir(), "shardwright-home-"));
  await mkdir(join(path, ".aws"));
  await writeFile(join(path, ".aws", "config"), config);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
