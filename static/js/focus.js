// When a part of a page is replaced while one is in it, the focus would fall to the top of the page. It stays where
// it was, if that is still there (htmx does that), and otherwise goes to the part that came instead.
(() => {
  "use strict";
  let left = null; // the part that one was in

  function lost() {
    return !document.activeElement || document.activeElement === document.body;
  }

  document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
    if (target.contains(document.activeElement)) left = target.id;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const part = left && lost() && document.getElementById(left);
    left = null;
    if (!part) return;
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
  });
})();

// What a finger has chosen to narrow a list by folds away: what is chosen stands in the line that it folds to, and what
// was found follows. With a keyboard it stays open: each arrow is a choice there.
(() => {
  "use strict";
  const finger = matchMedia("(pointer: coarse)");

  document.addEventListener("htmx:afterSettle", ({ detail: { requestConfig } }) => {
    const chosen = requestConfig?.triggeringEvent?.target;
    const fold = finger.matches && chosen instanceof Element && chosen.closest("details.roomy[open]");
    if (!fold) return;
    fold.open = false;
    fold.querySelector("summary").focus();
  });
})();
