// What was typed is not lost: sections save by themselves, and a session may end while someone types.
import { announce, onPage } from './page.js';

const fields = form => [...form.elements].filter(field => field.name && !['hidden', 'file', 'password', 'submit', 'button'].includes(field.type));
const isOn = field => field.type === 'checkbox' || field.type === 'radio';
const isChanged = field => isOn(field) ? field.checked !== field.defaultChecked : 'value' in field && field.tagName !== 'SELECT' && field.tagName !== 'FIELDSET' && field.value !== field.defaultValue;
const identity = field => `${field.name}=${isOn(field) ? field.value : ''}`;
const forms = () => [...document.querySelectorAll('main .form')];
const valuesOf = list => list.flatMap(fields).filter(isChanged).map(field => [identity(field), isOn(field) ? field.checked : field.value]);
const isSigningIn = () => /^\/sign-in(\/|$)/.test(location.pathname);

function keep(key, draft) {
  if (draft.values.length) sessionStorage.setItem(key, JSON.stringify(draft));
  else sessionStorage.removeItem(key);
}

function putBack(values) {
  const draft = new Map(values);
  for (const field of forms().flatMap(fields)) {
    if (!draft.has(identity(field))) continue;
    if (isOn(field)) field.checked = draft.get(identity(field));
    else field.value = draft.get(identity(field));
  }
}

document.addEventListener('submit', event => {
  const sent = event.target;
  if (sent.method !== 'post' || !sent.matches('main .form') || isSigningIn()) return;
  // The other sections, over the page that saving this one brings; and this one, in case a sign-in comes between.
  if (!sent.closest('dialog')) keep('portico-others', { path: location.pathname, values: valuesOf(forms().filter(form => form !== sent && !form.closest('dialog'))) });
  keep('portico-sent', { path: location.pathname + location.search, values: valuesOf([sent]) });
}, true);

onPage(() => {
  const sent = JSON.parse(sessionStorage.getItem('portico-sent') ?? 'null');
  if (isSigningIn()) {
    if (sent) sessionStorage.setItem('portico-sent', JSON.stringify({ ...sent, isInterrupted: true }));
    return;
  }
  const others = JSON.parse(sessionStorage.getItem('portico-others') ?? 'null');
  sessionStorage.removeItem('portico-sent');
  sessionStorage.removeItem('portico-others');
  if (others?.path === location.pathname) putBack(others.values);
  if (sent?.isInterrupted && sent.path === location.pathname + location.search) {
    putBack(sent.values);
    announce('What you typed is here again. Save it once more.');
  }
});
