// Passkeys: a form marked data-passkey asks the device first and is sent with its answer.
// add: makes a credential; use: proves one, both with options from #passkey-options; login: fetches the options.

const toBytes = (text) => {
  const base64 = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
};

const toText = (buffer) => {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};

const readDescriptors = (list) => (list ?? []).map((item) => ({ ...item, id: toBytes(item.id) }));

const pageOptions = () => JSON.parse(document.getElementById("passkey-options").textContent);

async function make(form) {
  const options = pageOptions().creation_options.publicKey;
  const alone = form.querySelector("[name=passwordless]")?.checked ?? false;
  const selection = { ...options.authenticatorSelection, residentKey: alone ? "required" : "discouraged", requireResidentKey: alone };
  if (alone) selection.userVerification = "required";
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      user: { ...options.user, id: toBytes(options.user.id) },
      excludeCredentials: readDescriptors(options.excludeCredentials),
      authenticatorSelection: selection,
    },
  });
  return written(credential, {
    attestationObject: toText(credential.response.attestationObject),
    transports: credential.response.getTransports?.() ?? [],
  });
}

async function prove(options) {
  const publicKey = {
    ...options.publicKey,
    challenge: toBytes(options.publicKey.challenge),
    allowCredentials: readDescriptors(options.publicKey.allowCredentials),
  };
  const credential = await navigator.credentials.get({ publicKey });
  const { authenticatorData, signature, userHandle } = credential.response;
  return written(credential, {
    authenticatorData: toText(authenticatorData),
    signature: toText(signature),
    userHandle: userHandle ? toText(userHandle) : null,
  });
}

const written = (credential, response) => ({
  type: credential.type,
  id: credential.id,
  rawId: toText(credential.rawId),
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
  response: { clientDataJSON: toText(credential.response.clientDataJSON), ...response },
});

async function fetched(form) {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`The options did not come: ${answer.status}`);
  return (await answer.json()).request_options;
}

const ceremonies = {
  add: make,
  use: () => prove(pageOptions().request_options),
  login: async (form) => prove(await fetched(form)),
};

function ask(form) {
  const problem = form.querySelector("[data-passkey-problem]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    try {
      const credential = await ceremonies[form.dataset.passkey](form);
      form.querySelector("[data-passkey-credential]").value = JSON.stringify(credential);
      form.submit();
    } catch {
      problem.hidden = false; // refused, timed out, or no such key: the page says what to do
    }
  });
  form.hidden = false;
}

const known = Boolean(window.PublicKeyCredential && navigator.credentials?.create);
document.querySelectorAll(known ? "form[data-passkey]" : "[data-passkey-unsupported]").forEach((element) => {
  if (known) ask(element);
  else element.hidden = false;
});
