// The findings of the page: read from its blocks, filtered, counted, put in order.
const findings = (() => {
  const SEVERITIES = ["info", "warning", "error"];
  // What has no year or no source.
  const NONE = "-";
  const rows = [];
  // For each filter its values, and for each row the place of its value.
  const facets = {};
  let rules = {};
  let entryBlocks = [];

  async function unpack(element) {
    const packed = atob(element.textContent);
    const bytes = new Uint8Array(packed.length);
    for (let i = 0; i < packed.length; i += 1) bytes[i] = packed.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).text();
  }

  async function load() {
    entryBlocks = [...document.querySelectorAll("script.entries")];
    rules = JSON.parse(await unpack(document.querySelector("script.rules")));
    const blocks = [...document.querySelectorAll("script.rows")];
    const texts = await Promise.all(blocks.map(unpack));
    for (const [block, text] of texts.entries()) {
      const of = JSON.parse(text);
      const at = (column, n) => of.texts[of[column][n]] ?? "";
      for (let n = 0; n < of.severity.length; n += 1) {
        const date = at("date", n);
        const source = at("source", n);
        rows.push({
          at: rows.length, block, n, severity: SEVERITIES[of.severity[n]], rule: at("rule", n), message: at("message", n),
          words: at("words", n), title: at("title", n), path: at("path", n), id: at("id", n), date, source,
          fingerprint: of.fingerprint[n], year: date.slice(0, 4), searched: null,
        });
      }
      blocks[block].remove();
    }
    for (const name of ["severity", "rule", "year", "source"]) facets[name] = facet(name);
  }

  function facet(name) {
    const places = new Map();
    const codes = new Uint32Array(rows.length);
    for (const row of rows) {
      const value = row[name] || NONE;
      if (!places.has(value)) places.set(value, places.size);
      codes[row.at] = places.get(value);
    }
    return { places, codes };
  }

  // Small letters without accents, so that "cafe" finds "Café".
  const plain = (text) => {
    const small = text.toLowerCase();
    return /^[\0-\x7f]*$/.test(small) ? small : small.normalize("NFD").replace(/\p{Mn}+/gu, "");
  };
  const searched = (row) => (row.searched ??= plain(
    `${row.message}\n${row.words}\n${row.title}\n${row.path}\n${row.id}\n${row.rule}\n${row.source}\n${row.date}`));

  // The rows that pass all filters, in order; and for each filter how many rows of each value pass
  // the others.
  function pick(state) {
    const wanted = plain(state.words).split(/\s+/).filter(Boolean);
    const names = Object.keys(facets);
    const chosen = names.map((name) => (state[name] ? facets[name].places.get(state[name]) ?? -1 : null));
    const codes = names.map((name) => facets[name].codes);
    const counts = names.map((name) => new Uint32Array(facets[name].places.size));
    const passes = new Uint8Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) {
      let fails = 0;
      let failed = 0;
      for (let f = 0; f < names.length; f += 1) {
        if (chosen[f] !== null && codes[f][at] !== chosen[f]) {
          fails += 1;
          failed = f;
        }
      }
      if (fails > 1 || !wanted.every((word) => searched(rows[at]).includes(word))) continue;
      if (fails) counts[failed][codes[failed][at]] += 1;
      else {
        passes[at] = 1;
        for (let f = 0; f < names.length; f += 1) counts[f][codes[f][at]] += 1;
      }
    }
    const shown = [];
    for (const at of order(state.sort)) if (passes[at]) shown.push(rows[at]);
    const count = (name, value) => counts[names.indexOf(name)][facets[name].places.get(value)] ?? 0;
    return { shown, count };
  }

  // Order

  const ranked = new Map();
  const collator = new Intl.Collator("en", { numeric: true });

  // For each row, where it would stand by a column; 0 for those that have nothing there.
  function ranks(column) {
    if (!ranked.has(column)) {
      const value = column === "severity" ? (row) => String(2 - SEVERITIES.indexOf(row.severity)) : (row) => row[column];
      const isPlain = ["severity", "date"].includes(column);
      const values = [...new Set(rows.map(value))].filter(Boolean);
      values.sort(isPlain ? undefined : collator.compare);
      const places = new Map(values.map((text, i) => [text, i + 1]));
      ranked.set(column, { most: values.length, of: Uint32Array.from(rows, (row) => places.get(value(row)) ?? 0) });
    }
    return ranked.get(column);
  }

  // "date" or "-date". What has nothing in the column comes last either way; what is equal stays in
  // the order of the page.
  function order(sort) {
    const column = sort.replace("-", "");
    const all = rows.length;
    if (!COLUMNS.includes(column)) return rows.keys();
    const { most, of } = ranks(column);
    const keys = Float64Array.from(of, (rank, at) => {
      const place = !rank ? most + 1 : sort.startsWith("-") ? most + 1 - rank : rank;
      return place * all + at;
    });
    return keys.sort().map((key) => key % all);
  }

  const COLUMNS = ["severity", "rule", "message", "title", "date", "source"];

  // What a first filter and a first click on a column need, made while nobody waits.
  function prepare() {
    const idle = self.requestIdleCallback ?? ((does) => setTimeout(() => does({ timeRemaining: () => 10 }), 20));
    let at = 0;
    const some = (deadline) => {
      do for (const end = Math.min(at + 200, rows.length); at < end; at += 1) searched(rows[at]);
      while (at < rows.length && deadline.timeRemaining() > 2);
      if (at < rows.length) idle(some);
    };
    for (const column of COLUMNS) idle(() => ranks(column));
    idle(some);
  }

  // The line of findings.jsonl of a row. A few blocks are kept, for who goes from one to the next.
  const lines = new Map();
  async function entry(row) {
    if (!lines.has(row.block)) {
      if (lines.size > 4) lines.delete(lines.keys().next().value);
      lines.set(row.block, unpack(entryBlocks[row.block]).then((text) => text.split("\n")));
    }
    return JSON.parse((await lines.get(row.block))[row.n]);
  }

  // A finding's name in an address: its fingerprint, and which of those that share it.
  const same = (row) => rows.filter((other) => other.fingerprint === row.fingerprint);
  function name(row) {
    const place = same(row).indexOf(row);
    return place ? `${row.fingerprint}.${place + 1}` : row.fingerprint;
  }
  function named(name) {
    const [fingerprint, place = 1] = name.split(".");
    return rows.filter((row) => row.fingerprint === fingerprint)[place - 1] ?? null;
  }

  return {
    SEVERITIES, NONE, COLUMNS, rows, load, prepare, pick, entry, name, named,
    values: (name) => [...facets[name].places.keys()],
    about: (rule) => rules[rule],
  };
})();
