// The extension: starts the language server, keeps it to the settings, and has the commands.
import * as vscode from "vscode";
import { LanguageClient, State, type LanguageClientOptions } from "vscode-languageclient/node";
import { command, find, here, probe, SETTING, Unusable } from "./server";
import { Status } from "./status";
import { tracing } from "./trace";

/** How long the server may take to answer for the first time, in milliseconds. */
const PATIENCE = 20_000;

let session: Session | undefined;

/** Called by the editor when an article is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  session = new Session(context.extensionUri);
  context.subscriptions.push(
    session,
    vscode.commands.registerCommand("factlint.restart", () => session?.restart()),
    vscode.commands.registerCommand("factlint.fixAll", () => session?.fixAll()),
    vscode.commands.registerCommand("factlint.showLog", () => session?.showLog()),
    vscode.window.onDidChangeActiveTextEditor(() => session?.look()),
    vscode.workspace.onDidCloseTextDocument(() => session?.look()),
    vscode.workspace.onDidOpenTextDocument(() => session?.look()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => session?.restart()),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if ([SETTING, "factlint.enable", "factlint.languages"].some((it) => change.affectsConfiguration(it))) {
        await session?.restart();
      } else if (change.affectsConfiguration("factlint.trace")) {
        session?.trace();
      }
    }),
  );
  await session.restart();
}

/** Called by the editor when it ends, which waits for the server to end. */
export async function deactivate(): Promise<void> {
  await session?.stop();
}

function setting<T>(name: string, otherwise: T): T {
  return vscode.workspace.getConfiguration("factlint").get<T>(name, otherwise);
}

function languages(): string[] {
  return setting("languages", ["plaintext", "markdown", "html"]);
}

/** Waits for the first answer of the server, but not for ever. */
async function answered(started: Promise<void>, program: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${program} does not answer in ${PATIENCE / 1000} seconds`)),
      PATIENCE,
    );
  });
  try {
    await Promise.race([started, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The server of this window, from its start to its end, and what is shown of it. */
class Session implements vscode.Disposable {
  private readonly log = vscode.window.createOutputChannel("factlint", { log: true });
  private readonly item = vscode.window.createStatusBarItem("factlint", vscode.StatusBarAlignment.Right, 90);
  private readonly status = new Status(this.item);
  private readonly traces = tracing(this.log, () => setting("trace.server", "off"));
  private client: LanguageClient | undefined;
  /** The start or end that is under way: they follow each other. */
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly folder: vscode.Uri) {}

  /** Starts the server with the settings as they are now; ends the one that runs. */
  restart(): Promise<void> {
    return this.afterLast(async () => {
      await this.end();
      await this.start();
    });
  }

  /** Ends the server. */
  stop(): Promise<void> {
    return this.afterLast(() => this.end());
  }

  /** Applies the fixes that are safe to the article in the editor in use. */
  async fixAll(): Promise<void> {
    if (this.client?.state !== State.Running) {
      void vscode.window.showWarningMessage(
        'factlint is not running. "factlint: Restart Server" starts it, "factlint: Show Log" says why.',
      );
      return;
    }
    await vscode.commands.executeCommand("editor.action.sourceAction", {
      kind: "source.fixAll.factlint",
      apply: "first",
    });
  }

  showLog(): void {
    this.log.show();
  }

  /** Shows the page of the extension, as it is installed: nothing is fetched. */
  private async showPage(): Promise<void> {
    const files = await vscode.workspace.fs.readDirectory(this.folder);
    // Packing changes the letters of the name.
    const page = files.map(([name]) => name).find((name) => /^readme\.md$/i.test(name));
    if (page !== undefined) {
      await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.joinPath(this.folder, page));
    }
  }

  /** Logs messages as the setting says now. */
  trace(): void {
    this.traces.changed();
  }

  /** Looks whether the editor in use has an article. */
  look(): void {
    const language = vscode.window.activeTextEditor?.document.languageId;
    this.status.besideArticle(language !== undefined && languages().includes(language));
  }

  dispose(): void {
    this.item.dispose();
    this.traces.channel.dispose();
    this.log.dispose();
  }

  private afterLast(step: () => Promise<void>): Promise<void> {
    this.last = this.last.then(step, step);
    return this.last;
  }

  private async start(): Promise<void> {
    this.look();
    if (!setting("enable", true)) {
      this.status.set({ is: "off" });
      return;
    }
    this.status.set({ is: "starting" });
    try {
      const folder = vscode.workspace.workspaceFolders?.find((it) => it.uri.scheme === "file");
      const program = find(setting("path", "factlint"), here(folder?.uri.fsPath));
      const version = await probe(program);
      this.log.info(`factlint ${version}: ${program}`);
      await this.connect(program, version);
    } catch (error) {
      await this.end();
      this.failed(error);
    }
  }

  private async connect(program: string, version: string): Promise<void> {
    const options: LanguageClientOptions = {
      documentSelector: languages().flatMap((language) => [
        { language, scheme: "file" },
        { language, scheme: "untitled" },
      ]),
      outputChannel: this.log,
      traceOutputChannel: this.traces.channel,
    };
    const client = new LanguageClient("factlint", "factlint", command(program), options);
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (this.client !== client) {
        return;
      }
      if (newState === State.Running) {
        this.status.set({ is: "running", version });
      } else if (newState === State.Starting) {
        this.status.set({ is: "starting" });
      } else {
        this.status.set({ is: "stopped" });
      }
    });
    await answered(client.start(), program);
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    const process = client?.serverProcess;
    try {
      await client?.dispose();
    } catch (error) {
      // A server that is dead, or does not answer, cannot say that it ends.
      this.log.warn(String(error));
      process?.kill();
    }
  }

  private failed(error: unknown): void {
    const said = error instanceof Error ? error.message : String(error);
    const message =
      error instanceof Unusable ? said : `factlint could not be started: ${said}. Its log may say more.`;
    this.log.error(message);
    this.status.set({ is: "failed", message });
    const settings = "Open Settings";
    const page = "How to Install";
    const log = "Show Log";
    const choices = error instanceof Unusable ? [settings, page] : [settings, log];
    // Nothing waits for the answer, so that the message may stand as long as it is needed.
    void vscode.window.showErrorMessage(message, ...choices).then((chosen) => {
      if (chosen === settings) {
        void vscode.commands.executeCommand("workbench.action.openSettings", SETTING);
      } else if (chosen === page) {
        void this.showPage();
      } else if (chosen === log) {
        this.showLog();
      }
    });
  }
}
