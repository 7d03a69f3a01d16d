// What is written in a form with a text is kept on this device until it has been sent, and offered when the form is
// opened again: after a reload, a crash, an expired session or a network that was away. It never leaves the device,
// is found by nobody else who signs in here, and is gone after signing out. What cannot be kept is silently not kept.
(() => {
  "use strict";
  const { person, found, here, take, drop } = document.currentScript.dataset;
  const PREFIX = "words:";
  const MINE = `${PREFIX}${person}:`;
  const SENT = "sent"; // the cookie that names the form which the portal has just taken
  const LONGEST = 200_000; // characters of one form
  const MOST = 20; // forms
  const LASTS = 14 * 24 * 60 * 60 * 1000;
  const PAUSE = 400; // milliseconds without a key pressed
  const NEVER = new Set(["hidden", "password", "file", "submit", "button", "image", "reset"]);

  function quietly(act) {
    try {
      return act();
    } catch {
      return undefined; // no storage, a full one, or something in it that is not ours
    }
  }

  const names = (storage = localStorage) => Object.keys(storage).filter((name) => name.startsWith(PREFIX));
  const read = (name) => quietly(() => JSON.parse(localStorage.getItem(name)));
  const forget = (name) => quietly(() => localStorage.removeItem(name));

  function forgetAll() {
    quietly(() => names().forEach(forget));
    quietly(() => sessionStorage.clear());
  }

  function write(name, kept) {
    const text = JSON.stringify(kept);
    if (text.length > LONGEST) return;
    quietly(() => localStorage.setItem(name, text));
    const mine = names().sort((a, b) => (read(b)?.at ?? 0) - (read(a)?.at ?? 0));
    mine.slice(MOST).forEach(forget);
  }

  function tidy() {
    for (const name of names()) {
      const isOld = Date.now() - (read(name)?.at ?? 0) > LASTS;
      if (isOld || !name.startsWith(MINE)) forget(name);
    }
    const foreign = names(sessionStorage).filter((name) => !name.startsWith(MINE));
    foreign.forEach((name) => sessionStorage.removeItem(name));
  }

  function nameOf(form) {
    const address = new URL(form.getAttribute("action") || location.href, location.href);
    return `${MINE}${address.pathname}${address.search}`;
  }

  const isKept = (field) =>
    field.name && !NEVER.has(field.type) && !/password|one-time-code|^off$/.test(field.autocomplete ?? "");

  // Every field that is kept, with its values: [["title", ["Tre dagar"]], …]; `asServed`: as the page came.
  function words(form, asServed = false) {
    const values = new Map();
    for (const field of [...form.elements].filter(isKept)) {
      const before = values.get(field.name) ?? [];
      values.set(field.name, before.concat(valuesOf(field, asServed)));
    }
    return JSON.stringify([...values]);
  }

  function valuesOf(field, asServed) {
    if (field.options) {
      const chosen = [...field.options].filter((one) => (asServed ? one.defaultSelected : one.selected));
      const first = field.type === "select-one" ? [...field.options].slice(0, 1) : [];
      return (chosen.length ? chosen : first).map((one) => one.value);
    }
    if (field.type === "checkbox" || field.type === "radio") {
      return (asServed ? field.defaultChecked : field.checked) ? [field.value] : [];
    }
    return [(asServed ? field.defaultValue : field.value).replaceAll("\r\n", "\n")];
  }

  function bringBack(form, kept) {
    const values = new Map(JSON.parse(kept));
    for (const field of [...form.elements].filter((one) => isKept(one) && values.has(one.name))) {
      const mine = values.get(field.name);
      if (field.options) [...field.options].forEach((one) => (one.selected = mine.includes(one.value)));
      else if (field.type === "checkbox" || field.type === "radio") field.checked = mine.includes(field.value);
      else field.value = mine.shift() ?? "";
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function button(text, look, act) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: `button ${look}`, textContent: text });
    made.addEventListener("click", act);
    return made;
  }

  // `kept` stands above the fields, to be brought back or thrown away; `decided` is told which.
  function offer(form, kept, decided) {
    const when = new Date(kept.at).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
    const box = document.createElement("div");
    box.className = "notice notice--hold";
    box.setAttribute("role", "group");
    const said = document.createElement("p");
    const strong = document.createElement("strong");
    strong.textContent = found.replace("%s", when);
    said.append(strong, here);
    const choices = document.createElement("div");
    choices.className = "actions";
    const choose = (isTaken) => () => {
      box.remove();
      decided(isTaken);
      form.querySelector("textarea")?.focus();
    };
    choices.append(button(take, "button--quiet", choose(true)), button(drop, "button--bare", choose(false)));
    box.append(said, choices);
    form.prepend(box);
  }

  function watch(form) {
    const name = nameOf(form);
    const served = words(form, true);
    let offered = null; // what was kept before, as long as nobody has said what to do with it
    let isTouched = false;
    let isSending = false;
    let timer;

    function keep() {
      clearTimeout(timer);
      if (!isTouched) return;
      const now = words(form);
      const before = offered && { at: offered.at, words: offered.words };
      if (now !== served) write(name, { at: Date.now(), words: now, before, isSending, key: keyOf(form) });
      else if (offered) write(name, offered);
      else forget(name);
    }

    function propose(kept) {
      offered = kept;
      offer(form, kept, (isTaken) => {
        offered = kept.before ?? null;
        isTouched = true;
        if (isTaken) bringBack(form, kept.words);
        keep();
        if (offered) propose(offered);
      });
    }

    function open() {
      isTouched = isSending = false;
      const taken = takenBefore(name);
      const isBack = taken?.key && taken.words === words(form) && taken.words !== served;
      if (isBack) form.querySelector('[name="form_key"]').value = taken.key; // the browser filled in what was sent
      const kept = read(name);
      if (!kept?.words || offered || kept.words === words(form)) return;
      if (kept.words === served) forget(name);
      else propose(kept);
    }

    function send() {
      const taken = takenBefore(name);
      const isSecond = Boolean(taken) && taken.key === keyOf(form);
      isTouched = !isSecond || taken.words !== words(form);
      isSending = !isSecond; // what was changed after Back is not taken a second time: it stays here
      keep();
    }

    form.addEventListener("input", () => {
      isTouched = true;
      isSending = false;
      clearTimeout(timer);
      timer = setTimeout(keep, PAUSE);
    });
    form.addEventListener("submit", send);
    window.addEventListener("pagehide", keep);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
    window.addEventListener("pageshow", open);
  }

  const keyOf = (form) => form.querySelector('[name="form_key"]')?.value ?? "";
  const takenBefore = (name) => quietly(() => JSON.parse(sessionStorage.getItem(name)));

  // The portal has taken a form, and says which: what was kept of it is not needed any more.
  function forgetWhatWasTaken() {
    const cookie = document.cookie.split("; ").find((one) => one.startsWith(`${SENT}=`));
    if (!cookie) return;
    document.cookie = `${SENT}=; Max-Age=0; Path=/; SameSite=Strict`;
    const name = MINE + decodeURIComponent(cookie.slice(SENT.length + 1));
    const kept = read(name);
    if (!kept?.isSending) return;
    forget(name);
    if (kept.key) quietly(() => sessionStorage.setItem(name, JSON.stringify({ key: kept.key, words: kept.words })));
  }

  function begin() {
    if (person) {
      forgetWhatWasTaken();
      tidy();
      document.querySelectorAll("form:has(textarea:not([readonly]))").forEach((form) => {
        if (form.method === "post") watch(form);
      });
    }
    document.querySelector("form[data-signs-out]")?.addEventListener("submit", forgetAll);
  }

  quietly(begin);
})();
