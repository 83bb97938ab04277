import { type Row, rival } from "../row.js";
import { installed, installedSize } from "../sizes/installed-size.js";

const kibibyte = 1024;
const lean = "shardwright, --omit=optional";
const whole = "shardwright, with optional dependencies";

export const installSize: Row = {
  name: "installed-size",
  title: "Installed size and packages",
  explanation:
    "What `npm install` brings: the files of the package and of all that it depends on, in the versions of this " +
    "repository's lock file. The clients of `shardwright/client` need no optional dependency; those are the generator, " +
    "with the model and its tools, and the credential chain of the entry `shardwright`. npm installs them too unless it is told `--omit=optional`.",
  contenders: [lean, whole, rival],
  figures: [
    { key: "size", title: "size", unit: "KiB" },
    { key: "packages", title: "packages", unit: "" },
  ],
  comparisons: [
    { title: "Installed size, lean", figure: "size", of: lean, against: rival, goal: 0.1 },
    { title: "Installed packages, lean", figure: "packages", of: lean, against: rival, goal: 0.1 },
    { title: "Installed size, with optional dependencies", figure: "size", of: whole, against: rival },
    { title: "Installed packages, with optional dependencies", figure: "packages", of: whole, against: rival },
  ],
  passes: 1,
  warmUps: 0,
  rounds: 1,
  open: ({ project }) => ({
    measure(contender) {
      const { bytes, packages } =
        contender === rival ? installed([rival]) : installedSize(project, contender === whole);
      return { size: bytes / kibibyte, packages };
    },
    close() {},
  }),
};
