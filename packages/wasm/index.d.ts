/** How a text is read and checked. All may be absent. */
export interface Options {
  /** The name of the text, which tells its format (.txt .md .html .docx .odt .rtf .eml …); it is not opened. `text.txt` if absent. */
  name?: string;
  /** The day of publication, as `2024-03-12`, if the text does not tell it. */
  date?: string;
  /**
   * In which text places are told: in the text as it is read (`text`, the default), or in what was given
   * (`source`), which must be UTF-8: Markdown with its marks.
   */
  places?: "text" | "source";
  /** What places count. `utf-16`, the default, is how JavaScript counts in strings. */
  unit?: "utf-8" | "utf-16" | "utf-32";
  /** The text of a `factlint.toml`. Its globs are relative to where `name` is. */
  config?: string;
  /** The rule files and word lists that `config` names, by their paths. */
  files?: Record<string, string>;
}

export type Severity = "error" | "warning" | "info";

/** A place with words about it, or those to put there. The end is exclusive. */
export interface Place {
  start: number;
  end: number;
  text: string;
}

export interface Finding {
  /** The rule, as `count.headline`. */
  rule: string;
  severity: Severity;
  message: string;
  /** What to do about it. */
  help?: string;
  /** The article of the text, from 1. */
  article: number;
  start: number;
  end: number;
  /** From 1. */
  line: number;
  /** From 1, in the unit that was asked for. */
  column: number;
  /** Other places that the finding is about. */
  labels: Place[];
  /** Edits in order and apart. Unless the fix is safe, it may change what the text means. */
  fix?: { safe: boolean; edits: Place[] };
  /** The same for the same finding after edits elsewhere. */
  fingerprint: string;
}

export interface Suppressed extends Finding {
  by: "inline" | "baseline";
  reason?: string;
}

export interface Answer {
  /** 1. Later versions of the interface only add fields. */
  version: number;
  /** The format that the text was read as, as `text` or `docx`. */
  format: string;
  /** The text in which places are told. */
  text: string;
  articles: { start: number; end: number; title?: string }[];
  findings: Finding[];
  suppressed: Suppressed[];
  /** Warnings about the reading, as sentences. */
  notes: string[];
  /** What the rules of the findings find, and why. */
  rules: Record<string, { summary: string; why: string }>;
}

/** What went wrong, as a sentence with the way out. */
export class FactlintError extends Error {
  name: "FactlintError";
  /** Whether the engine stopped at this text. It goes on with the next. */
  stopped: boolean;
}

/** Where the module comes from. */
export type Source = string | URL | Response | ArrayBuffer | ArrayBufferView | WebAssembly.Module;

/**
 * Loads the engine. `check` does it too; whoever calls it before has the first answer sooner. A source is
 * needed only where the module is not beside the package. A second call changes nothing.
 */
export function init(source?: Source | Promise<Source>): Promise<void>;

/**
 * Checks a text: a string, or the bytes of a file.
 *
 * The check blocks its thread, a page of a newspaper some milliseconds; long texts belong into a worker.
 *
 * @throws {FactlintError} when the text is not of its format, or what is asked is refused.
 */
export function check(text: string | Uint8Array | ArrayBuffer, options?: Options): Promise<Answer>;
