// The setting factlint.trace.server. The client library logs messages when its channel is at the level
// of traces; this channel is at it as the setting says, and writes to the log of the extension.
import * as vscode from "vscode";

/** A channel for traces beside `log`, and what tells it that the setting has changed. */
export function tracing(
  log: vscode.LogOutputChannel,
  wanted: () => string,
): { channel: vscode.LogOutputChannel; changed: () => void } {
  const levels = new vscode.EventEmitter<vscode.LogLevel>();
  const level = (): vscode.LogLevel => (wanted() === "off" ? vscode.LogLevel.Off : vscode.LogLevel.Trace);
  const write = (message: string): void => log.info(message);
  const channel: vscode.LogOutputChannel = {
    name: log.name,
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: levels.event,
    trace: write,
    debug: write,
    info: write,
    warn: (message) => log.warn(message),
    error: (error) => log.error(error),
    append: (text) => log.append(text),
    appendLine: (text) => log.appendLine(text),
    replace: (text) => log.replace(text),
    clear: () => log.clear(),
    show: () => log.show(),
    hide: () => log.hide(),
    dispose: () => levels.dispose(),
  };
  return { channel, changed: () => levels.fire(level()) };
}
