#!/usr/bin/env python3
"""Writes the article of article.txt in other dialects of the formats of newsrooms: python make.py. Needs Python alone."""

import gzip
import json
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
LINES = (HERE / "article.txt").read_text(encoding="utf-8").strip().split("\n\n")
TITLE, TEXT = LINES[0], LINES[3:]
DAY, MAIL, LINK = "2024-10-07", "Mon, 7 Oct 2024 09:30:00 +0200", "https://gazette.example/hg-9"
PLAIN = "\n\n".join(TEXT)
HTML = "".join(f"<p>{escape(p, quote=False)}</p>\n" for p in TEXT)


def write(name, text, encoding="utf-8", newline=""):
    (HERE / name).write_text(text, encoding=encoding, newline=newline)


def dump(name, value):
    write(name, json.dumps(value, indent=1) + "\n")


# NITF 3.0 without a declaration, with a headline below the headline and a sidebar of the desk.
write(
    "nitf-3.0.nitf",
    f"""<nitf version="-//IPTC//DTD NITF 3.0//EN"><head><docdata management-status="usable"><date.release norm="20241007"/>
<key-list><keyword key="the the"/></key-list></docdata></head><body>
<body.head><hedline><hl1 id="h">{TITLE}</hl1></hedline>
<byline>Ana Vella</byline><distributor>Harbour Gazette</distributor></body.head>
<body.content>{HTML.replace("<p>", '<p lede="true">', 1)}</body.content>
<body.end><tagline>Ana Vella</tagline></body.end></body></nitf>
""",
)

# A single item of NewsML-G2, with the text as XHTML and a prefix for each name.
write(
    "item.newsml",
    f"""<?xml version="1.0" encoding="utf-8"?>
<n:newsItem xmlns:n="http://iptc.org/std/nar/2006-10-01/" guid="urn:hg-9" version="1" standard="NewsML-G2" standardversion="2.28" conformance="power">
 <n:catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_31.xml"/>
 <n:itemMeta><n:itemClass qcode="ninat:text"/><n:versionCreated>{DAY}T09:30:00+02:00</n:versionCreated></n:itemMeta>
 <n:contentMeta><n:headline xml:lang="en">{TITLE}</n:headline><n:slugline>The the slug</n:slugline></n:contentMeta>
 <n:contentSet><n:inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
{HTML}</body></html></n:inlineXML></n:contentSet>
</n:newsItem>
""",
)

# NewsML 1.2, with the text as NITF.
write(
    "newsml-1.xml",
    f"""<?xml version="1.0" encoding="iso-8859-15"?>
<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20241007T093000+0200</DateAndTime></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier><NewsItemId>hg-9</NewsItemId></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20241007T093000+0200</FirstCreated></NewsManagement>
<NewsComponent><NewsLines><HeadLine>{TITLE}</HeadLine><ByLine>Ana Vella</ByLine></NewsLines>
<ContentItem><MediaType FormalName="Text"/><DataContent><nitf><body><body.content>
{HTML}</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>
""".replace("–", "&#8211;").replace("“", "&#x201C;").replace("”", "&#x201D;").replace("’", "&#8217;"),
    encoding="iso-8859-15",
)

# RSS 1.0, which is RDF, and RSS 2.0 with the text as its description.
write(
    "rdf.rss",
    f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://gazette.example/"><title>The the Gazette</title><items><rdf:Seq><rdf:li rdf:resource="{LINK}"/></rdf:Seq></items></channel>
<item rdf:about="{LINK}"><title>{TITLE}</title><link>{LINK}</link><dc:date>{DAY}T09:30:00+02:00</dc:date><dc:creator>Ana Vella</dc:creator>
<content:encoded>{escape(HTML)}</content:encoded></item>
</rdf:RDF>
""",
)
write(
    "description.rss",
    f"""<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Harbour Gazette</title><image><title>The the logo</title></image>
<item><title><![CDATA[{TITLE}]]></title><pubDate>{MAIL}</pubDate><category>The the show</category>
<media:content url="show.jpg"><media:title>The the picture</media:title></media:content>
<description><![CDATA[{HTML}]]></description></item></channel></rss>
""",
)

# An entry of Atom that stands alone, its text as text, and a feed with a prefix.
write(
    "entry.atom",
    f"""<?xml version="1.0" encoding="utf-8"?>
<entry xmlns="http://www.w3.org/2005/Atom"><title>{TITLE}</title><id>urn:hg-9</id><published>{DAY}T09:30:00Z</published>
<author><name>Ana Vella</name></author><category term="the the"/><content type="text">{escape(PLAIN)}</content></entry>
""",
)
write(
    "prefix.atom",
    f"""<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>The the Gazette</a:title><a:entry><a:title type="html">{TITLE}</a:title><a:id>urn:hg-9</a:id>
<a:updated>{DAY}T09:30:00Z</a:updated><a:summary>The the start</a:summary><a:content type="html"><![CDATA[{HTML}]]></a:content></a:entry></a:feed>
""",
)


# Exports of WordPress: a text of the old editor, whose paragraphs are lines; and one with blocks and a draft.
def export(items):
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Harbour Gazette</title><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_display_name><![CDATA[The the author]]></wp:author_display_name></wp:author>
{items}</channel></rss>
"""


def item(text, kind="post", status="publish"):
    return f"""<item><title><![CDATA[{TITLE}]]></title><pubDate>{MAIL}</pubDate><dc:creator><![CDATA[ana]]></dc:creator>
<content:encoded><![CDATA[{text}]]></content:encoded><excerpt:encoded><![CDATA[The the start]]></excerpt:encoded>
<wp:post_date>{DAY} 09:30:00</wp:post_date><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>
<wp:comment><wp:comment_content><![CDATA[The the comment]]></wp:comment_content></wp:comment></item>
"""


BLOCKS = "".join(f"<!-- wp:paragraph -->\n<p>{escape(p, quote=False)}</p>\n<!-- /wp:paragraph -->\n\n" for p in TEXT)
write("lines.wordpress.xml", export(item(PLAIN.replace("the the", "the <em>the</em>"))))
write("blocks.wordpress.xml", export(item(BLOCKS) + item("The the style", "wp_global_styles")))

# ninjs 2 with plain text.
dump(
    "ninjs-2.json",
    {
        "uri": "urn:hg-9",
        "type": "text",
        "standard": {"name": "ninjs", "version": "2.1"},
        "versioncreated": f"{DAY}T07:30:00Z",
        "headlines": [{"role": "main", "value": TITLE}],
        "subjects": [{"name": "the the show"}],
        "bodies": [{"role": "main", "contenttype": "text/plain", "value": PLAIN}],
    },
)

# JSON-LD: one article of two types, and a list with other things.
linked = {"@context": "https://schema.org", "@type": ["NewsArticle", "Article"], "headline": TITLE, "datePublished": DAY}
dump("article.jsonld", linked | {"articleBody": PLAIN, "author": "Ana Vella", "image": {"caption": "The the picture"}})
dump(
    "list.jsonld",
    [{"@context": "https://schema.org", "@type": "BreadcrumbList", "name": "The the list"}, linked | {"@type": "ReportageNewsArticle", "articleBody": PLAIN}],
)

# WordPress REST: one post as readers get it, and one as editors do.
post = {"id": 9, "date": f"{DAY}T09:30:00", "type": "post", "link": LINK, "author": 3, "meta": {"note": "the the"}}
dump("post.wordpress.json", post | {"title": {"rendered": TITLE}, "content": {"rendered": HTML, "protected": False}})
dump(
    "edited.wordpress.json",
    [post | {"title": {"raw": TITLE, "rendered": TITLE}, "content": {"raw": BLOCKS, "rendered": HTML}, "_embedded": {"author": [{"name": "The the author"}]}}],
)

# Mail: text of one part in an old encoding, with a signature; and a message inside a message that is forwarded.
HEAD = f'From: "Vella, Ana" <ana@gazette.example>\nTo: desk@gazette.example\nSubject: {TITLE}\nDate: {MAIL}\nMIME-Version: 1.0\n'
TYPE = "Content-Type: text/plain; charset=windows-1252; format=flowed\nContent-Transfer-Encoding: 8bit\n"
MESSAGE = f"{HEAD}{TYPE}\n{PLAIN}\n"
write("flowed.eml", MESSAGE, encoding="cp1252")
write(
    "mixed.eml",
    f"""Received: from gozo by gazette.example; {MAIL}
{HEAD}Content-Type: multipart/mixed; boundary=outer

--outer
Content-Type: multipart/related; boundary=inner

--inner
Content-Type: text/html; charset=us-ascii

<html><head><title>The the title</title></head><body>{HTML.encode("ascii", "xmlcharrefreplace").decode()}</body></html>
--inner
Content-Type: image/png; name="show.png"
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--inner--
--outer
Content-Type: text/plain; name="notes.txt"
Content-Disposition: attachment; filename="notes.txt"

The the notes.
--outer--
""",
)
write("unix.mbox", f"From ana@gazette.example Mon Oct  7 09:30:00 2024\n{MESSAGE}\n>From the desk: no more.\n\n", encoding="cp1252")
write("empty-lines.mbox", f"From - Mon Oct  7 09:30:00 2024\nX-Mozilla-Status: 0001\n{MESSAGE}\n\n\n", encoding="cp1252")


# RTF as TextEdit writes it: a backslash ends a paragraph, and letters of another code page have their font.
def rtf(text):
    page = {"’": "\\'92", "“": "\\'93", "”": "\\'94", "–": "\\'96", "€": "\\'80"}
    return "".join(page.get(c, c) for c in text)


BODY = "\\\n\\\n".join(rtf(p) for p in TEXT)
write(
    "textedit.rtf",
    "{\\rtf1\\ansi\\ansicpg1252\\cocoartf2709\n\\cocoatextscaling0{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica-Bold;\\f1\\fswiss\\fcharset0 Helvetica;}\n"
    "{\\colortbl;\\red255\\green255\\blue255;}\n{\\*\\expandedcolortbl;;}\n\\paperw11900\\paperh16840\\pard\\tx566\\pardirnatural\\partightenfactor0\n\n"
    f"\\f0\\b\\fs28 \\cf0 {TITLE}\\\n\\\n\\f1\\b0 7 October 2024\\\n\\\n{BODY}}}\n",
)

# AsciiDoc with attributes, a quotation in a block, and lines that are wrapped.
WRAPPED = "\n\n".join(p.replace(" – ", " –\n").replace("the committee", "the\ncommittee") for p in TEXT)
write(
    "blocks.adoc",
    f"""= {TITLE}
:author: Ana Vella
:revdate: {DAY}
:show: Qormi harvest show

[.lead]
{WRAPPED.replace("Qormi harvest show", "{show}", 1)}

// The the comment.
ifdef::draft[]
endif::[]

++++
<b>The the page</b>
++++
""",
)

# reStructuredText with a title above and below lines, a field for the day, and lines that are wrapped.
LINE = "#" * len(TITLE)
write(
    "overline.rst",
    f"""{LINE}
{TITLE}
{LINE}

:date: {DAY}
:category: the the

.. The the comment.

{WRAPPED.replace("24 stalls", "*24* stalls")}

.. raw:: html

   <b>The the page</b>
""",
)

# WARC 1.0 as a crawler writes it: pages in windows-1252 with a declaration inside, a copy of what was seen, its log.
PAGE = f"""<!DOCTYPE html><html><head><meta charset="windows-1252"><title>{TITLE} - Gazette</title></head><body>
<nav><a href="/">The the start</a></nav><article><h1>{TITLE}</h1><time datetime="{DAY}">Monday</time>
{HTML}</article></body></html>
""".encode("cp1252")


def record(kind, uri, content, block):
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{uri}>\r\nWARC-Date: 2024-10-07T09:30:00Z\r\nWARC-Record-ID: <urn:uuid:{kind}>\r\n"
    return f"{head}Content-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


HTTP = "application/http;msgtype=response"
crawl = [
    record("warcinfo", "urn:x", "application/warc-fields", b"software: by hand\r\nformat: WARC File Format 1.0\r\n"),
    record("response", LINK, HTTP, b"HTTP/1.0 200 OK\r\nServer: gazette\r\nContent-Type: text/html\r\n\r\n" + PAGE),
    record("revisit", LINK, HTTP, b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"),
    record("resource", "metadata://crawler/log", "text/plain", b"The the log.\n"),
]
(HERE / "crawl.warc").write_bytes(b"".join(crawl))
(HERE / "resource.warc.gz").write_bytes(gzip.compress(record("resource", LINK, "text/html", PAGE), mtime=0))
