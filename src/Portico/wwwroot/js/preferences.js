// Theme and side navigation change at once; the cookie tells the server for the next page.
import { on } from './page.js';

const root = document.documentElement;

on('submit', 'form[data-preference]', (event, form) => {
  event.preventDefault();
  const kind = form.dataset.preference;
  const value = event.submitter.value;
  const kept = value !== 'system' && value !== 'open';
  document.cookie = `portico-${kind}=${kept ? value : ''}; path=/; samesite=lax; max-age=${kept ? 31536000 : 0}${location.protocol === 'https:' ? '; secure' : ''}`;
  if (kept) root.dataset[kind] = value;
  else delete root.dataset[kind];
  if (kind === 'theme') {
    form.querySelectorAll('button').forEach(button => button.setAttribute('aria-pressed', button === event.submitter));
  } else {
    event.submitter.value = kept ? 'open' : 'collapsed';
    event.submitter.title = kept ? 'Expand navigation' : 'Collapse navigation';
    event.submitter.querySelector('span').textContent = kept ? 'Expand' : 'Collapse';
  }
}, true);
