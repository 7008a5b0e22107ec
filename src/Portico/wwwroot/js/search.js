// Searches as one types: 150 ms after the last key, by enhanced navigation that replaces the history entry. The input itself is never patched.
import { announce, go, on, onPage } from './page.js';

let timer;
let asked = false;

function search(form) {
  clearTimeout(timer);
  const url = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (value) url.searchParams.append(name, value);
  if (url.href === location.href) return;
  asked = true;
  go(url.href, true);
}

on('input', 'form[data-search] input[type="search"]', event => {
  clearTimeout(timer);
  if (!event.isComposing) timer = setTimeout(search, 150, event.target.form);
});

on('compositionend', 'form[data-search] input', event => {
  clearTimeout(timer);
  timer = setTimeout(search, 150, event.target.form);
});

on('submit', 'form[data-search]', (event, form) => {
  event.preventDefault();
  search(form);
}, true);

on('keydown', 'form[data-search] input', (event, input) => {
  if (event.key !== 'Escape' || !input.value) return;
  event.preventDefault();
  input.value = '';
  search(input.form);
});

// "/" goes to the search of the page.
document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input, textarea, select, dialog')) return;
  const input = document.querySelector('main form[data-search] input');
  if (!input) return;
  event.preventDefault();
  input.select();
});

// The permanent input follows the address when somebody else changed it: Back, a cleared filter.
onPage(fresh => {
  for (const form of document.querySelectorAll('form[data-search]')) {
    const input = form.querySelector('input[type="search"]');
    if (!fresh && input !== document.activeElement) input.value = form.dataset.search;
  }
  if (asked) {
    asked = false;
    const count = document.querySelector('[data-count]')?.textContent;
    if (count) announce(count);
  }
});
