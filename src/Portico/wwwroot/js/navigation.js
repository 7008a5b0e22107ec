// A bar after 200 ms, focus on the new page's heading, links that replace history, and a word when the server is out of reach.
import { announce, go, on, onPage } from './page.js';

const bar = () => document.getElementById('progress');
let timer;
let path = location.pathname;
let toTop;

function start() {
  clearTimeout(timer);
  timer = setTimeout(() => bar().classList.add('running'), 200);
}

function end() {
  clearTimeout(timer);
  bar().classList.remove('running');
}

onPage(fresh => {
  if (fresh) {
    window.Blazor?.addEventListener('enhancednavigationstart', start);
    window.Blazor?.addEventListener('enhancednavigationend', end);
    return;
  }
  if (location.pathname !== path) {
    path = location.pathname;
    announce(document.title);
    if (!document.querySelector('dialog[open]')) {
      (document.querySelector('main [autofocus]') ?? document.querySelector('main h1'))?.focus({ preventScroll: true });
    }
  }
  if (toTop) {
    document.getElementById(toTop)?.scrollIntoView({ block: 'start' });
    toTop = undefined;
  }
});

// Opening a row or closing a window is no step that Back should undo one by one.
on('click', 'a[data-replace]', (event, link) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.defaultPrevented) return;
  event.preventDefault();
  go(link.href, true);
}, true);

on('click', 'a[data-top]', (event, link) => { toTop = link.closest('.list')?.id; });

// A link that acts as a button answers the space bar too.
on('keydown', 'a[role="button"]', (event, link) => {
  if (event.key !== ' ') return;
  event.preventDefault();
  link.click();
});

// Enhanced navigation leaves a failed request as an unhandled rejection: the page would just stand still.
addEventListener('unhandledrejection', event => {
  if (!(event.reason instanceof TypeError)) return;
  end();
  if (document.getElementById('unreachable')) return;
  const notice = document.createElement('div');
  notice.id = 'unreachable';
  notice.className = 'notice failure';
  notice.setAttribute('role', 'alert');
  notice.textContent = 'The server did not answer. Check your connection, then try again.';
  document.querySelector('main')?.prepend(notice);
});
