// A page that the browser kept whole, to show it again at once, is shown only to whoever it was made for: after
// signing out, or as somebody else, it is fetched anew. Until that is known nothing of it is seen.
(() => {
  "use strict";
  const person = () => document.cookie.split("; ").find((pair) => pair.startsWith("signed_in=")) ?? "";
  const made_for = person();

  window.addEventListener("pagehide", () => {
    document.documentElement.hidden = true;
  });
  window.addEventListener("pageshow", () => {
    if (person() === made_for) document.documentElement.hidden = false;
    else location.reload();
  });
})();
