"use strict";
// The engine behind the address of the page: `factlint serve`.
((page) => {
  /** What went wrong, as a sentence with the way out. `gone`: no answer came at all; asking again may help. */
  page.Refused = class extends Error {
    constructor(sentence, gone = false) {
      super(sentence);
      this.gone = gone;
    }
  };

  const GONE = "factlint does not answer. See whether “factlint serve” still runs, and start it again on the same port; the text stays here meanwhile.";

  // A server for other computers too wants a token, which it prints behind the address.
  const token = decodeURIComponent(location.hash.slice(1));
  const shown = token && { Authorization: `Bearer ${token}` };

  page.serverEngine = (version) => ({
    version,
    async check({ text, bytes, name, date, places }, signal) {
      const query = new URLSearchParams({ name, ...(date && { date }), ...(places && { places }) });
      const headers = { "Content-Type": "application/octet-stream", ...shown };
      let response;
      let answer;
      try {
        response = await fetch(`check?${query}`, { method: "POST", body: bytes ?? text, headers, signal });
        answer = await response.json();
      } catch (error) {
        if (error.name === "AbortError") throw error;
        if (!response) throw new page.Refused(GONE, true);
        throw new page.Refused(`What answers at this address is not factlint (status ${response.status}). Start “factlint serve” on a port that nothing else has.`, true);
      }
      if (!response.ok) throw new page.Refused(answer?.error ?? `factlint refused the text with status ${response.status}. Try again, or check the file with “factlint check”.`);
      return answer;
    },
  });
})(globalThis.factlint ??= {});
