"""Drives `factlint lsp` with the client of pytest-lsp: tests/lsp.sh runs it.

The texts are made of the articles of benches/articles.txt and edited at random places; after each edit what the editor
shows must be what `factlint check` finds in the same text.
"""

import asyncio
import json
import os
import pathlib
import random
import statistics
import subprocess
import time
import typing

import pytest
import pytest_asyncio
from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["FACTLINT"]
EDITS = 300
SLIP = "Ferry sinks off Marsa\n\nRescuers found the nine seven sailors at dawn.\n\nThe search goes on in the morning.\n"
SEVERITY = {"error": 1, "warning": 2, "info": 3}


class Session:
    """A client with a server, and the texts that it has open."""

    def __init__(self, client):
        self.client = client
        self.arrived = {}
        self.shown = {}
        self.when = {}
        self.messages = []

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _(params: types.PublishDiagnosticsParams):
            self.shown[params.uri] = params
            self.when[params.uri] = time.perf_counter()
            self.arrived.setdefault(params.uri, asyncio.Event()).set()

        @client.feature(types.WINDOW_SHOW_MESSAGE)
        def _(params: types.ShowMessageParams):
            self.messages.append(params.message)

    async def start(self, arguments=(), encodings=None, options=None, folder=None):
        await self.client.start_io(PROGRAM, "lsp", *arguments)
        general = types.GeneralClientCapabilities(position_encodings=encodings) if encodings else None
        edit = types.WorkspaceEditClientCapabilities(document_changes=True)
        capabilities = types.ClientCapabilities(
            general=general, workspace=types.WorkspaceClientCapabilities(workspace_edit=edit)
        )
        folders = [types.WorkspaceFolder(uri=folder.as_uri(), name="drafts")] if folder else None
        result = await self.client.initialize_session(
            types.InitializeParams(
                capabilities=capabilities, workspace_folders=folders, initialization_options=options
            )
        )
        return result

    def open(self, uri, text, language="plaintext", version=0):
        item = types.TextDocumentItem(uri=uri, language_id=language, version=version, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    def change(self, uri, version, *changes):
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                text_document=types.VersionedTextDocumentIdentifier(uri=uri, version=version),
                content_changes=list(changes),
            )
        )

    async def diagnostics(self, uri, version=0):
        """What is shown of that version of a text."""
        while uri not in self.shown or self.shown[uri].version != version:
            event = self.arrived.setdefault(uri, asyncio.Event())
            event.clear()
            await asyncio.wait_for(event.wait(), 20)
        return self.shown[uri].diagnostics

    async def actions(self, uri, range_, only=None):
        return await self.client.text_document_code_action_async(
            types.CodeActionParams(
                text_document=types.TextDocumentIdentifier(uri=uri),
                range=range_,
                context=types.CodeActionContext(diagnostics=[], only=only),
            )
        )


def converter():
    """The client's reading of messages, but for actions: it takes one that has a command for a command alone."""
    made = default_converter()
    action = types.Command | types.CodeAction
    made.register_structure_hook(
        typing.Union[types.Command, types.CodeAction], lambda data, _: made.structure(data, types.CodeAction)
    )
    made.register_structure_hook(action, lambda data, _: made.structure(data, types.CodeAction))
    return made


@pytest_asyncio.fixture
async def session():
    session = Session(LanguageClient(converter_factory=converter))
    yield session
    if session.client.capabilities is not None:
        await asyncio.wait_for(session.client.shutdown_session(), 20)
    await asyncio.wait_for(session.client.stop(), 20)


def units(text, encoding):
    return {"utf-8": len(text.encode()), "utf-16": len(text.encode("utf-16-le")) // 2, "utf-32": len(text)}[encoding]




def position(text, at, encoding):
    """The position of a character of a text, whose lines end with a line feed."""
    line = text.count("\n", 0, at)
    start = text.rfind("\n", 0, at) + 1
    return types.Position(line=line, character=units(text[start:at], encoding))


def byte(text, at, encoding):
    """The byte of a position."""
    line = text.split("\n")
    before = sum(len(one.encode()) + 1 for one in line[: at.line])
    rest = line[at.line]
    for index in range(len(rest) + 1):
        if units(rest[:index], encoding) == at.character:
            return before + len(rest[:index].encode())
    raise AssertionError(f"{at} is inside a character or past the end of {rest!r}")


def checked(text, name="draft.txt", *flags):
    """What the command line finds in a text."""
    run = subprocess.run(
        [PROGRAM, "check", "--no-config", "--format", "json", "--stdin-path", name, *flags, "-"],
        input=text.encode(), capture_output=True, check=False,
    )
    assert run.returncode in (0, 1), run.stderr
    return sorted(
        (
            finding["rule"], SEVERITY[finding["severity"]], finding["start"], finding["end"], finding["message"],
            tuple((label["start"], label["end"], label["text"]) for label in finding["labels"]),
        )
        for finding in json.loads(run.stdout)["findings"]
    )


def told(diagnostics, text, encoding):
    """The same of what an editor shows."""
    place = lambda range_: (byte(text, range_.start, encoding), byte(text, range_.end, encoding))
    return sorted(
        (
            one.code, int(one.severity), *place(one.range), one.message.split("\nhelp: ")[0],
            tuple((*place(more.location.range), more.message) for more in one.related_information or []),
        )
        for one in diagnostics
    )


PIECES = [
    " nine", " 22", "\n\n", " Tuesday, 3 July 2024", " \U0001f6a2", " Għawdex", " rose 20 per cent, from 100 to 150",
    ".", " the the", "  ", " (", "é", "\n- ", " Of the eight six suspects", "QRX", "<", "\r\n",
]


@pytest.mark.asyncio
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_random_edits_show_what_a_fresh_check_finds(session, encoding):
    result = await session.start(["--no-config"], encodings=[encoding])
    assert (result.capabilities.position_encoding or "utf-16") == encoding
    pick = random.Random(f"edits in {encoding}")
    text = (ROOT / "benches/articles.txt").read_text(encoding="utf-8") * 4
    text = text.replace("ferry", "ferry \U0001f6a2")
    uri = "file:///drafts/draft.txt"
    session.open(uri, text)
    assert told(await session.diagnostics(uri), text, encoding) == checked(text)
    took, found = [], 0
    for version in range(1, EDITS + 1):
        start = pick.randrange(len(text))
        end = min(len(text), start + pick.choice([0, 0, 1, 5, 40]))
        # A position between the two halves of a line end is none.
        while start and text[start - 1 : start + 1] == "\r\n":
            start -= 1
        while end < len(text) and text[end - 1 : end + 1] == "\r\n":
            end += 1
        new = pick.choice(PIECES) if pick.random() < 0.8 else ""
        range_ = types.Range(position(text, start, encoding), position(text, end, encoding))
        text = text[:start] + new + text[end:]
        began = time.perf_counter()
        session.change(uri, version, types.TextDocumentContentChangePartial(text=new, range=range_))
        shown = told(await session.diagnostics(uri, version), text, encoding)
        took.append(session.when[uri] - began)
        assert shown == checked(text), f"edit {version}"
        found += len(shown)
    took.sort()
    print(
        f"\n{encoding}: {EDITS} edits of {len(text.encode())} bytes, {found} findings; from an edit to its findings "
        f"{statistics.median(took) * 1e3:.1f} ms, 99 of 100 within {took[EDITS * 99 // 100] * 1e3:.1f} ms"
    )


@pytest.mark.asyncio
async def test_many_edits_at_once_end_with_the_last(session):
    await session.start(["--no-config"])
    uri, text = "file:///drafts/draft.txt", SLIP * 200
    session.open(uri, text)
    for version in range(1, 101):
        end = position(text, len(text), "utf-16")
        session.change(uri, version, types.TextDocumentContentChangePartial(text="!", range=types.Range(end, end)))
        text += "!"
    assert told(await session.diagnostics(uri, 100), text, "utf-16") == checked(text)


def applied(edit, text, uri):
    """A text with an edit of the workspace."""
    (change,) = edit.document_changes
    assert change.text_document.uri == uri
    for one in sorted(change.edits, key=lambda one: byte(text, one.range.start, "utf-16"), reverse=True):
        data = text.encode()
        start, end = byte(text, one.range.start, "utf-16"), byte(text, one.range.end, "utf-16")
        text = (data[:start] + one.new_text.encode() + data[end:]).decode()
    return text


@pytest.mark.asyncio
async def test_fixes_and_ignores(session):
    await session.start(["--no-config"])
    uri, text = "file:///drafts/draft.txt", SLIP.replace("nine seven", "six").replace("at dawn", "at at dawn")
    session.open(uri, text)
    (shown,) = await session.diagnostics(uri)
    actions = await session.actions(uri, shown.range)
    fix, ignore = actions[0], next(action for action in actions if action.title.startswith("Ignore"))
    assert fix.is_preferred and fix.diagnostics[0].code == shown.code
    fixed = applied(fix.edit, text, uri)
    assert checked(fixed) == []
    (all_,) = await session.actions(uri, shown.range, [types.CodeActionKind.SourceFixAll])
    assert applied(all_.edit, text, uri) == fixed
    ignored = applied(ignore.edit, text, uri)
    assert "factlint-ignore" in ignored and checked(ignored) == []
    whole = types.TextDocumentContentChangeWholeDocument(text=ignored)
    session.change(uri, 1, whole)
    assert not await session.diagnostics(uri, 1)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "language, name, before, after",
    [("markdown", "draft.md", "# ", ""), ("html", "draft.html", "<h1>", "</h1>"), ("plaintext", "draft.txt", "", "")],
)
async def test_each_format_can_be_ignored_in(session, language, name, before, after):
    await session.start(["--no-config"])
    title, slip, last = SLIP.strip().split("\n\n")
    if language == "html":
        text = f"<html><body><article><h1>{title}</h1><p>{slip}</p><p>{last}</p></article></body></html>\n"
    else:
        text = f"{before}{title}{after}\n\n{slip}\n\n{last}\n"
    uri = f"file:///drafts/{name}"
    session.open(uri, text, language)
    (shown,) = await session.diagnostics(uri)
    assert text.encode()[slice(*told([shown], text, "utf-16")[0][2:4])] == b"nine seven"
    for action in await session.actions(uri, shown.range):
        assert action.title.startswith("Ignore"), action.title
        assert checked(applied(action.edit, text, uri), name) == []


@pytest.mark.asyncio
async def test_hover_says_what_a_figure_is(session):
    await session.start(["--no-config"])
    uri = "file:///drafts/draft.txt"
    session.open(uri, SLIP)
    await session.diagnostics(uri)
    at = types.Position(line=2, character=SLIP.split("\n")[2].index("seven"))
    hover = await session.client.text_document_hover_async(
        types.HoverParams(text_document=types.TextDocumentIdentifier(uri=uri), position=at)
    )
    assert "count.adjacent" in hover.contents.value and "**count**" in hover.contents.value


@pytest.mark.asyncio
async def test_the_configuration_is_that_of_the_file(session, tmp_path):
    (tmp_path / "factlint.toml").write_text('exclude = ["old/"]\n[rules]\ncount = "off"\n')
    await session.start(folder=tmp_path)
    uri = (tmp_path / "draft.txt").as_uri()
    session.open(uri, SLIP)
    assert not await session.diagnostics(uri)
    (tmp_path / "factlint.toml").write_text('[rules]\ncount = "warning"\n')
    session.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=[]))
    while not session.shown[uri].diagnostics:
        session.arrived[uri].clear()
        await asyncio.wait_for(session.arrived[uri].wait(), 20)
    assert session.shown[uri].diagnostics[0].severity == types.DiagnosticSeverity.Warning
    (tmp_path / "factlint.toml").write_text('[rules]\ncuont = "warning"\n')
    session.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=[]))
    config = (tmp_path / "factlint.toml").as_uri()
    while config not in session.shown:
        await asyncio.sleep(0.01)
    (wrong,) = session.shown[config].diagnostics
    assert wrong.range.start == types.Position(1, 0) and "cuont" in wrong.message
    assert any("cuont" in message for message in session.messages)


@pytest.mark.asyncio
async def test_a_text_that_was_never_saved_is_checked(session):
    await session.start()
    session.open("untitled:Untitled-1", SLIP)
    assert len(await session.diagnostics("untitled:Untitled-1")) == 1


@pytest.mark.asyncio
async def test_an_acronym_is_added_to_the_configuration(session, tmp_path):
    (tmp_path / "factlint.toml").write_text("# ours\n[rules]\nacronym = \"warning\"\n")
    await session.start(folder=tmp_path)
    text = "Harbour opens\n\nThe QRXB opened the harbour on Monday. Karl Vella of the QRXB said that it was ready.\n"
    uri = (tmp_path / "draft.txt").as_uri()
    session.open(uri, text)
    shown = await session.diagnostics(uri)
    assert [one.code for one in shown] == ["acronym.undefined"]
    actions = await session.actions(uri, shown[0].range)
    add = next(action for action in actions if action.title.startswith("Add"))
    await session.client.workspace_execute_command_async(
        types.ExecuteCommandParams(command=add.command.command, arguments=add.command.arguments)
    )
    while session.shown[uri].diagnostics:
        session.arrived[uri].clear()
        await asyncio.wait_for(session.arrived[uri].wait(), 20)
    written = (tmp_path / "factlint.toml").read_text()
    assert written.startswith("# ours\n") and 'acronyms = ["QRXB"]' in written


@pytest.mark.asyncio
async def test_what_the_baseline_knows_is_not_shown(session, tmp_path):
    (tmp_path / "draft.txt").write_text(SLIP)
    baseline = tmp_path / "known.toml"
    flags = ["--write-baseline", "--baseline", str(baseline)]
    subprocess.run([PROGRAM, "check", *flags, str(tmp_path / "draft.txt")], check=True, capture_output=True)
    await session.start(["--baseline", str(baseline)], folder=tmp_path)
    uri = (tmp_path / "draft.txt").as_uri()
    session.open(uri, SLIP)
    assert not await session.diagnostics(uri)
    session.change(uri, 1, types.TextDocumentContentChangeWholeDocument(text=SLIP.replace("nine seven", "six five")))
    assert len(await session.diagnostics(uri, 1)) == 1


@pytest.mark.asyncio
async def test_all_fixes_leave_what_the_baseline_knows(session, tmp_path):
    known = "Ferry sinks off Marsa\n\nThe ferry left at at noon.\n"
    (tmp_path / "draft.txt").write_text(known)
    baseline = tmp_path / "known.toml"
    flags = ["--write-baseline", "--baseline", str(baseline)]
    subprocess.run([PROGRAM, "check", *flags, str(tmp_path / "draft.txt")], check=True, capture_output=True)
    await session.start(["--baseline", str(baseline)], folder=tmp_path)
    uri, text = (tmp_path / "draft.txt").as_uri(), known + "\nThe search began in the the morning.\n"
    session.open(uri, text)
    (shown,) = await session.diagnostics(uri)
    (all_,) = await session.actions(uri, shown.range, [types.CodeActionKind.SourceFixAll])
    assert applied(all_.edit, text, uri) == text.replace("the the", "the")
