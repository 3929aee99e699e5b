// What the status bar says of the server.
import type { StatusBarItem } from "vscode";

/** What there is to say of the server. */
export type State =
  | { readonly is: "off" }
  | { readonly is: "starting" }
  | { readonly is: "running"; readonly version: string }
  | { readonly is: "stopped" }
  | { readonly is: "failed"; readonly message: string };

/** The words and the command of the item for a state. */
export function appearance(state: State): { text: string; tooltip: string; command: string } {
  switch (state.is) {
    case "off":
      return {
        text: "$(circle-slash) factlint",
        tooltip: "factlint is switched off by the setting factlint.enable",
        command: "factlint.showLog",
      };
    case "starting":
      return {
        text: "$(sync~spin) factlint",
        tooltip: "factlint is starting",
        command: "factlint.showLog",
      };
    case "running":
      return {
        text: "$(check) factlint",
        tooltip: `factlint ${state.version} checks what you write`,
        command: "factlint.showLog",
      };
    case "stopped":
      return {
        text: "$(warning) factlint",
        tooltip: "factlint has stopped. Click to start it again.",
        command: "factlint.restart",
      };
    case "failed":
      return {
        text: "$(error) factlint",
        tooltip: `${state.message} Click to try again.`,
        command: "factlint.restart",
      };
  }
}

/** The item in the status bar. It is shown beside articles, and wherever something is wrong. */
export class Status {
  private state: State = { is: "off" };
  private beside = false;

  constructor(private readonly item: StatusBarItem) {
    item.name = "factlint";
    this.draw();
  }

  /** The state of the server. */
  set(state: State): void {
    this.state = state;
    this.draw();
  }

  /** Whether the editor in use has an article. */
  besideArticle(beside: boolean): void {
    this.beside = beside;
    this.draw();
  }

  private draw(): void {
    const { text, tooltip, command } = appearance(this.state);
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.command = command;
    this.item.accessibilityInformation = { label: tooltip };
    if (this.beside || this.state.is === "failed" || this.state.is === "stopped") {
      this.item.show();
    } else {
      this.item.hide();
    }
  }
}
