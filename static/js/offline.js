// On the page that is shown without a network: how many texts are kept in this browser, as `kept_words.js` keeps
// them, and the page one wanted as soon as the network is back.
(() => {
  "use strict";

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
  window.addEventListener("online", () => location.reload());
})();
