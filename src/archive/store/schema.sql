-- The store of an audit. Documented in docs/audit.md.

-- What the store knows of itself.
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value
) WITHOUT ROWID;

-- What is read and hashed at once: a file, or a record of a file of records.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    offset INTEGER NOT NULL,     -- its first byte in the file (unpacked), from 0
    length INTEGER NOT NULL,     -- its bytes
    line INTEGER NOT NULL,       -- lines of the file that end before it
    record INTEGER NOT NULL,     -- records of the file before it
    hash BLOB NOT NULL,          -- XXH3 of its bytes, 128 bits
    stamp INTEGER NOT NULL,      -- what it was linted by: rules, version and configuration
    suppressed INTEGER NOT NULL, -- findings that its own comments suppress
    error TEXT,                  -- why some or all of it cannot be read
    note TEXT                    -- what was not read as it should be
);
CREATE INDEX sources_by_place ON sources (path, offset);

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources,
    number INTEGER NOT NULL,     -- its place in the source, from 1
    name TEXT,                   -- what its file calls it
    title TEXT,
    date TEXT,                   -- the day of publication: 2024-03-12
    publisher TEXT
);
CREATE INDEX articles_by_source ON articles (source);

-- start, end and line count from where the source begins; the views add its place.
CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,      -- error, warning or info
    message TEXT NOT NULL,
    help TEXT,
    part TEXT,                   -- the part of the file that bytes are counted in
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    line INTEGER NOT NULL,
    column INTEGER NOT NULL,
    before TEXT NOT NULL,
    words TEXT NOT NULL,
    after TEXT NOT NULL,
    labels TEXT,                 -- JSON: [{"start", "end", "text"}]
    fingerprint TEXT NOT NULL,
    key INTEGER,                 -- of findings between articles, the key of the group
    claim INTEGER,               -- and the claim that it is told of
    counterpart INTEGER          -- and the claim that it is told by
);
CREATE INDEX findings_by_article ON findings (article);
CREATE INDEX findings_by_key ON findings (rule, key) WHERE key IS NOT NULL;

-- What articles say that is held against others: claims of one rule and key are a group.
CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    key INTEGER NOT NULL,
    value TEXT NOT NULL,
    part TEXT,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    line INTEGER NOT NULL,
    column INTEGER NOT NULL,
    before TEXT NOT NULL,
    words TEXT NOT NULL,
    after TEXT NOT NULL
);
CREATE INDEX claims_by_article ON claims (article);

-- Groups that are to be related once more.
CREATE TABLE dirty (
    rule TEXT NOT NULL,
    key INTEGER NOT NULL,
    PRIMARY KEY (rule, key)
) WITHOUT ROWID;

CREATE VIEW articles_view AS
SELECT a.id, s.path, s.offset, s.record + a.number AS number, lower(hex(s.hash)) AS hash, a.name, a.date,
       a.title, a.publisher, s.length
FROM articles a JOIN sources s ON s.id = a.source;

CREATE VIEW findings_view AS
SELECT f.id, f.article, f.rule, f.severity, s.path, s.offset, s.record + a.number AS number, a.name, a.date,
       a.title, a.publisher, f.message, f.help, f.part, s.offset + f.start AS start, s.offset + f.end AS end,
       s.line + f.line AS line, f.column, f.before, f.words, f.after, f.before || f.words || f.after AS passage,
       f.fingerprint, c.article AS counterpart, c.before || c.words || c.after AS counterpart_passage
FROM findings f JOIN articles a ON a.id = f.article JOIN sources s ON s.id = a.source
LEFT JOIN claims c ON c.id = f.counterpart;

CREATE VIEW claims_view AS
SELECT c.id, c.article, c.rule, c.key, c.value, s.path, a.name, a.date, a.title, a.publisher,
       s.offset + c.start AS start, s.offset + c.end AS end, s.line + c.line AS line, c.column,
       c.before || c.words || c.after AS passage
FROM claims c JOIN articles a ON a.id = c.article JOIN sources s ON s.id = a.source;

CREATE VIEW unreadable AS
SELECT path, offset, error FROM sources WHERE error IS NOT NULL;
