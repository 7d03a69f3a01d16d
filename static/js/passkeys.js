// A passkey is made, or asked for, by the browser alone: forms that say so send what it answers. Without this
// they are not shown, and the page says why.
(() => {
  "use strict";
  if (!window.PublicKeyCredential) return;

  // What servers write as text (base64url) browsers want as bytes, and the other way round.
  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) => {
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  function asked({ publicKey }) {
    const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
    if (publicKey.user) options.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
    if (publicKey.excludeCredentials) options.excludeCredentials = named(publicKey.excludeCredentials);
    if (publicKey.allowCredentials) options.allowCredentials = named(publicKey.allowCredentials);
    return { publicKey: options };
  }

  function answered(passkey) {
    const { response } = passkey;
    const said = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[name]) said[name] = text(response[name]);
    }
    if (response.getTransports) said.transports = response.getTransports();
    return JSON.stringify({
      id: passkey.id,
      rawId: text(passkey.rawId),
      type: passkey.type,
      response: said,
      clientExtensionResults: passkey.getClientExtensionResults(),
    });
  }

  async function optionsOf(form) {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).request_options;
  }

  async function fill(form) {
    const options = asked(await optionsOf(form));
    const credentials = navigator.credentials;
    const ask = form.dataset.passkey === "create" ? credentials.create(options) : credentials.get(options);
    form.elements.credential.value = answered(await ask);
  }

  function prepare(form) {
    const trouble = form.querySelector("[data-passkey-trouble]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      trouble.hidden = true;
      try {
        await fill(form);
        form.submit();
      } catch {
        trouble.hidden = false; // said no, waited too long, or had none
      }
    });
  }

  for (const words of document.querySelectorAll("[data-passkey-missing]")) words.hidden = true;
  document.querySelectorAll("form[data-passkey]").forEach(prepare);
})();
