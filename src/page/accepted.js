"use strict";
// Findings that may stay, by fingerprint, each with a reason. They are kept as long as the page is open;
// on the device only if that is asked for, and until it is taken back.
((page) => {
  const KEY = "factlint-accepted";
  const { element } = page;

  page.Accepted = class extends EventTarget {
    #kept = new Map();
    #remember = document.querySelector("#remember");
    #box = document.querySelector("#accepted");

    /** Events: `change` when one is accepted or taken back. */
    constructor() {
      super();
      try {
        const stored = JSON.parse(localStorage.getItem(KEY));
        if (stored) {
          this.#kept = new Map(Object.entries(stored));
          this.#remember.checked = true;
        }
      } catch { /* nothing is kept */ }
      this.#remember.addEventListener("change", () => this.#store());
      this.#box.addEventListener("click", ({ target }) => {
        const { fingerprint } = target.closest("[data-does=back]")?.dataset ?? {};
        if (!fingerprint) return;
        this.#kept.delete(fingerprint);
        this.#changed();
      });
      document.querySelector("#save-accepted").addEventListener("click", () => page.save("factlint-baseline.toml", this.#toml()));
    }

    has(finding) {
      return this.#kept.has(finding.fingerprint);
    }

    add({ fingerprint, rule, was, severity }, reason) {
      this.#kept.set(fingerprint, { rule, words: page.excerpt(was, 120), reason, severity, path: page.name() });
      this.#changed();
    }

    /** Lists the accepted of some findings, and those that the text itself excuses. */
    show(findings, excused) {
      const accepted = findings.filter((finding) => this.has(finding));
      const count = accepted.length + excused.length;
      this.#box.hidden = !count && !this.#kept.size;
      this.#box.querySelector("summary").textContent = `${count.toLocaleString("en")} accepted`;
      const row = (finding, reason, ...more) => element("li", { dir: "auto", class: finding.severity },
        element("span", { class: "severity" }, finding.severity), " ",
        element("span", { class: "rule" }, finding.rule), " ",
        element("q", {}, page.excerpt(finding.was)), ` – ${finding.message}`,
        element("span", { class: "by" }, ` – ${reason}`), ...more);
      this.#box.querySelector("ul").replaceChildren(
        ...accepted.slice(0, 200).map((finding) => row(finding, this.#kept.get(finding.fingerprint).reason || "without a reason", " ",
          element("button", { type: "button", class: "act", "data-does": "back", "data-fingerprint": finding.fingerprint, "aria-label": `Take back: ${finding.message}` }, "Take back"))),
        ...excused.slice(0, 200).map((finding) => row(finding, `${finding.by === "baseline" ? "in the baseline" : "ignored in the text"}${finding.reason ? `: ${finding.reason}` : ""}`)));
      document.querySelector("#save-accepted").hidden = !this.#kept.size;
    }

    #changed() {
      this.#store();
      this.dispatchEvent(new Event("change"));
    }

    #store() {
      try {
        if (this.#remember.checked) localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(this.#kept)));
        else localStorage.removeItem(KEY);
      } catch {
        this.#remember.checked = false;
        page.say("This browser keeps nothing for the page. Download the list instead.");
      }
    }

    // A baseline, which `factlint check --baseline` reads.
    #toml() {
      const quoted = (text) => JSON.stringify(text).replaceAll("\u007f", "\\u007F");
      const rows = [...this.#kept].sort(([a], [b]) => (a < b ? -1 : 1)).map(([fingerprint, { rule, path, words, reason }]) => {
        const pairs = { fingerprint, rule, path, words, ...(reason && { reason }) };
        return `  { ${Object.entries(pairs).map(([key, value]) => `${key} = ${quoted(value)}`).join(", ")} },\n`;
      });
      return `version = 1\nfindings = [\n${rows.join("")}]\n`;
    }
  };
})(globalThis.factlint ??= {});
