"""Makes articles-1.docx and articles-2.docx, beside this file, from articles.txt: see README.md.

Runs end inside numbers, names and slips, as they do in documents that people have edited.
"""

import pathlib
import re
import zipfile

import docx

HERE = pathlib.Path(__file__).parent
# Where a run ends and the next is bold, or plain again.
CUTS = re.compile(r"(?<=Of the )(?=the)|(?<=ni)(?=ne seven)|(?<=Santa )(?=Rita)|(?<=1,5)(?=0,000)|(?<=Mar)(?=ia)")


def paragraph(document, text, style=None):
    added = document.add_paragraph(style=style)
    for i, run in enumerate(CUTS.split(text)):
        added.add_run(run).bold = True if i % 2 else None


def make(article, path):
    document = docx.Document()
    headline, *blocks = article
    document.add_paragraph(headline, style="Title")
    for block in blocks:
        for line in block.splitlines():
            bullet = line.startswith("- ")
            paragraph(document, line.removeprefix("- "), "List Bullet" if bullet else None)
    document.save(path)
    lighten(path)


def lighten(path):
    """Leaves out of python-docx's template a picture, styles of tables, and styles that stand twice."""
    with zipfile.ZipFile(path) as whole:
        members = {item.filename: whole.read(item) for item in whole.infolist()}
    left = re.compile(r"thumbnail|stylesWithEffects")
    relations = re.compile(rb"<Relationship [^>]*(thumbnail|stylesWithEffects)[^>]*/>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as light:
        for name, data in members.items():
            if left.search(name):
                continue
            if name.endswith(".rels"):
                data = relations.sub(b"", data)
            if name == "[Content_Types].xml":
                data = re.sub(rb"<Override [^>]*stylesWithEffects[^>]*/>", b"", data)
            if name == "word/styles.xml":
                data = re.sub(rb'<w:style w:type="table" w:styleId.*?</w:style>', b"", data, flags=re.DOTALL)
            light.writestr(zipfile.ZipInfo(name, (2024, 3, 12, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)


def main():
    blocks = (HERE / "articles.txt").read_text(encoding="utf-8").strip().split("\n\n")
    second = next(i for i, block in enumerate(blocks) if i > 1 and block.startswith("Source:")) - 1
    make(blocks[:second], HERE / "articles-1.docx")
    make(blocks[second:], HERE / "articles-2.docx")


if __name__ == "__main__":
    main()
