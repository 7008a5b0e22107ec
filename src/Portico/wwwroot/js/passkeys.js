// Passkeys (WebAuthn): before a form with one is sent, the browser is asked for it. Knows no kind of account: the page says where the
// question comes from, and the form takes the answer.
import { onPage } from './page.js';

const bytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
const text = buffer => buffer ? btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') : undefined;
const withIds = list => (list ?? []).map(entry => ({ ...entry, id: bytes(entry.id) }));

class Trouble extends Error {}

// A proposal is renewed before its challenge is too old, for an hour that nobody touches the page.
const renewals = 15;
const renewalTime = 4 * 60 * 1000;

let running;
let timer;
let isProposing = true;
let unkept;

function stop() {
  clearTimeout(timer);
  running?.abort();
  running = new AbortController();
  return running.signal;
}

async function questionFor(part, signal) {
  const answer = await fetch(part.dataset.passkeyFrom, { method: 'POST', headers: { Accept: 'application/json' }, signal });
  let question;
  try {
    question = JSON.parse(await answer.text(), (name, value) => value === null ? undefined : value);
  } catch {
    throw new Trouble('Portico did not answer as it should. Load the page again, then try it again.');
  }
  if (!answer.ok) throw new Trouble(question.problem);
  return {
    ...question,
    challenge: bytes(question.challenge),
    user: question.user && { ...question.user, id: bytes(question.user.id) },
    allowCredentials: withIds(question.allowCredentials),
    excludeCredentials: withIds(question.excludeCredentials),
  };
}

async function ask(part, mediation) {
  const signal = stop();
  if (!window.PublicKeyCredential) throw new Trouble(window.isSecureContext ? 'This browser knows no passkeys.' : `Passkeys work under ${part.dataset.passkeyOrigin} only.`);
  const publicKey = await questionFor(part, signal);
  const made = await navigator.credentials[part.dataset.passkey]({ publicKey, signal, mediation });
  const { response } = made;
  if (part.dataset.passkey === 'create') unkept = { rpId: publicKey.rp.id, credentialId: made.id };
  return JSON.stringify({
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    authenticatorAttachment: made.authenticatorAttachment ?? undefined,
    clientExtensionResults: {},
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports?.(),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: text(response.userHandle),
    },
  });
}

function wordsFor(problem, part) {
  const isMade = part.dataset.passkey === 'create';
  if (problem instanceof Trouble) return problem.message;
  if (problem.name === 'NotAllowedError') return isMade ? 'No passkey was made: it was cancelled, or took too long.' : 'No passkey was used: it was cancelled, took too long, or there is none for you here.';
  if (problem.name === 'InvalidStateError') return 'This device or password manager already has a passkey of yours.';
  if (problem.name === 'SecurityError') return `Passkeys work under ${part.dataset.passkeyOrigin} only.`;
  return 'The passkey did not work. Try it again.';
}

function tell(part, words) {
  const trouble = part.querySelector('[data-passkey-trouble]');
  trouble.querySelector('div').textContent = words;
  trouble.hidden = !words;
}

function send(part, answer) {
  part.querySelector('[data-passkey-answer]').value = answer;
  part.closest('form').requestSubmit();
}

// What the form wants typed besides: its problems come first, before anyone touches an authenticator for nothing.
const isIncomplete = form => [...form.elements].some(field => ['text', 'password'].includes(field.type) && !field.value);

document.addEventListener('submit', async event => {
  const part = event.target.querySelector('[data-passkey]');
  const answer = part?.querySelector('[data-passkey-answer]');
  if (!answer || answer.value || isIncomplete(event.target)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  isProposing = false;
  tell(part, '');
  try {
    send(part, await ask(part));
  } catch (problem) {
    if (problem.name !== 'AbortError') tell(part, wordsFor(problem, part));
  }
}, true);

async function propose(part, times) {
  if (times < 1 || !part.isConnected) return;
  const asked = ask(part, 'conditional');
  timer = setTimeout(propose, renewalTime, part, times - 1);
  try {
    const answer = await asked;
    isProposing = false;
    send(part, answer);
  } catch {
    // Nobody asked for it, so nobody is told; the button is still there.
  }
}

onPage(async () => {
  stop();
  document.querySelectorAll('[data-passkey-ask]').forEach(button => { button.disabled = false; });
  document.querySelectorAll('[data-passkey-answer]').forEach(field => { field.value = ''; });
  // A form that comes back has kept nothing; the device shall not go on to offer what nobody knows.
  if (unkept && document.querySelector('[data-passkey="create"]')) window.PublicKeyCredential.signalUnknownCredential?.(unkept).catch(() => {});
  unkept = undefined;
  const part = document.querySelector('[data-passkey-proposed]');
  // On the page that comes back it is not proposed again: what was refused once would be refused for ever.
  isProposing ||= !part;
  if (part && isProposing && await window.PublicKeyCredential?.isConditionalMediationAvailable?.()) propose(part, renewals);
});
