// The field in the header: "/" leads to it, and while somebody writes, a few of what is found stand below (the ARIA
// pattern of a combobox with a list). Without this the form is sent as ever, and the page has it all.
(() => {
  "use strict";
  const PAUSE = 150; // milliseconds between two questions, and never two at once
  const SHORTEST = 2; // letters that are asked about
  const form = document.querySelector("form[data-suggest]");
  if (!form) return;
  const field = form.querySelector("input");
  const list = document.createElement("ul");
  const said = document.createElement("p");
  let timer = 0;
  let asked = ""; // what the list answers
  let inFlight = false;

  function prepare() {
    Object.assign(list, { className: "seek__list", id: "seek-list", role: "listbox", hidden: true });
    list.setAttribute("aria-label", field.placeholder);
    Object.assign(said, { className: "sr-only", role: "status" });
    form.append(list, said);
    field.type = "text"; // a field of the type "search" cannot be a combobox (ARIA in HTML)
    field.inputMode = "search";
    const roles = { role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(roles)) field.setAttribute(name, value);
  }

  const choices = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => choices().findIndex((choice) => choice.getAttribute("aria-selected") === "true");

  function show(isOpen) {
    list.hidden = !isOpen;
    field.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) choose(-1);
  }

  function choose(place) {
    choices().forEach((choice, number) => choice.setAttribute("aria-selected", String(number === place)));
    const choice = choices()[place];
    if (choice) field.setAttribute("aria-activedescendant", choice.id);
    else field.removeAttribute("aria-activedescendant");
    choice?.scrollIntoView({ block: "nearest" });
  }

  function move(by) {
    const count = choices().length;
    const from = chosen();
    if (count) choose(from < 0 && by < 0 ? count - 1 : (from + by + count) % count);
  }

  async function ask() {
    timer = 0;
    const words = field.value.trim();
    if (words === asked) return;
    if (words.length < SHORTEST) {
      asked = "";
      show(false);
      return;
    }
    if (inFlight) return; // whoever is under way asks again when it is back
    inFlight = true;
    const answer = await fetched(words);
    inFlight = false;
    if (answer !== null) answered(words, answer);
    if (field.value.trim() !== words) later();
  }

  async function fetched(words) {
    try {
      const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: words })}`);
      return answer.ok && !answer.redirected ? await answer.text() : null;
    } catch {
      return null; // the portal is away: the form still says so when it is sent
    }
  }

  function answered(words, html) {
    asked = words;
    list.innerHTML = html;
    const count = choices().length;
    said.textContent = form.dataset.said.replace("0", count);
    show(count > 0 && document.activeElement === field);
  }

  function later() {
    if (!timer) timer = setTimeout(ask, PAUSE);
  }

  const keys = {
    ArrowDown: () => (list.hidden ? show(choices().length > 0) : move(1)),
    ArrowUp: () => move(-1),
    Escape: () => show(false),
  };

  function pressed(event) {
    const choice = choices()[chosen()];
    if (event.key === "Enter" && choice && !list.hidden) {
      event.preventDefault();
      location.assign(choice.dataset.href);
    } else if (keys[event.key] && (event.key !== "Escape" || !list.hidden)) {
      event.preventDefault();
      keys[event.key]();
    }
  }

  function slash(event) {
    const writes = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || writes || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  }

  prepare();
  field.addEventListener("input", later);
  field.addEventListener("keydown", pressed);
  field.addEventListener("blur", () => show(false));
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const choice = event.target.closest("[role=option]");
    if (choice) location.assign(choice.dataset.href);
  });
  document.addEventListener("keydown", slash);
})();
