"""Has LibreOffice check a text with `factlint serve` as its LanguageTool server, and shows what Writer underlines:
tests/libreoffice.sh runs it with the address of the server and a folder for its profile, and a file for a picture if
there is a screen."""

import contextlib
import os
import pathlib
import signal
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import Locale

SUM = "The coastguard made 14 arrests: six in Marsa, four in Qormi and three in Mgarr."
TEXT = f"Harbour \U0001f6a2 opens again\n{SUM}\nRescuers found the nine seven sailors at at dawn."

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
ITEM = """<item oor:path="/org.openoffice.Office.Linguistic/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>"""


def profile(folder, address):
    """A profile in which LanguageTool's server is ours and text is checked as it is typed."""
    items = [
        ("GrammarChecking/LanguageTool", "BaseURL", f"{address}/v2"),
        ("GrammarChecking/LanguageTool", "IsEnabled", "true"),
        ("GrammarChecking", "IsAutoCheck", "true"),
        ("SpellChecking", "IsSpellAuto", "true"),
    ]
    user = folder / "user"
    user.mkdir(parents=True)
    lines = "\n".join(ITEM.format(path=path, name=name, value=value) for path, name, value in items)
    (user / "registrymodifications.xcu").write_text(SETTINGS.format(items=lines))


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.2)
    raise SystemExit("LibreOffice does not start")


def proofread(context, text):
    """What LibreOffice's own client of LanguageTool makes of a paragraph: the words, and what is said of them."""
    manager = context.ServiceManager
    checker = manager.createInstanceWithContext("org.openoffice.lingu.LanguageToolGrammarChecker", context)
    english = Locale("en", "US", "")
    assert checker.hasLocale(english), "LibreOffice does not check English with this server"
    result = checker.doProofreading("draft", text, english, 0, len(text), ())
    units = text.encode("utf-16-le")
    found = []
    for error in result.aErrors:
        start, end = 2 * error.nErrorStart, 2 * (error.nErrorStart + error.nErrorLength)
        found.append((units[start:end].decode("utf-16-le"), error.aFullComment, list(error.aSuggestions)))
    return found


def show(context, picture):
    """Types the text in a window and takes a picture of it."""
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    writer = desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, ())
    text = writer.Text
    text.setString(TEXT)
    cursor = text.createTextCursor()
    cursor.gotoEnd(True)
    cursor.CharLocale = Locale("en", "US", "")
    writer.CurrentController.Frame.ContainerWindow.setFocus()
    time.sleep(12)
    subprocess.run(["import", "-window", "root", picture], check=True)
    writer.close(True)


def main(address, folder, picture=None):
    folder = pathlib.Path(folder)
    profile(folder, address)
    pipe = f"factlint{os.getpid()}"
    window = ["--norestore", "--nologo"] + ([] if picture else ["--headless"])
    office = subprocess.Popen(
        ["soffice", *window, f"-env:UserInstallation={folder.as_uri()}", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )
    try:
        context = connect(pipe)
        (wrong,) = proofread(context, SUM)
        assert "14" in wrong[1] and "13" in wrong[1], wrong
        print(f"LibreOffice: “{wrong[0]}”: {wrong[1]}")
        found = proofread(context, "Rescuers \U0001f6df found the nine seven sailors at at dawn.")
        assert [words for words, *_ in found] == ["nine seven", "at at"], found
        assert found[1][2] == ["at"], found
        if picture:
            show(context, picture)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        desktop.terminate()
        office.wait(60)
    finally:
        # The program that is started is only a script around the office.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)


main(*sys.argv[1:])
