"use strict";
// Light or dark. What is chosen is kept where the browser lets a page keep anything.
(() => {
  const themes = { auto: "◐", light: "☀", dark: "☾" };
  const button = document.querySelector("#theme");
  function theme(name) {
    if (name === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
    button.textContent = themes[name];
    button.title = `Theme: ${name}`;
    button.setAttribute("aria-label", `Theme: ${name}`);
    button.dataset.name = name;
  }
  let kept = "auto";
  try { kept = localStorage.getItem("factlint-theme") ?? "auto"; } catch { /* not kept */ }
  theme(kept in themes ? kept : "auto");
  button.addEventListener("click", () => {
    const names = Object.keys(themes);
    const name = names[(names.indexOf(button.dataset.name) + 1) % names.length];
    theme(name);
    try { localStorage.setItem("factlint-theme", name); } catch { /* not kept */ }
  });
})();
