// What the browser finds missing when a form is sent is said beside its field too, as long as it is so: its own
// bubble is gone when one scrolls. Only then: a sentence that came as one leaves a field would push away the button
// that one is just pressing.
addEventListener("invalid", ({ target }) => target.closest(".field")?.setAttribute("data-missing", ""), true);
