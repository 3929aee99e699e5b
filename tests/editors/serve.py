"""Drives `factlint serve` over HTTP: LanguageTool's interface with language_tool_python, our own, and what must be refused.
tests/serve.sh runs it."""

import http.client
import json
import os
import pathlib
import re
import socket
import subprocess
import time
import urllib.parse

import language_tool_python
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["FACTLINT"]
TEXT = "Ferry \U0001f6a2 sinks off Għawdex\n\nRescuers \U0001f6df found the nine seven sailors at at dawn.\n"


class Server:
    def __init__(self, *flags, folder):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0", *flags], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder
        )
        self.address = self.process.stdout.readline().decode().strip()
        assert self.address.startswith("http://"), self.process.stderr.read().decode()
        parts = urllib.parse.urlparse(self.address)
        self.host, self.port, self.token = parts.hostname, parts.port, parts.fragment

    def ask(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer, data

    def stop(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(folder=tmp_path_factory.mktemp("served"))
    yield server
    server.stop()


def units(text, at, length):
    """The part of a text that begins at a UTF-16 unit."""
    data = text.encode("utf-16-le")
    return data[2 * at : 2 * (at + length)].decode("utf-16-le")


def test_language_tool_python_finds_the_places(server):
    tool = language_tool_python.LanguageTool("en-US", remote_server=f"http://{server.host}:{server.port}")
    matches = tool.check(TEXT)
    # That client turns the units into characters.
    places = {match.rule_id: TEXT[match.offset : match.offset + match.error_length] for match in matches}
    assert places == {"count.adjacent": "nine seven", "text.doubled-word": "at at"}
    doubled = next(match for match in matches if match.rule_id == "text.doubled-word")
    assert doubled.replacements == ["at"]
    assert "en-US" in tool._get_languages()
    corrected = language_tool_python.utils.correct(TEXT, [doubled])
    assert corrected == TEXT.replace("at at", "at")
    tool.close()


def test_offsets_are_utf_16_units(server):
    form = urllib.parse.urlencode({"text": TEXT, "language": "en-US"})
    answer, data = server.ask("POST", "/v2/check", form, Content_Type="application/x-www-form-urlencoded")
    assert answer.status == 200
    found = json.loads(data)
    assert [units(TEXT, m["offset"], m["length"]) for m in found["matches"]] == ["nine seven", "at at"]
    for match in found["matches"]:
        context = match["context"]
        assert units(context["text"], context["offset"], context["length"]) == units(
            TEXT, match["offset"], match["length"]
        )
        for key in ("message", "shortMessage", "replacements", "sentence", "type", "rule"):
            assert key in match
        assert set(match["rule"]) >= {"id", "description", "issueType", "category"}
    assert found["language"]["code"] == "en-US" and found["software"]["apiVersion"] == 1


def test_text_with_markup_has_its_own_places(server):
    pieces = [
        {"text": "Ferry sinks off \U0001f6a2 Marsa"}, {"markup": "</h1>\n<p>", "interpretAs": "\n\n"},
        {"text": "Rescuers found the "}, {"markup": "<b>"}, {"text": "nine "}, {"markup": "<i>"}, {"text": "seven"},
        {"markup": "</i></b>"}, {"text": " sailors at dawn."},
    ]
    form = urllib.parse.urlencode({"data": json.dumps({"annotation": pieces}), "language": "auto"})
    _, data = server.ask("POST", "/v2/check", form, Content_Type="application/x-www-form-urlencoded")
    (match,) = json.loads(data)["matches"]
    sent = "".join(piece.get("text", piece.get("markup")) for piece in pieces)
    assert units(sent, match["offset"], match["length"]) == "nine <i>seven"


def test_other_languages_and_rules_that_are_off(server):
    def found(**more):
        form = urllib.parse.urlencode({"text": TEXT, "language": "en-GB", **more})
        return [m["rule"]["id"] for m in json.loads(server.ask("GET", f"/v2/check?{form}")[1])["matches"]]

    assert found() == ["count.adjacent", "text.doubled-word"]
    assert found(language="mt") == []
    assert found(disabledRules="count.adjacent,x") == ["text.doubled-word"]
    assert found(enabledOnly="true", enabledRules="count.adjacent") == ["count.adjacent"]
    languages = json.loads(server.ask("GET", "/v2/languages")[1])
    assert {"name": "English (US)", "code": "en", "longCode": "en-US"} in languages


def test_our_own_answer_has_all_of_a_finding(server):
    answer, data = server.ask("POST", "/check?name=draft.txt&date=2024-03-12", TEXT.encode())
    assert answer.status == 200 and answer.headers["Content-Type"].startswith("application/json")
    found = json.loads(data)
    assert found["version"] == 1 and found["text"] == TEXT and found["format"] == "text"
    assert [TEXT.encode("utf-16-le")[2 * f["start"] : 2 * f["end"]].decode("utf-16-le") for f in found["findings"]] == [
        "nine seven", "at at",
    ]
    assert found["findings"][1]["fix"]["safe"] is True
    assert found["rules"]["count.adjacent"]["why"]
    for unit, cut in [("utf-8", lambda a, b: TEXT.encode()[a:b].decode()), ("utf-32", lambda a, b: TEXT[a:b])]:
        body = json.dumps({"text": TEXT, "unit": unit})
        found = json.loads(server.ask("POST", "/check", body, Content_Type="application/json")[1])
        assert [cut(f["start"], f["end"]) for f in found["findings"]] == ["nine seven", "at at"]


def test_markdown_has_places_in_its_source(server):
    source = "# Ferry sinks\n\nRescuers found the **nine** *seven* sailors.\n"
    found = json.loads(server.ask("POST", "/check?name=a.md&places=source", source)[1])
    (finding,) = found["findings"]
    assert found["text"] == source and source[finding["start"] : finding["end"]] == "nine** *seven"


def test_word_documents_are_read(server):
    document = (ROOT / "tests/formats/articles-1.docx").read_bytes()
    found = json.loads(server.ask("POST", "/check?name=a.docx", document)[1])
    assert found["format"] == "docx" and found["articles"] and found["text"]


@pytest.mark.parametrize(
    "method, path, body, headers, status, said",
    [
        ("POST", "/check", b"{", {"Content-Type": "application/json"}, 400, "text"),
        ("POST", "/check", b"{}", {"Content-Type": "application/json"}, 400, "text"),
        ("POST", "/check?nmae=x", b"a", {}, 400, "nmae"),
        ("POST", "/check?date=12-03-2024", b"a", {}, 400, "2024-03-12"),
        ("POST", "/check?name=a.docx", b"no archive", {}, 422, "a.docx"),
        ("POST", "/v2/check", b"", {}, 400, "text"),
        ("GET", "/check", None, {}, 405, "POST"),
        ("GET", "/etc/passwd", None, {}, 404, "/v2/check"),
        ("GET", "/../../etc/passwd", None, {}, 404, "/v2/check"),
        ("POST", "/check?name=../../../etc/passwd.txt", b"a text", {}, 200, "a text"),
    ],
)
def test_what_is_wrong_is_told(server, method, path, body, headers, status, said):
    answer, data = server.ask(method, path, body, **{name.replace("-", "_"): value for name, value in headers.items()})
    assert answer.status == status and said in data.decode()


def test_pages_elsewhere_may_not_ask(server):
    form = urllib.parse.urlencode({"text": TEXT, "language": "en-US"})
    kind = {"Content_Type": "application/x-www-form-urlencoded"}
    for origin in ["https://evil.example", "null", f"http://127.0.0.1:{server.port + 1}", "http://localhost.evil.example"]:
        for method, path in [("POST", "/v2/check"), ("POST", "/check"), ("GET", "/"), ("OPTIONS", "/check")]:
            answer, data = server.ask(method, path, form if method == "POST" else None, Origin=origin, **kind)
            assert answer.status == 403 and "Access-Control-Allow-Origin" not in answer.headers
            assert b"nine seven" not in data
    # An image or a script of another page sends no origin.
    answer, data = server.ask("GET", f"/v2/check?{form}", Sec_Fetch_Site="cross-site", Sec_Fetch_Dest="image")
    assert answer.status == 403
    own = f"http://localhost:{server.port}"
    answer, _ = server.ask("POST", "/v2/check", form, Origin=own, Host=f"localhost:{server.port}", **kind)
    assert answer.status == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1.nip.io:{port}", "localhost:1", ""])
def test_a_name_that_leads_here_is_refused(server, host):
    for method, path in [("GET", "/"), ("POST", "/check"), ("POST", "/v2/check")]:
        answer, _ = server.ask(method, path, b"text=a" if method == "POST" else None, Host=host.format(port=server.port))
        assert answer.status in (400, 403)


def test_an_origin_that_is_allowed_may_ask(tmp_path):
    server = Server("--allow-origin", "https://cms.example", folder=tmp_path)
    try:
        answer, _ = server.ask("OPTIONS", "/check", Origin="https://cms.example", Access_Control_Request_Method="POST")
        assert answer.status == 204 and answer.headers["Access-Control-Allow-Origin"] == "https://cms.example"
        answer, data = server.ask("POST", "/check", TEXT.encode(), Origin="https://cms.example")
        assert answer.status == 200 and answer.headers["Access-Control-Allow-Origin"] == "https://cms.example"
        assert server.ask("POST", "/check", b"a", Origin="https://other.example")[0].status == 403
    finally:
        server.stop()


def test_other_interfaces_need_a_token(tmp_path):
    run = subprocess.run([PROGRAM, "serve", "--bind", "0.0.0.0", "--port", "0"], capture_output=True, timeout=20, check=False)
    assert run.returncode == 2 and b"--token-file" in run.stderr
    (tmp_path / "token").write_text("a-long-secret-word-7\n")
    server = Server("--bind", "127.0.0.1", "--token-file", "token", folder=tmp_path)
    try:
        assert server.token == "a-long-secret-word-7"
        assert server.ask("POST", "/check", TEXT.encode())[0].status == 401
        assert server.ask("POST", "/check", TEXT.encode(), Authorization="Bearer wrong")[0].status == 401
        assert server.ask("POST", "/check", TEXT.encode(), Authorization=f"Bearer {server.token}")[0].status == 200
        form = urllib.parse.urlencode({"text": TEXT, "language": "en-US", "apiKey": server.token, "username": "x"})
        kind = {"Content_Type": "application/x-www-form-urlencoded"}
        assert server.ask("POST", "/v2/check", form, **kind)[0].status == 200
    finally:
        server.stop()


def raw(server, *pieces, wait=0.0):
    """Sends pieces with a wait before each, and returns what comes back until the server closes."""
    with socket.create_connection((server.host, server.port), timeout=60) as connection:
        for piece in pieces:
            time.sleep(wait)
            try:
                connection.sendall(piece)
            except OSError:
                break
        data = b""
        try:
            while part := connection.recv(65536):
                data += part
        except OSError:
            pass
        return data


def head(server, length, more=b""):
    return b"POST /check HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%sContent-Length: %d\r\n\r\n" % (server.port, more, length)


def test_a_body_of_64_mb_is_refused(server):
    answer = raw(server, head(server, 64 << 20))
    assert answer.startswith(b"HTTP/1.1 413 ") and b"16 MiB" in answer
    chunk = b"10000\r\n" + b"a" * 65536 + b"\r\n"
    chunked = b"POST /check HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nTransfer-Encoding: chunked\r\n\r\n" % server.port
    answer = raw(server, chunked, *[chunk] * 1024)
    assert b"200 OK" not in answer
    assert server.ask("POST", "/check", b"still there")[0].status == 200


def test_slow_clients_are_dropped(server):
    began = time.monotonic()
    assert not raw(server, b"POST /check HT", wait=0.1).startswith(b"HTTP/1.1 200")
    head_took = time.monotonic() - began
    began = time.monotonic()
    answer = raw(server, head(server, 1000), b"a")
    body_took = time.monotonic() - began
    assert answer.startswith(b"HTTP/1.1 408 ")
    print(f"\na head that does not end is dropped after {head_took:.0f} s, a body after {body_took:.0f} s")
    assert server.ask("POST", "/check", b"still there")[0].status == 200


def test_what_is_no_http_harms_nothing(server):
    for junk in [b"\x00" * 100, b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00", b"POST /check HTTP/1.1\r\n" + b"A: b\r\n" * 9999]:
        raw(server, junk + b"\r\n\r\n")
    assert server.ask("POST", "/check", b"still there")[0].status == 200


def test_the_page_loads_nothing(server):
    answer, data = server.ask("GET", "/")
    page = data.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert not re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', page)
