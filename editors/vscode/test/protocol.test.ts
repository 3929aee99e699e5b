// The real program, named by the environment variable FACTLINT, as the editor speaks with it.
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import {
  ApplyWorkspaceEditRequest,
  CodeActionKind,
  CodeActionRequest,
  createProtocolConnection,
  DiagnosticSeverity,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type Range,
  type TextEdit,
} from "vscode-languageserver-protocol/node";
import { command, probe } from "../src/server";

const ARTICLE = [
  "Harbour reopens after storm",
  "",
  "The nine seven tugs went out from Marsa. “Café” was the the word – said Karl Vella.",
  "",
].join("\n");

let program = "";
before(() => {
  const named = process.env["FACTLINT"];
  assert.ok(named, "FACTLINT must name the program: FACTLINT=target/release/factlint npm test");
  program = resolve(process.env["INIT_CWD"] ?? ".", named);
  assert.ok(existsSync(program), `FACTLINT names ${program}, and nothing is there`);
});

/** A server with its client, and what it says of documents. */
class Client {
  readonly connection: ProtocolConnection;
  private readonly published = new Map<string, { version: number | undefined; diagnostics: Diagnostic[] }>();

  constructor(readonly child: ChildProcess) {
    assert.ok(child.stdout && child.stdin);
    this.connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.connection.onNotification(PublishDiagnosticsNotification.type, (said) => {
      this.published.set(said.uri, { version: said.version, diagnostics: said.diagnostics });
    });
    this.connection.onRequest(ApplyWorkspaceEditRequest.type, () => ({ applied: true }));
    this.connection.listen();
    // A program that does not answer is ended, and what one that has ended was asked is answered so: not at all.
    const patience = setTimeout(() => child.kill(), 30_000);
    child.once("exit", () => {
      clearTimeout(patience);
      this.connection.dispose();
    });
  }

  static start(): Client {
    const run = command(program);
    return new Client(spawn(run.command, run.args, { stdio: ["pipe", "pipe", "inherit"] }));
  }

  async initialize(): Promise<InitializeResult> {
    const result = await this.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: null,
      capabilities: {
        textDocument: {
          publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll"] } } },
        },
        workspace: { workspaceEdit: { documentChanges: true } },
      },
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  async open(uri: string, text: string, languageId = "plaintext"): Promise<void> {
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** What is published of a document, once it is as `wanted`. */
  async findings(uri: string, wanted: (found: Diagnostic[]) => boolean): Promise<Diagnostic[]> {
    for (let left = 200; left > 0; left -= 1) {
      const said = this.published.get(uri);
      if (said !== undefined && wanted(said.diagnostics)) {
        return said.diagnostics;
      }
      await pause(50);
    }
    assert.fail(`not published in 10 seconds; last: ${JSON.stringify(this.published.get(uri))}`);
  }

  async actions(uri: string, range: Range, found: Diagnostic[], only?: string[]): Promise<CodeAction[]> {
    const answer = await this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics: found, ...(only === undefined ? {} : { only }) },
    });
    return (answer ?? []).filter((it): it is CodeAction => "edit" in it || "kind" in it);
  }

  async end(): Promise<number | null> {
    const ended = once(this.child, "exit");
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const [code] = (await ended) as [number | null];
    return code;
  }
}

/** The text after the edits that an action makes in a document. */
function edited(text: string, action: CodeAction | undefined, uri: string): string {
  assert.ok(action?.edit, "the action has an edit");
  const edits: TextEdit[] = [
    ...(action.edit.changes?.[uri] ?? []),
    ...(action.edit.documentChanges ?? []).flatMap((change) =>
      "textDocument" in change && change.textDocument.uri === uri ? (change.edits as TextEdit[]) : [],
    ),
  ];
  assert.ok(edits.length > 0, "the edit is of the document");
  const lines = text.split("\n");
  const offset = (at: { line: number; character: number }): number =>
    lines.slice(0, at.line).reduce((sum, line) => sum + line.length + 1, 0) + at.character;
  return edits
    .map((edit) => ({ start: offset(edit.range.start), end: offset(edit.range.end), text: edit.newText }))
    .sort((one, other) => other.start - one.start)
    .reduce((so_far, edit) => so_far.slice(0, edit.start) + edit.text + so_far.slice(edit.end), text);
}

const rule = (name: string) => (it: Diagnostic) => it.code === name;

describe("the program as a language server", () => {
  let client: Client;
  let abilities: InitializeResult;
  const uri = "file:///articles/harbour.txt";

  before(async () => {
    client = Client.start();
    abilities = await client.initialize();
  });
  after(async () => {
    assert.equal(await client.end(), 0, "it ends with exit code 0");
  });

  it("is a factlint that knows lsp", async () => {
    assert.match(await probe(program), /^\d+\.\d+\.\d+/);
  });

  it("answers initialize", () => {
    assert.equal(abilities.serverInfo?.name, "factlint");
    assert.ok(abilities.capabilities.codeActionProvider);
    assert.ok(abilities.capabilities.hoverProvider);
    assert.ok(abilities.capabilities.textDocumentSync);
  });

  it("publishes the findings of a document that is opened", async () => {
    await client.open(uri, ARTICLE);
    const found = await client.findings(uri, (all) => all.some(rule("count.adjacent")));
    const finding = found.find(rule("count.adjacent"));
    assert.equal(finding?.severity, DiagnosticSeverity.Error);
    assert.equal(finding?.source, "factlint");
    assert.deepEqual(finding?.range.start, { line: 2, character: 4 });
    assert.match(JSON.stringify(finding?.message), /nine seven/);
    const doubled = found.find(rule("text.doubled-word"));
    assert.ok(doubled, "the doubled word is found behind letters of several bytes");
    assert.match(ARTICLE.split("\n")[2]!.slice(doubled.range.start.character, doubled.range.end.character), /the/);
  });

  it("mends a finding by a quick fix", async () => {
    const found = await client.findings(uri, (all) => all.some(rule("text.doubled-word")));
    const doubled = found.find(rule("text.doubled-word"))!;
    const actions = await client.actions(uri, doubled.range, [doubled], [CodeActionKind.QuickFix]);
    const fix = actions.find((it) => it.isPreferred && it.diagnostics?.some(rule("text.doubled-word")));
    assert.match(edited(ARTICLE, fix, uri), /was the word/);
  });

  it("mends all that is safe by source.fixAll.factlint, wherever the cursor is", async () => {
    const start = { line: 0, character: 0 };
    const actions = await client.actions(uri, { start, end: start }, [], ["source.fixAll.factlint"]);
    assert.deepEqual(actions.map((it) => it.kind), ["source.fixAll.factlint"]);
    const text = edited(ARTICLE, actions[0], uri);
    assert.match(text, /was the word/);
    assert.match(text, /nine seven/, "what is not safe stays");
  });

  it("says of a finding why it is one", async () => {
    const hover = await client.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: { line: 2, character: 6 },
    });
    assert.match(JSON.stringify(hover?.contents), /count\.adjacent/);
  });

  it("follows changes, counted in UTF-16", async () => {
    // The second change counts in what the first has left: "seven " is six letters.
    const the = ARTICLE.split("\n")[2]!.indexOf("the the") - 6;
    await client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range: { start: { line: 2, character: 9 }, end: { line: 2, character: 15 } }, text: "" },
        { range: { start: { line: 2, character: the }, end: { line: 2, character: the + 4 } }, text: "" },
      ],
    });
    await client.findings(uri, (all) => !all.some((it) => /adjacent|doubled/.test(String(it.code))));
  });

  it("takes back what it said of a document that is closed", async () => {
    await client.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
    await client.findings(uri, (all) => all.length === 0);
  });

  it("reads Markdown, HTML and documents without a file by their language", async () => {
    for (const [at, language, text] of [
      ["untitled:Untitled-1", "plaintext", ARTICLE],
      ["file:///articles/harbour.md", "markdown", `# ${ARTICLE}`],
      [
        "file:///articles/harbour.html",
        "html",
        "<article><h1>Harbour reopens</h1><p>The nine seven tugs went out from Marsa.</p></article>",
      ],
    ] as const) {
      await client.open(at, text, language);
      await client.findings(at, (all) => all.some(rule("count.adjacent")));
    }
  });
});
