// The Multi-Tenant Portal menu: asks the server for organizations as one types, arrows and Enter choose, "g o" opens.
import { on } from './page.js';

const popup = () => document.getElementById('switcher');
const input = () => popup().querySelector('input');
const list = () => document.getElementById('switcher-list');
const options = () => [...list().querySelectorAll('a[role="option"]')];
let timer;
let asking;
let shown;

async function load() {
  const words = input().value.trim();
  const url = new URL(popup().dataset.switcher, location.href);
  if (words) url.searchParams.set('search', words);
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(url, { signal: asking.signal, headers: { accept: 'text/html' } });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    list().innerHTML = await answer.text();
    shown = words;
    choose(0);
  } catch (problem) {
    if (problem.name === 'AbortError') return;
    list().innerHTML = '<p class="popup-note">The organizations did not load. Close the menu and open it again.</p>';
    shown = undefined;
  }
}

function choose(index) {
  const all = options();
  const chosen = all[(index + all.length) % all.length];
  all.forEach(option => option.setAttribute('aria-selected', option === chosen));
  if (chosen) {
    input().setAttribute('aria-activedescendant', chosen.id);
    chosen.scrollIntoView({ block: 'nearest' });
  } else {
    input().removeAttribute('aria-activedescendant');
  }
}

const chosenIndex = () => options().findIndex(option => option.getAttribute('aria-selected') === 'true');

document.addEventListener('toggle', event => {
  if (event.target.id !== 'switcher') return;
  if (event.newState === 'open') {
    input().value = '';
    load();
    input().focus();
  } else {
    asking?.abort();
  }
}, true);

on('input', '[data-switcher] input', () => {
  clearTimeout(timer);
  timer = setTimeout(load, 120);
});

on('keydown', '[data-switcher] input', async event => {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    choose(chosenIndex() + (event.key === 'ArrowDown' ? 1 : -1));
  } else if (event.key === 'Enter') {
    event.preventDefault();
    // What is chosen must be of what was typed: an Enter faster than the server waits for it.
    if (shown !== input().value.trim()) {
      clearTimeout(timer);
      await load();
    }
    options()[Math.max(0, chosenIndex())]?.click();
  }
});

on('pointermove', '[data-switcher] a[role="option"]', (event, option) => {
  if (option.getAttribute('aria-selected') !== 'true') choose(options().indexOf(option));
});

let afterG = 0;
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input, textarea, select, [contenteditable]')) return;
  if (event.key === 'o' && performance.now() - afterG < 1200 && popup() && !document.querySelector('dialog:modal')) {
    event.preventDefault();
    popup().showPopover({ source: document.querySelector('[popovertarget="switcher"]') });
  }
  afterG = event.key === 'g' ? performance.now() : 0;
});
