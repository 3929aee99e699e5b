#!/usr/bin/env python3
"""factlint and its peers on planted slips. Standard library only; the peers come from PyPI and npm.

SLIPS is JSON lines, plain or .gz: id, kind, text, spans ([[start, end]] in bytes of the text, where the slip is), base_text
(the same article without it) and control (true if what was planted is right, so that a report is a false alarm).

A tool finds a slip if it reports something that overlaps a span and that it does not report of base_text. Of factlint errors
and warnings count, of the peers everything, each as it comes, without configuration.

  peers.py BIN SLIPS --tools DIR --install                    installs the peers into DIR, then prints the tables
  peers.py BIN SLIPS --tools DIR                              the same with what is installed there
  peers.py BIN SLIPS --tools DIR --write docs/accuracy.md     writes the generated part of the page
  peers.py BIN SLIPS --tools DIR --hits                       prints each report that counts, to see what it is about
"""

import argparse
import bisect
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import common

PYPI = ["proselint==0.16.0", "codespell==2.4.3", "typos==1.52.0"]
NPM = ["write-good@1.0.8", "textlint@15.8.0", "textlint-rule-date-weekday-mismatch@1.1.1"]
PART = 100  # files in one call of a tool

# A report: start and end in bytes of the text, and what tells it from others, whatever its place.
Report = collections.namedtuple("Report", "start end says")


class Failed(Exception):
    pass


class Text:
    """A text with what turns the places that tools give into bytes."""

    def __init__(self, text):
        self.text = text
        self.lines = [0]
        self.lines += [i + 1 for i, c in enumerate(text) if c == "\n"]
        self.offsets = [0]
        for c in text:
            self.offsets.append(self.offsets[-1] + len(c.encode()))
        self.utf16 = None

    def byte(self, char):
        return self.offsets[min(max(char, 0), len(self.text))]

    def line(self, number):
        start = self.lines[number - 1]
        end = self.lines[number] - 1 if number < len(self.lines) else len(self.text)
        return start, self.text[start:end]

    def char_of_utf16(self, units):
        if self.utf16 is None:
            self.utf16 = [0]
            for c in self.text:
                self.utf16.append(self.utf16[-1] + (2 if ord(c) > 0xFFFF else 1))
        return bisect.bisect_left(self.utf16, units)

    def report(self, start, end, says, words=None):
        """A report by characters. Where the tool says which words it means, they must stand there."""
        if words is not None and self.text[start:end].casefold() != words.casefold():
            raise Failed(f"its places are not understood: {words!r} is not at {start}")
        return Report(self.byte(start), self.byte(end), says)


def run(command, folder, env=None, codes=None):
    try:
        got = subprocess.run(
            command, cwd=folder, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failed(str(getattr(error, "strerror", None) or "it took too long")) from None
    errors = got.stderr.decode(errors="replace").strip()
    if got.returncode not in codes if codes else got.returncode and not got.stdout:
        print(errors[-1000:], file=sys.stderr)
        # No path of this machine goes into the page.
        raise Failed(f"it exited with {got.returncode}")
    return got.stdout.decode(errors="replace")


class Peer:
    """A tool that is given the names of files in its working folder."""

    label = ""

    def __init__(self, tools):
        # Each has a folder of its own: pip replaces what another put into bin.
        self.pypi = os.path.join(tools, "pypi", self.label)
        self.bin = os.path.join(self.pypi, "bin", self.label)
        self.python = {"PYTHONPATH": self.pypi}
        self.modules = os.path.join(tools, "npm", "node_modules")

    def npm(self, name):
        return os.path.join(self.modules, ".bin", name)

    def distribution(self):
        for entry in sorted(os.listdir(self.pypi)) if os.path.isdir(self.pypi) else []:
            found = re.fullmatch(re.escape(self.label) + r"-(.+)\.dist-info", entry)
            if found:
                return found[1]
        raise Failed("it is not installed")

    def package(self, name):
        try:
            with open(os.path.join(self.modules, name, "package.json"), encoding="utf-8") as f:
                return json.load(f)["version"]
        except OSError:
            raise Failed("it is not installed") from None


class Proselint(Peer):
    label = "proselint"

    def version(self):
        return self.distribution()

    def reports(self, folder, files):
        # `files` is {name: Text}; yields (name, report).
        out = json.loads(run([sys.executable, self.bin, "check", "-o", "json", *files], folder, self.python, (0, 1)))
        for path, result in out["result"].items():
            name = os.path.basename(path)
            if "error" in result:
                raise Failed(str(result["error"]))
            for d in result["diagnostics"]:
                # Its spans count characters from 1.
                start, end = (x - 1 for x in d["span"])
                line, column = d["pos"]
                if files[name].lines[line - 1] + column - 1 != start:
                    raise Failed("its places are not understood")
                yield name, files[name].report(start, end, (d["check_path"], d["message"]))


class Codespell(Peer):
    label = "codespell"

    def version(self):
        return self.distribution()

    def reports(self, folder, files):
        out = run([sys.executable, self.bin, "--disable-colors", *files], folder, self.python, (0, 65))
        seen = collections.Counter()
        for line in out.splitlines():
            found = re.fullmatch(r"(?:\./)?([^:]+):(\d+): (\S+) ==> (.*)", line)
            if not found:
                raise Failed(f"not understood: {line[:100]}")
            name, number, word = found[1], int(found[2]), found[3]
            # It gives the line only: the first report of a word there is the first such word.
            start, content = files[name].line(number)
            places = [m.start() for m in re.finditer(r"[\w\-'’]+", content) if m[0] == word]
            which = seen[name, number, word]
            seen[name, number, word] += 1
            if which >= len(places):
                raise Failed(f"its places are not understood: {word!r} is not in line {number}")
            start += places[which]
            yield name, files[name].report(start, start + len(word), (word, found[4]), word)


class Typos(Peer):
    label = "typos"

    def version(self):
        return self.distribution()

    def reports(self, folder, files):
        out = run([self.bin, "--isolated", "--format", "json", *files], folder, None, (0, 2))
        for line in out.splitlines():
            found = json.loads(line)
            if found["type"] != "typo":
                continue
            name = os.path.basename(found["path"])
            # Bytes from the start of the line.
            start = files[name].byte(files[name].line(found["line_num"])[0]) + found["byte_offset"]
            end = start + len(found["typo"].encode())
            if files[name].text.encode()[start:end].decode(errors="replace") != found["typo"]:
                raise Failed("its places are not understood")
            yield name, Report(start, end, (found["typo"], tuple(found["corrections"])))


class WriteGood(Peer):
    label = "write-good"

    def version(self):
        return self.package("write-good")

    def reports(self, folder, files):
        # With --parse it exits with the number of its reports.
        out = run([self.npm("write-good"), "--parse", *files], folder)
        # What it quotes can have line breaks in it.
        for entry in re.split(r"\n(?=\d+\.txt:\d+:\d+:)", out.strip()) if out.strip() else []:
            found = re.fullmatch(r'([^:]+):(\d+):(\d+):("(.+?)" .*)', entry.strip(), re.DOTALL)
            if not found:
                raise Failed(f"not understood: {entry[:100]!r}")
            name, text = found[1], files[found[1]]
            # Columns count UTF-16 units from 0.
            first = text.line(int(found[2]))[0]
            text.char_of_utf16(0)
            start = text.char_of_utf16(text.utf16[first] + int(found[3]))
            yield name, text.report(start, start + len(found[5]), found[4].casefold(), found[5])


class Textlint(Peer):
    label = "textlint, weekday rule"

    def version(self):
        return f"{self.package('textlint')}, rule {self.package('textlint-rule-date-weekday-mismatch')}"

    def reports(self, folder, files):
        command = [self.npm("textlint"), "--no-textlintrc", "--rule", "date-weekday-mismatch", "--format", "json", *files]
        # The rule is looked up from where textlint is installed.
        for result in json.loads(run(command, folder, {"NODE_PATH": self.modules}, (0, 1))):
            name = os.path.basename(result["filePath"])
            for m in result["messages"]:
                if m.get("ruleId") != "date-weekday-mismatch":
                    raise Failed(m["message"][:300])
                start, end = ((m.get("fix") or m)["range"])
                text = files[name]
                yield name, text.report(text.char_of_utf16(start), text.char_of_utf16(end), m["message"])


PEERS = [Proselint, Codespell, Typos, WriteGood, Textlint]


def install(tools):
    os.makedirs(tools, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", "--target"]
    npm = ["npm", "install", "--loglevel=error", "--no-fund", "--no-audit", "--prefix", os.path.join(tools, "npm")]
    failed = {}
    # One by one, so that one that cannot be had does not take the others with it.
    for package in PYPI + NPM:
        name = re.split("[=@]", package)[0]
        command = [*pip, os.path.join(tools, "pypi", name)] if package in PYPI else npm
        try:
            run([*command, package], tools, None, (0,))
        except Failed as error:
            print(f"{package}: {error}", file=sys.stderr)
            failed[name] = "it could not be installed"
    return failed


def peer_reports(peer, texts):
    """{key: reports} of one tool."""
    with tempfile.TemporaryDirectory() as folder:
        names = common.write_texts(folder, texts)
        files = {name: Text(texts[key]) for name, key in names.items()}
        reports = {key: [] for key in texts}
        order = list(files)
        for i in range(0, len(order), PART):
            part = {name: files[name] for name in order[i : i + PART]}
            for name, report in peer.reports(folder, part):
                reports[names[name]].append(([(report.start, report.end)], report.says))
        return reports


def factlint_reports(binary, texts):
    """The same of factlint; its labels are places too."""
    return {
        key: [
            ([(f["start"], f["end"]), *((l["start"], l["end"]) for l in f.get("labels", []))], (f["rule"], f["message"]))
            for f in found
            if f["severity"] in ("error", "warning")
        ]
        for key, found in common.factlint(binary, texts).items()
    }


def hits(slip, reports, base):
    """The reports of the changed text that overlap the slip and are not those of the base text."""
    new = collections.Counter(says for _, says in reports)
    new.subtract(says for _, says in base)
    for spans, says in reports:
        if new[says] > 0 and any(a < end and start < b for a, b in spans for start, end in slip["spans"]):
            new[says] -= 1
            yield says


def render(tools, slips, left_out):
    """tools is [(label, version, {id: hits}, findings on base texts)]."""
    sizes = {True: collections.Counter(), False: collections.Counter()}
    for s in slips:
        sizes[bool(s["control"])][s["kind"]] += 1
    found = [collections.Counter(s["kind"] for s in slips if hit[s["id"]]) for _, _, hit, _ in tools]
    lines = lambda control: [
        [common.KINDS.get(kind, kind), size, *(f[kind] for f in found)] for kind, size in sizes[control].items()
    ]
    total = lambda control: [
        "**all**", sum(sizes[control].values()), *(sum(f[kind] for kind in sizes[control]) for f in found)
    ]
    head = [f"{label} {version}" if label != Textlint.label else f"textlint {version}" for label, version, _, _ in tools]
    numbers = range(1, len(tools) + 2)
    parts = [common.table(["kind of slip", "planted", *head], lines(False) + [total(False)], numbers)]
    if sizes[True]:
        parts += ["Right statements that were planted in the same way. A report on one is a false alarm, or by chance about something else.",
                  common.table(["right statement", "planted", *head], lines(True) + [total(True)], numbers)]
    bases = len({s["base_text"] for s in slips})
    parts += [
        f"All that each tool reports on the {bases:,} articles before anything was planted. This is for information: most of it is what the tool is for, such as style.",
        common.table(["", *head], [
            ["findings", *(f"{noise:,}" for _, _, _, noise in tools)],
            ["per article", *(f"{noise / bases:.2f}" for _, _, _, noise in tools)],
        ], range(1, len(tools) + 1)),
    ]
    if left_out:
        parts.append("Left out: " + "; ".join(f"{name} ({reason})" for name, reason in left_out) + ".")
    return "\n\n".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", metavar="BIN", help="factlint")
    parser.add_argument("slips", metavar="SLIPS", help="JSON lines with the planted slips")
    parser.add_argument("--tools", metavar="DIR", required=True, help="where the peers are installed")
    parser.add_argument("--install", action="store_true", help="install the peers there first")
    parser.add_argument("--write", metavar="PAGE", help="write the generated part of this page")
    parser.add_argument("--hits", action="store_true", help="print each report that counts")
    args = parser.parse_args()

    slips = common.json_lines(args.slips)
    for s in slips:
        missing = {"id", "kind", "text", "spans", "control", "base_text"} - set(s)
        if missing:
            common.fail(f"{args.slips}: {s.get('id')} has no {', '.join(sorted(missing))}")
    # Each text once, however many slips share it.
    keys = {}
    for s in slips:
        keys.setdefault(s["text"], len(keys))
        keys.setdefault(s["base_text"], len(keys))
    texts = {key: text for text, key in keys.items()}

    folder = os.path.abspath(args.tools)
    failed = install(folder) if args.install else {}
    tools, left_out = [], []

    def add(label, version, reports):
        hit = {s["id"]: list(hits(s, reports[keys[s["text"]]], reports[keys[s["base_text"]]])) for s in slips}
        noise = sum(len(reports[key]) for key in {keys[s["base_text"]] for s in slips})
        tools.append((label, version, hit, noise))
        if args.hits:
            for s in slips:
                for says in hit[s["id"]]:
                    print(label, s["id"], says)

    add("factlint", common.version([args.binary, "--version"]) or "", factlint_reports(args.binary, texts))
    for kind in PEERS:
        peer = kind(folder)
        try:
            add(peer.label, peer.version(), peer_reports(peer, texts))
        except Failed as error:
            reason = next((why for name, why in failed.items() if peer.label.startswith(name)), str(error))
            left_out.append((peer.label, reason))
            print(f"{peer.label} is left out: {reason}", file=sys.stderr)
    part = render(tools, slips, left_out)
    print(part)
    if args.write:
        common.write_part(args.write, "peers", part)


if __name__ == "__main__":
    main()
