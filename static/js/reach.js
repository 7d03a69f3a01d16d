// Says so when the portal cannot be reached, or cannot do what was asked of it: without this nothing would happen,
// and nobody would know why. The words stand in the page, in the reader's language.
(() => {
  "use strict";
  const region = () => document.getElementById("reach");

  function say(words) {
    const place = region();
    if (place && place.textContent !== words) place.textContent = words; // the same again is not read out again
  }

  function hold(event) {
    if (navigator.onLine || event.target.method !== "post") return;
    event.preventDefault(); // the browser would put its own error page in place of what was written
    say(region().dataset.offline);
  }

  document.addEventListener("htmx:sendError", () => say(region().dataset.offline));
  document.addEventListener("htmx:timeout", () => say(region().dataset.offline));
  document.addEventListener("htmx:responseError", () => say(region().dataset.failed));
  document.addEventListener("htmx:beforeSwap", (event) => event.detail.shouldSwap && say(""));
  window.addEventListener("online", () => say(""));
  document.addEventListener("submit", hold);
  window.addEventListener("load", () => navigator.serviceWorker?.register("/service-worker.js")); // the page without a network
})();
