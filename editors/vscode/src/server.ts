// Which program is the language server, whether it can be one, and how it is started. Knows nothing
// of the editor.
import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";

/** The setting that says where the program is. */
export const SETTING = "factlint.path";

/** How long the program may take to say what it is, in milliseconds. */
const PATIENCE = 10_000;

/** Why there is no server: a program that is not there, too old, or no factlint. */
export type Reason = "missing" | "old" | "broken";

/** A program that cannot be the server. The message is for the user, with the way out. */
export class Unusable extends Error {
  constructor(
    readonly reason: Reason,
    message: string,
  ) {
    super(message);
  }
}

/** What a program is looked for in. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The folder from which a relative path is taken, if one is open. */
  readonly folder: string | undefined;
}

/** The surroundings of this process, with `folder` open. */
export function here(folder?: string): Surroundings {
  return { env: process.env, platform: process.platform, home: homedir(), folder };
}

/**
 * The path of the program that the setting means: a name is looked for on the PATH, `~/` is the home
 * folder, and a relative path is taken from the open folder.
 *
 * @throws Unusable if there is none, or it is no program.
 */
export function find(setting: string, around: Surroundings): string {
  const wanted = setting.trim() || "factlint";
  if (/[\\/]/.test(wanted)) {
    return located(wanted, around);
  }
  for (const folder of folders(around)) {
    const program = names(wanted, around.platform)
      .map((name) => join(folder, name))
      .find(isProgram);
    if (program !== undefined) {
      return program;
    }
  }
  throw new Unusable("missing", `${wanted} is not on the PATH. ${WAY_OUT}`);
}

const WAY_OUT =
  'Install factlint ("cargo install --path ." in a checkout of its repository), ' +
  `or say in the setting ${SETTING} where it is.`;

function located(wanted: string, around: Surroundings): string {
  const path = /^~[\\/]/.test(wanted) ? join(around.home, wanted.slice(2)) : wanted;
  if (!isAbsolute(path) && around.folder === undefined) {
    throw new Unusable(
      "missing",
      `The setting ${SETTING} is ${wanted}, a relative path, and no folder is open to take it from. ` +
        "Open one, or write the whole path.",
    );
  }
  const whole = isAbsolute(path) ? path : join(around.folder ?? "", path);
  const program = names(whole, around.platform).find(isProgram);
  if (program === undefined) {
    throw new Unusable(
      "missing",
      `There is no program ${whole}, as the setting ${SETTING} says. ` +
        `Correct the setting, or reset it to have factlint looked for on the PATH.`,
    );
  }
  return program;
}

/** The folders of the PATH. Relative ones are left out: what they are depends on where one stands. */
function folders(around: Surroundings): string[] {
  const windows = around.platform === "win32";
  const value = windows
    ? Object.entries(around.env).find(([name]) => name.toUpperCase() === "PATH")?.[1]
    : around.env["PATH"];
  return (value ?? "")
    .split(delimiter)
    .map((folder) => (windows ? folder.replace(/^"(.*)"$/, "$1") : folder))
    .filter((folder) => isAbsolute(folder));
}

/** The names of files that a program of this name may have. */
function names(name: string, platform: NodeJS.Platform): string[] {
  return platform === "win32" && !/\.exe$/i.test(name) ? [`${name}.exe`] : [name];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * The version of the program, once it is known that it can be the server. Runs it twice, for some
 * milliseconds each.
 *
 * @throws Unusable if it is no factlint, or one without `lsp`.
 */
export async function probe(program: string): Promise<string> {
  const said = await run(program, ["--version"]);
  const version = /^factlint (\S+)/.exec(said.output)?.[1];
  if (said.failure !== undefined || version === undefined) {
    throw new Unusable(
      "broken",
      `${program} does not say that it is factlint${said.failure ? ` (${said.failure})` : ""}. ` +
        `Say in the setting ${SETTING} where factlint is.`,
    );
  }
  const served = await run(program, [...ARGUMENTS, "--help"]);
  if (served.failure !== undefined) {
    throw new Unusable(
      "old",
      `factlint ${version} (${program}) is too old for editors: it has no language server. ` +
        'Install a newer one ("cargo install --path ." in a checkout of its repository), ' +
        `or say in the setting ${SETTING} where one is.`,
    );
  }
  return version;
}

const ARGUMENTS = ["lsp"];

/** What is run for the server, which speaks over standard input and output. */
export function command(program: string): { command: string; args: string[] } {
  return { command: program, args: [...ARGUMENTS] };
}

function run(program: string, args: string[]): Promise<{ output: string; failure?: string }> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { timeout: PATIENCE, windowsHide: true }, (error, output) => {
      if (error === null) {
        resolve({ output });
      } else if (error.killed === true) {
        resolve({ output, failure: `it did not end in ${PATIENCE / 1000} seconds` });
      } else if (typeof error.code === "number") {
        resolve({ output, failure: `exit code ${error.code}` });
      } else {
        resolve({ output, failure: String(error.code ?? error.signal ?? error.message) });
      }
    });
    child.stdin?.end();
  });
}
