// The table: of its rows, those in view are elements. One row may be open, with its finding below.
const table = (() => {
  const one = (selector) => document.querySelector(selector);
  const root = one("#table");
  if (!root) return null;
  const body = one("#rows");
  const head = one("#table .head");
  const tools = one("#tools");

  let shown = [];
  let height = 52;
  // Places in `shown`: of the row with the focus of the keys, and of the row that is open.
  let current = -1;
  let open = -1;
  let panel = null;
  let panelHeight = 0;
  const elements = new Map();

  const top = (index) => index * height + (open >= 0 && index > open ? panelHeight : 0);
  const bottom = () => top(shown.length);
  // What stays on top of the window while the rows move.
  const covered = () => (getComputedStyle(head).position === "sticky" ? head.offsetHeight : 0) +
    (getComputedStyle(tools).position === "sticky" ? tools.offsetHeight : 0);
  const start = () => body.getBoundingClientRect().top;

  function at(y) {
    const end = (open + 1) * height;
    const index = open < 0 || y < end ? y : y < end + panelHeight ? open * height : y - panelHeight;
    return Math.min(Math.max(Math.floor(index / height), 0), Math.max(shown.length - 1, 0));
  }

  function draw() {
    const from = at(-start()) - 8;
    const to = at(innerHeight - start()) + 8;
    const wanted = new Set();
    const add = (index) => { if (index >= 0 && index < shown.length) wanted.add(index); };
    for (let index = from; index <= to; index += 1) add(index);
    add(current);
    add(open);
    const list = [];
    const keep = new Set();
    for (const index of [...wanted].sort((a, b) => a - b)) {
      const row = shown[index];
      keep.add(row);
      if (!elements.has(row)) elements.set(row, element.row(row));
      const made = elements.get(row);
      made.finding = row;
      made.ariaRowIndex = String(index + 2);
      made.style.transform = `translateY(${top(index)}px)`;
      made.classList.toggle("odd", index % 2 === 1);
      made.classList.toggle("open", index === open);
      made.querySelector("button").ariaExpanded = String(index === open);
      list.push(made);
      if (index === open && panel) {
        panel.style.transform = `translateY(${(open + 1) * height}px)`;
        list.push(panel);
      }
    }
    for (const [row, made] of elements) {
      if (!keep.has(row)) {
        made.remove();
        elements.delete(row);
      }
    }
    // What is in its place stays there, so that it keeps the focus.
    let place = body.firstChild;
    for (const made of list) {
      if (made === place) place = place.nextSibling;
      else body.insertBefore(made, place);
    }
    while (place) {
      const next = place.nextSibling;
      place.remove();
      place = next;
    }
    body.style.height = `${bottom()}px`;
  }

  let asked = false;
  function soon() {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  }

  function measure() {
    document.documentElement.style.setProperty("--tools", `${tools.offsetHeight}px`);
    const probe = body.querySelector(".row");
    if (probe) height = probe.offsetHeight;
    draw();
  }

  const watched = new ResizeObserver(() => {
    if (!panel) return;
    panelHeight = panel.offsetHeight;
    draw();
  });

  // Brings a row into view, with what is open below it if there is room.
  function reveal(index) {
    const above = covered();
    const y = start() + top(index);
    const end = y + height + (index === open ? panelHeight : 0);
    if (y < above) scrollBy(0, y - above - 8);
    else if (end > innerHeight) scrollBy(0, Math.min(end - innerHeight + 8, y - above - 8));
  }

  async function setOpen(row) {
    watched.disconnect();
    panel?.remove();
    panel = null;
    panelHeight = 0;
    open = row ? shown.indexOf(row) : -1;
    if (open < 0) return draw();
    const mine = element.make("div", "panel");
    mine.role = "row";
    panel = mine;
    const entry = await findings.entry(row);
    if (panel !== mine) return;
    const message = elements.get(row)?.querySelector(".message span");
    const isCut = !message || message.scrollHeight > message.clientHeight + 1;
    const inner = element.make("div", "", element.opened(entry, isCut));
    inner.role = "cell";
    inner.setAttribute("aria-colspan", "6");
    mine.append(inner);
    draw();
    panelHeight = mine.offsetHeight;
    draw();
    watched.observe(mine);
  }

  const focus = (index) => elements.get(shown[index])?.querySelector("button").focus({ preventScroll: true });

  return {
    root, measure, soon,
    get shown() { return shown; },
    get current() { return shown[current] ?? null; },
    get open() { return shown[open] ?? null; },

    // Other rows. The one that is open stays open if it is among them.
    async show(rows, opened) {
      const had = body.contains(document.activeElement) ? shown[current] : null;
      const held = shown[current] ?? null;
      shown = rows;
      root.ariaRowCount = String(rows.length + 1);
      current = held ? rows.indexOf(held) : -1;
      if (root.getBoundingClientRect().top < 0) {
        root.scrollIntoView();
        scrollBy(0, -tools.offsetHeight);
      }
      await setOpen(opened);
      if (had && current >= 0) focus(current);
    },

    // Opens a row, or closes the one that is open. The row stays where it is in the window.
    async toggle(row) {
      const index = row ? shown.indexOf(row) : open;
      if (index < 0) return;
      const y = start() + top(index);
      current = index;
      await setOpen(row);
      scrollBy(0, start() + top(index) - y);
      focus(index);
      if (row) reveal(index);
    },

    // Shows a row of which one comes to the page.
    arrive(row) {
      current = shown.indexOf(row);
      if (current < 0) return;
      reveal(current);
      draw();
      focus(current);
    },

    // The row that a step leads to; the first is the first in view.
    next(by) {
      if (current < 0) return shown[by > 0 ? at(covered() - start()) : 0] ?? null;
      return shown[Math.min(Math.max(current + by, 0), shown.length - 1)] ?? null;
    },

    // Moves the focus to a row. If another was open, this one is opened in its place.
    async go(row) {
      const before = current < 0 ? null : start() + top(current);
      current = shown.indexOf(row);
      if (open >= 0) {
        await setOpen(row);
        if (before !== null && before >= covered() && before < innerHeight) scrollBy(0, start() + top(current) - before);
      }
      reveal(current);
      draw();
      focus(current);
    },

    held(element) {
      const made = element.closest(".row.finding");
      return made ? made.finding : null;
    },

    // The focus came to a row otherwise, by a click or by Tab.
    hold(row) { current = shown.indexOf(row); },
  };
})();
