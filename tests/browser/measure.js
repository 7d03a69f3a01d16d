// What axe does not look at, measured where it stands. Returns faults in words, none when all is well.
() => {
  const SMALLEST = 24;
  const faults = [];
  const count = (selector) => document.querySelectorAll(selector).length;
  const sideways = document.documentElement.scrollWidth - innerWidth;

  if (sideways > 0) faults.push(`scrolls sideways by ${sideways} px`);
  if (count("h1") !== 1) faults.push(`${count("h1")} h1`);
  if (count("main") !== 1) faults.push(`${count("main")} main`);
  if (!document.documentElement.lang) faults.push("no lang");
  if (!document.title.trim()) faults.push("no title");

  // The target of a tick box is its whole label.
  const target = (control) => (control.matches("[type=checkbox], [type=radio]") && control.labels[0]) || control;
  const isWithinASentence = (link) =>
    getComputedStyle(link).display === "inline" &&
    link.parentElement.textContent.trim().length > link.textContent.trim().length;
  const isTheirs = (x, y, control) => {
    const hit = document.elementFromPoint(x, y);
    return Boolean(hit) && (control.contains(hit) || (hit.closest("label")?.control ?? null) === control);
  };
  // A slender stream in a picture may be hard to hit: the list in words below has a link to the same (WCAG
  // 2.5.8, equivalent), and it must really be there.
  const isToldInWords = (link) =>
    link.ownerSVGElement && [...document.querySelectorAll("main li a")].some((other) => other.getAttribute("href") === link.getAttribute("href"));
  // Some links reach further than their words: then a pointer just outside hits them all the same.
  const reaches = (control, box, across) => {
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const half = SMALLEST / 2 - 0.5;
    return across
      ? isTheirs(x - half, y, control) && isTheirs(x + half, y, control)
      : isTheirs(x, y - half, control) && isTheirs(x, y + half, control);
  };

  for (const control of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    const element = target(control);
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || isWithinASentence(element) || isToldInWords(element)) continue;
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const box = element.getBoundingClientRect();
    const wide = box.width >= SMALLEST || reaches(control, box, true);
    const high = box.height >= SMALLEST || reaches(control, box, false);
    if (!wide || !high) {
      const words = (element.textContent.trim() || control.name || control.className).replace(/\s+/g, " ").slice(0, 40);
      faults.push(`small target: ${control.localName} "${words}" ${box.width.toFixed(0)}×${box.height.toFixed(0)}`);
    }
  }
  return faults;
}
