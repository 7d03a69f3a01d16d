// Watches a walk through the page by Tab. Each stop is looked at when the next key goes down: by then the browser
// has scrolled to it. `walk.report()` says in words what was not reached, not seen, hidden, or a trap.
() => {
  const CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]";
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
  const told = (one) => {
    const words = one.labels?.[0]?.innerText || one.innerText || one.getAttribute("aria-label") || one.name || one.id;
    return `${one.localName} “${(words ?? "").replace(/\s+/g, " ").trim().slice(0, 50)}”`;
  };
  const fixed = (one) => {
    for (let place = one; place instanceof Element; place = place.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(place).position)) return place;
    }
    return null;
  };
  const ringed = (one) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) > 0 && !/[/,] ?0\)$/.test(outlineColor.replace(/^rgb\(.*/, ""));
  };
  // What is drawn around a field may be drawn around its label, or around the row that holds it; in a drawing the
  // lines themselves change.
  const lines = (one) => [one, ...one.querySelectorAll("*")].map((part) => {
    const { stroke, strokeWidth, fill, opacity, outline } = getComputedStyle(part);
    return [stroke, strokeWidth, fill, opacity, outline].join();
  }).join();
  const drawn = new Map([...document.querySelectorAll("svg a")].map((one) => [one, lines(one)]));
  const around = (one) => [one, ...(one.labels ?? []), one.parentElement];
  const seen = (one) => (drawn.has(one) ? drawn.get(one) !== lines(one) : around(one).some(ringed));
  // Hidden from the eye is what lies wholly outside the window, or wholly under a bar (WCAG 2.4.11).
  const hidden = (one) => {
    const points = [...one.getClientRects()].flatMap(({ left, top, width, height }) =>
      [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.5, 0.8].map((y) => [left + width * x, top + height * y])),
    );
    return !points.some(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      const bar = hit && fixed(hit);
      return hit && (!bar || bar.contains(one) || one.contains(hit));
    });
  };
  // Within one part of the page one never goes up to the left again. (The next part may stand anywhere.)
  const part = (one) => one.closest("section, article, aside, form, nav, fieldset, ul, ol, table, header");
  const before = (one, other) => {
    const [a, b] = [one, other].map((element) => element.getClientRects()[0]);
    const anew = other.matches("[href^='#content']"); // where the page begins with a field, one comes round to its top
    return !anew && part(one) === part(other) && !fixed(one) && !drawn.has(one) && b.bottom <= a.top && b.left <= a.left;
  };
  // A day, a month, a year and the calendar beside them are places in one field; the browser shows in which one is.
  const PARTED = "[type=date], [type=time], [type=datetime-local], [type=month], [type=week]";
  const within = (one) => one.matches(":focus-within:not(:focus)");

  const stops = [];
  const faults = [];
  let round = false;
  const look = () => {
    const here = document.activeElement;
    round ||= stops.length > 1 && here === stops[0];
    const last = stops.at(-1);
    if (round || here === document.body || (here === last && here.matches(PARTED))) return;
    if (stops.includes(here)) faults.push(`no way on from ${told(here)}`);
    else if (last && before(last, here)) faults.push(`from ${told(last)} one goes back up to ${told(here)}`);
    stops.push(here);
    if (!seen(here) && !within(here)) faults.push(`nobody sees the focus at ${told(here)}`);
    if (hidden(here)) faults.push(`hidden is the focus at ${told(here)}`);
  };
  addEventListener("keydown", (event) => event.key === "Tab" && look(), true);

  const controls = () => [...document.querySelectorAll(CONTROLS)].filter((one) => shown(one) && !one.disabled);
  // One of several radio buttons stands for all. What a drawing leaves out must stand in words somewhere.
  const leads = (one) => one.getAttribute("href");
  const inWords = (one) =>
    one.matches("a[tabindex='-1']") && [...document.links].some((other) => other.tabIndex >= 0 && leads(other) === leads(one));
  const reached = (one) => stops.some((stop) => stop === one || (one.type === "radio" && stop.name === one.name));
  const unreached = () =>
    controls()
      .filter((one) => one.matches("a, button, input, select, textarea, summary") && !reached(one) && !inWords(one))
      .map((one) => `not reached is ${told(one)}`);

  window.walk = {
    long: controls().reduce((sum, one) => sum + (one.matches(PARTED) ? 7 : 1), 2), // round, and the last one looked at too
    report: () => [...faults, ...unreached()],
  };
}
