#!/usr/bin/env python3
"""Writes the articles of articles.txt in the formats of newsrooms: python make-news.py. Needs Python alone."""

import base64
import gzip
import json
from html import escape
from pathlib import Path

HERE = Path(__file__).parent

FIRST = {
    "id": "hg-1",
    "title": "Ten sailors rescued as ferry loses power off Gozo",
    "day": "2024-03-12",
    "mail": "Tue, 12 Mar 2024 09:30:00 +0100",
    "byline": "By Ana Vella",
    "text": [
        "Eight sailors were rescued on Monday night when the supply ferry Santa Rita lost power in a storm off Gozo. "
        "The owner, R&D Marine, put the loss at €1.2 million.",
        "Of the the three tugs that were sent, only one could be used. The nine seven sailors were taken to Mgarr; "
        "“they were cold”, said Karl Vella, 44.",
        "The ferry had last been inspected on 31 November 2023. The report, which the RNMA has not published, is from "
        "Friday, 8 March 2024.",
        "The following authorities took part:",
    ],
    "bullets": ["Malta: Coast Guard", "Italy: Guardia Costiera"],
}
SECOND = {
    "id": "hg-2",
    "title": "Prices rise at Harbour Fair",
    "day": "2024-03-12",
    "mail": "Tue, 12 Mar 2024 10:00:00 +0100",
    "byline": "By Ana Vella",
    "text": [
        "The fair opened with 40 stalls, and the price of a day’s ticket rose from 5 euros to 6 euros.",
        "Of ten visitors, six came by boat and three on foot, said Maria Borg. Stalls sold fish for $1,50,000.",
    ],
    "bullets": [],
}
ARTICLES = [FIRST, SECOND]


def html(article):
    """The text as HTML, with marks inside a slip."""
    text = "\n".join(f"<p>{escape(p, quote=False)}</p>" for p in article["text"])
    text = text.replace("Of the the", "Of the <b>the</b>").replace("€1.2", "&#8364;1.2")
    items = "".join(f"<li>{escape(b)}</li>" for b in article["bullets"])
    return text + (f"\n<ul>{items}</ul>" if items else "")


def plain(article):
    return "\n\n".join(article["text"]) + "".join(f"\n\n• {b}" for b in article["bullets"]) + "\n"


def write(name, text):
    (HERE / name).write_text(text, encoding="utf-8", newline="")


def rss():
    items = ""
    for a in ARTICLES:
        items += f"""    <item>
      <title>{escape(a["title"])}</title>
      <link>https://gazette.example/{a["id"]}</link>
      <guid isPermaLink="false">{a["id"]}</guid>
      <pubDate>{a["mail"]}</pubDate>
      <dc:creator><![CDATA[{a["byline"]}]]></dc:creator>
      <description><![CDATA[{a["text"][0][:40]} …]]></description>
      <content:encoded><![CDATA[{html(a)}]]></content:encoded>
    </item>
"""
    write(
        "articles.rss",
        f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel>
    <title>Harbour Gazette</title>
    <description><![CDATA[News <item> by <item> from the harbour]]></description>
{items}  </channel>
</rss>
""",
    )


def atom():
    contents = [
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{html(FIRST)}</div></content>',
        f'<content type="html">{escape(html(SECOND))}</content>',
    ]
    entries = ""
    for a, content in zip(ARTICLES, contents):
        entries += f"""  <entry>
    <title type="text">{escape(a["title"])}</title>
    <id>{a["id"]}</id>
    <link href="https://gazette.example/{a["id"]}"/>
    <author><name>Ana Vella</name></author>
    <published>{a["day"]}T09:30:00+01:00</published>
    <updated>2024-03-14T10:00:00+01:00</updated>
    {content}
  </entry>
"""
    write(
        "articles.atom",
        f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>Harbour Gazette</title>
  <id>urn:gazette</id>
  <updated>2024-03-14T10:00:00+01:00</updated>
{entries}</feed>
""",
    )


def wordpress():
    items = ""
    for a in ARTICLES:
        items += f"""	<item>
		<title><![CDATA[{a["title"]}]]></title>
		<link>https://gazette.example/{a["id"]}/</link>
		<pubDate>{a["mail"]}</pubDate>
		<dc:creator><![CDATA[ana]]></dc:creator>
		<guid isPermaLink="false">{a["id"]}</guid>
		<description></description>
		<content:encoded><![CDATA[<!-- wp:paragraph -->
{html(a)}
<!-- /wp:paragraph -->]]></content:encoded>
		<excerpt:encoded><![CDATA[]]></excerpt:encoded>
		<wp:post_date><![CDATA[{a["day"]} 09:30:00]]></wp:post_date>
		<wp:status><![CDATA[publish]]></wp:status>
		<wp:post_type><![CDATA[post]]></wp:post_type>
	</item>
"""
    items += """	<item>
		<title><![CDATA[ferry-at-quay]]></title>
		<guid isPermaLink="false">hg-3</guid>
		<content:encoded><![CDATA[The the ferry at the quay.]]></content:encoded>
		<wp:post_type><![CDATA[attachment]]></wp:post_type>
	</item>
"""
    write(
        "articles-wordpress.xml",
        f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.4.3" -->
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
	<title>Harbour Gazette</title>
	<wp:wxr_version>1.2</wp:wxr_version>
{items}</channel>
</rss>
""",
    )


def nitf_body(a):
    return f"""<body>
    <body.head>
      <hedline><hl1>{escape(a["title"])}</hl1></hedline>
      <byline>By <person>Ana Vella</person><byttl>Harbour correspondent</byttl></byline>
      <dateline><location>VALLETTA</location></dateline>
    </body.head>
    <body.content>
      <media media-type="image">
        <media-reference source="ferry.jpg"/>
        <media-caption>The ferry at the quay.</media-caption>
        <media-producer>the the Gazette</media-producer>
      </media>
      <block>{html(a).replace("<b>the</b>", "<em>the</em>")}</block>
    </body.content>
  </body>"""


def nitf():
    for n, a in enumerate(ARTICLES, 1):
        write(
            f"articles-{n}.nitf",
            f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.5/specification/dtd/nitf-3-5.dtd">
<nitf>
  <head>
    <title>{escape(a["title"])}</title>
    <docdata>
      <doc-id id-string="{a["id"]}"/>
      <date.issue norm="{a["day"].replace("-", "")}T093000+0100"/>
    </docdata>
  </head>
  {nitf_body(a)}
</nitf>
""",
        )


def newsml():
    contents = [
        f'<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">{nitf_body(FIRST)}</nitf></inlineXML>',
        '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
        f"<body>{html(SECOND)}</body></html></inlineXML>",
    ]
    items = ""
    for a, content in zip(ARTICLES, contents):
        items += f"""    <newsItem guid="{a["id"]}" version="2" standard="NewsML-G2" standardversion="2.33">
      <itemMeta>
        <itemClass qcode="ninat:text"/>
        <firstCreated>{a["day"]}T09:30:00+01:00</firstCreated>
        <versionCreated>{a["day"]}T09:40:00+01:00</versionCreated>
      </itemMeta>
      <contentMeta>
        <by>{a["byline"]}</by>
        <headline>{escape(a["title"])}</headline>
      </contentMeta>
      <contentSet>{content}</contentSet>
    </newsItem>
"""
    items += """    <newsItem guid="hg-3" version="1" standard="NewsML-G2" standardversion="2.33">
      <itemMeta><itemClass qcode="ninat:picture"/></itemMeta>
      <contentMeta><headline>The the ferry</headline></contentMeta>
      <contentSet><remoteContent href="ferry.jpg" contenttype="image/jpeg"/></contentSet>
    </newsItem>
"""
    write(
        "articles.newsml",
        f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
  <header><sent>2024-03-12T09:45:00+01:00</sent></header>
  <itemSet>
{items}  </itemSet>
</newsMessage>
""",
    )


def as_json():
    def dump(name, value):
        write(name, json.dumps(value, ensure_ascii=False, indent=2).replace("€", "\\u20ac") + "\n")

    dump(
        "articles-ninjs-1.json",
        [
            {
                "uri": f"urn:gazette:{a['id']}",
                "type": "text",
                "versioncreated": f"{a['day']}T08:30:00Z",
                "byline": a["byline"],
                "headline": a["title"],
                "description_text": "A summary.",
                "body_xhtml": html(a),
            }
            for a in ARTICLES
        ]
        + [{"uri": "urn:gazette:hg-3", "type": "picture", "headline": "The the ferry"}],
    )
    dump(
        "articles-ninjs-3.json",
        {
            "items": [
                {
                    "uri": f"urn:gazette:{a['id']}",
                    "standard": {"name": "ninjs", "version": "3.0"},
                    "type": "text",
                    "firstCreated": f"{a['day']}T08:30:00Z",
                    "by": a["byline"],
                    "headlines": [
                        {"role": "main", "value": a["title"], "contentType": "text/plain"},
                        {"role": "short", "value": "The the short one", "contentType": "text/plain"},
                    ],
                    "bodies": [
                        {"role": "main", "contentType": "text/html", "value": html(a)},
                        {"role": "plain", "contentType": "text/plain", "value": plain(a)},
                    ],
                }
                for a in ARTICLES
            ],
            "count": 2,
        },
    )
    dump(
        "articles-wordpress.json",
        [
            {
                "id": a["id"],
                "date": f"{a['day']}T09:30:00",
                "link": f"https://gazette.example/{a['id']}/",
                "title": {"rendered": a["title"]},
                "content": {"rendered": html(a), "protected": False},
                "excerpt": {"rendered": "<p>The the start.</p>", "protected": False},
                "author": 3,
            }
            for a in ARTICLES
        ],
    )
    dump(
        "articles-linked.json",
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebSite", "@id": "https://gazette.example/", "name": "The the Gazette"},
                *(
                    {
                        "@type": "NewsArticle",
                        "@id": a["id"],
                        "headline": a["title"],
                        "datePublished": f"{a['day']}T09:30:00+01:00",
                        "author": [{"@type": "Person", "name": "Ana Vella"}],
                        "publisher": {"@type": "Organization", "name": "Harbour Gazette"},
                        "articleBody": plain(a),
                    }
                    for a in ARTICLES
                ),
            ],
        },
    )



def quoted(text):
    """Text as quoted-printable, with lines that end inside words."""
    out = ""
    for line in text.encode().split(b"\n"):
        row = ""
        for byte in line:
            piece = chr(byte) if 32 <= byte < 127 and byte != 61 else f"={byte:02X}"
            if len(row) + len(piece) > 70:
                out += row + "=\r\n"
                row = ""
            row += piece
        out += row + "\r\n"
    return out


def message(article, html_too):
    subject = article["title"].replace("Ten sailors", "=?utf-8?Q?Ten_sailors?=")
    head = f"""From: "Ana Vella" <ana@gazette.example>\r
To: desk@gazette.example\r
Subject: {subject[:40]}\r
 {subject[40:].strip()}\r
Date: {article["mail"]}\r
Message-ID: <{article["id"]}>\r
MIME-Version: 1.0\r
"""
    if not html_too:
        body = base64.encodebytes(plain(article).encode()).decode().replace("\n", "\r\n")
        return head + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body
    return (
        head
        + f"""Content-Type: multipart/alternative; boundary="=-gazette"\r
\r
This is a message of several parts.\r
--=-gazette\r
Content-Type: text/plain; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r
\r
{quoted("The the same as text.")}--=-gazette\r
Content-Type: text/html; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r
\r
{quoted(html(article))}--=-gazette--\r
"""
    )


def mail():
    write("articles-1.eml", message(FIRST, True))
    write("articles-2.eml", message(SECOND, False))
    start = "From ana@gazette.example Tue Mar 12 09:30:00 2024\r\n"
    write("articles.mbox", start + message(FIRST, True) + "\r\n" + start + message(SECOND, False))


def rtf():
    def words(text):
        out = ""
        for c in text:
            named = {"’": "\\rquote ", "“": "\\ldblquote ", "”": "\\rdblquote "}.get(c)
            if named or ord(c) < 128:
                out += named or c
            elif c == "€":
                out += "\\'80"
            else:
                out += f"\\u{ord(c)}?"
        return out.replace("Of the the", "Of the {\\b the}").replace("nine seven", "nine {\\i se}ven")

    for n, a in enumerate(ARTICLES, 1):
        text = "".join(f"\\pard {words(p)}\\par\n" for p in a["text"])
        text += "".join(
            f"\\pard{{\\listtext\\'b7\\tab}}\\ls1\\ilvl0 {words(b)}\\par\n" for b in a["bullets"]
        )
        write(
            f"articles-{n}.rtf",
            "{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1{\\fonttbl{\\f0 Times New Roman;}}\n"
            "{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}}\n"
            "{\\info{\\title The the title}{\\author Ana Vella}}\n"
            "{\\header\\pard The the header\\par}\n"
            f"\\pard\\s1\\b {words(a['title'])}\\b0\\par\n{text}}}\n",
        )


def asciidoc():
    for n, a in enumerate(ARTICLES, 1):
        paragraphs = "\n\n".join(a["text"]).replace("Of the the", "Of the *the*").replace("“", '"`').replace("”", '`"')
        paragraphs = paragraphs.replace("Mgarr", "https://mgarr.example[Mgarr]")
        bullets = "".join(f"\n* {b}" for b in a["bullets"])
        write(
            f"articles-{n}.adoc",
            f"""// A draft.
= {a["title"]}
Ana Vella <ana@gazette.example>
v1.0, {a["day"]}
:keywords: the the

image::ferry.jpg[The the ferry]

{paragraphs}
{bullets}

----
The the code.
----
""",
        )


def rst():
    for n, a in enumerate(ARTICLES, 1):
        paragraphs = "\n\n".join(a["text"]).replace("Of the the", "Of the **the**")
        paragraphs = paragraphs.replace("Mgarr", "`Mgarr <https://mgarr.example>`__")
        bullets = "".join(f"\n- {b}" for b in a["bullets"])
        write(
            f"articles-{n}.rst",
            f"""{a["title"]}
{"=" * len(a["title"])}

:Author: Ana Vella
:Date: {a["day"]}

.. image:: ferry.jpg
   :alt: The the ferry

{paragraphs}
{bullets}

.. code-block:: text

   The the code.
""",
        )


def warc():
    def record(kind, uri, content_type, block):
        return (
            f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-03-12T09:30:00Z\r\n"
            f"WARC-Record-ID: <urn:{uri[-4:]}>\r\nContent-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
        ).encode() + block + b"\r\n\r\n"

    def answer(kind, body, *heads, status="200 OK"):
        head = "".join(f"{h}\r\n" for h in heads)
        return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{head}\r\n".encode() + body

    def page(a):
        return (
            f"<!doctype html><title>x</title><article><h1>{escape(a['title'])}</h1>"
            f'<time datetime="{a["day"]}">{a["day"]}</time>\n{html(a)}</article>\n'
        )

    packed = gzip.compress(page(SECOND).encode("cp1252"), mtime=0)
    chunked = b"%x\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(packed[:50]), packed[:50], len(packed[50:]), packed[50:])
    http = "application/http; msgtype=response"
    records = [
        record("warcinfo", "urn:info", "application/warc-fields", b"software: by hand\r\n"),
        record("request", "https://gazette.example/hg-1", "application/http; msgtype=request", b"GET /hg-1 HTTP/1.1\r\n\r\n"),
        record("response", "https://gazette.example/hg-1", http, answer("text/html; charset=utf-8", page(FIRST).encode())),
        record("response", "https://gazette.example/ferry.jpg", http, answer("image/jpeg", bytes(range(256)) * 4)),
        record("response", "https://gazette.example/gone", http, answer("text/html", b"<p>The the page is gone", status="404 Not Found")),
        record(
            "response",
            "https://gazette.example/hg-2",
            http,
            answer("text/html; charset=windows-1252", chunked, "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
        ),
    ]
    (HERE / "articles.warc").write_bytes(b"".join(records))
    (HERE / "articles.warc.gz").write_bytes(b"".join(gzip.compress(r, mtime=0) for r in records))



rss()
atom()
wordpress()
nitf()
newsml()
as_json()
mail()
rtf()
asciidoc()
rst()
warc()
