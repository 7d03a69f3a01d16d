// On the page that is shown without a network: how many texts are kept in this browser, as `kept_words.js` keeps
// them, and the page one wanted as soon as the portal answers again. A browser says that it is online a moment
// before it is, and also where only the portal is away: so the portal is asked, and asked again.
(() => {
  "use strict";

  const SOON = 2000; // ms

  function lookAgain() {
    fetch(location.href, { method: "HEAD", cache: "no-store" }).then(
      () => location.reload(),
      () => setTimeout(lookAgain, 5 * SOON),
    );
  }

  function count() {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith("words:")).length;
    } catch {
      return 0; // no storage
    }
  }

  for (const place of document.querySelectorAll("[data-kept]")) {
    place.textContent = String(count());
    place.closest("p").hidden = !count();
  }
  document.querySelectorAll("[data-again]").forEach((button) => button.addEventListener("click", () => location.reload()));
  window.addEventListener("online", lookAgain);
  if (navigator.onLine) setTimeout(lookAgain, SOON);
})();
