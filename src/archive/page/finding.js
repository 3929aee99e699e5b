// Elements of findings: a row of the table, and what opens below it.
const element = (() => {
  const make = (tag, className, ...parts) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    for (const part of parts) if (part) made.append(part);
    return made;
  };
  // What comes from articles goes its own way, from the left or from the right.
  const text = (tag, className, content) => {
    const made = make(tag, className, content);
    made.dir = "auto";
    return made;
  };

  function cell(className, ...parts) {
    const made = make("div", className, ...parts);
    made.role = "cell";
    return made;
  }

  function row(of) {
    const made = make("div", `row finding ${of.severity}`);
    made.role = "row";
    const open = text("button", "message", make("span", "", of.message));
    open.type = "button";
    open.ariaExpanded = "false";
    const title = of.title ? text("span", "", of.title) : text("span", "untitled", of.id ? `${of.path} · ${of.id}` : of.path);
    made.append(
      cell("severity-of", make("span", "severity", of.severity)),
      cell("rule", make("span", "", of.rule)),
      cell("message-of", open),
      cell("title", title),
      cell("date", of.date),
      cell("source", text("span", "", of.source)),
    );
    return made;
  }

  // A passage with its words marked.
  function quote({ before, words, after }) {
    const made = text("blockquote", "", before);
    made.append(make("mark", words.trim() ? "" : "blank", words), after);
    return made;
  }

  function sheet(className, heading, { path, article, part, passage, line, column }, ...more) {
    const about = [
      article.date && make("time", "", article.date),
      article.source && text("bdi", "", article.source),
      article.id && make("span", "", "record ", text("bdi", "", article.id)),
      !article.id && article.index > 1 && make("span", "", `article ${article.index} of the file`),
      make("span", "place", text("bdi", "", part ? `${path} (${part})` : path), line ? `:${line}:${column}` : ""),
    ];
    const title = article.title ? text("h3", "", article.title) : make("h3", "untitled", "Without a headline");
    return make("section", `sheet ${className}`, heading && make("p", "heading", heading), title,
      make("p", "of", ...about), quote(passage), ...more);
  }

  // Words to be copied. It needs no permission and no server.
  function copied(words) {
    const button = make("button", "copy", "Copy");
    button.type = "button";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(words);
      } catch {
        // A page from a file may not have the clipboard: what is selected, the keys copy.
        getSelection().selectAllChildren(button.previousElementSibling);
        if (!document.execCommand("copy")) return;
      }
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    return make("dd", "copied", make("code", "", words), button);
  }

  // `isCut` says that the row does not show all of its message.
  function opened(entry, isCut) {
    const { severity, help, labels, counterpart, fingerprint, rule } = entry;
    const mentions = labels.length > 0 && make("ul", "labels", ...labels.map((label) => text("li", "", label.text)));
    const about = findings.about(rule);
    const list = make("dl", "about",
      help && make("dt", "", "What to do"), help && text("dd", "", `${help[0].toUpperCase()}${help.slice(1)}.`),
      about && make("dt", "", "The rule"), about && make("dd", "", `${about[0]}. ${about[1]}`),
      make("dt", "", "To ignore it"), make("dd", "", "put this line before its paragraph, with your reason:"),
      copied(`<!-- factlint-ignore ${rule}: reason -->`),
      make("dt", "", "Fingerprint"), make("dd", "", make("code", "", fingerprint)),
    );
    return make("div", `opened ${severity}${counterpart ? " pair" : ""}`,
      isCut && text("p", "said", entry.message),
      sheet("own", counterpart ? "This article" : "", entry, mentions),
      counterpart && sheet("other", "The other article", counterpart),
      list,
    );
  }

  // A line for paper.
  function printed(of) {
    return make("tr", of.severity, make("td", "severity", of.severity), make("td", "", of.rule), text("td", "", of.message),
      text("td", "title", of.title || of.path), make("td", "", of.date), text("td", "", of.source));
  }

  return { make, row, opened, printed };
})();
