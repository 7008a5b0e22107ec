// Sections save by themselves: what was typed in the others is kept over the page that saving brings, and put back.
import { onPage } from './page.js';

const key = () => `portico-draft ${location.pathname}`;
const fields = form => [...form.elements].filter(field => field.name && !['hidden', 'file', 'password', 'submit', 'button'].includes(field.type));
const isOn = field => field.type === 'checkbox' || field.type === 'radio';
const isChanged = field => isOn(field) ? field.checked !== field.defaultChecked : 'value' in field && field.tagName !== 'SELECT' && field.tagName !== 'FIELDSET' && field.value !== field.defaultValue;
const identity = field => `${field.name}=${isOn(field) ? field.value : ''}`;

document.addEventListener('submit', event => {
  const sent = event.target;
  if (sent.method !== 'post' || !sent.matches('main .form') || sent.closest('dialog')) return;
  const draft = [...document.querySelectorAll('main .form')]
    .filter(form => form !== sent && !form.closest('dialog'))
    .flatMap(fields)
    .filter(isChanged)
    .map(field => [identity(field), isOn(field) ? field.checked : field.value]);
  if (draft.length) sessionStorage.setItem(key(), JSON.stringify(draft));
}, true);

onPage(() => {
  const kept = sessionStorage.getItem(key());
  if (!kept) return;
  sessionStorage.removeItem(key());
  const draft = new Map(JSON.parse(kept));
  for (const field of [...document.querySelectorAll('main .form')].flatMap(fields)) {
    if (!draft.has(identity(field))) continue;
    if (isOn(field)) field.checked = draft.get(identity(field));
    else field.value = draft.get(identity(field));
  }
});
