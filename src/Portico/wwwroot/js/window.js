// Windows come open from the server; here they become modal. Esc and a click beside them close, unless something was typed or is shown only once.
import { openerOf } from './menu.js';
import { go, on, onPage } from './page.js';

const current = () => document.querySelector('dialog[data-window]:modal');
const typed = new WeakSet();
let pressedBeside = false;

let opener;

on('click', 'a[href*="window="], button[name="window"]', (event, element) => {
  const popup = element.closest('[popover]');
  opener = popup ? openerOf(popup) : element;
}, true);

onPage(() => {
  const dialog = document.querySelector('dialog[data-window]:not(:modal)');
  if (!dialog) {
    // What is shown once came in place of the form that had the focus.
    const kept = current()?.querySelector('[data-keep]');
    if (kept && !kept.contains(document.activeElement)) kept.querySelector('[data-copy]').focus();
    // A window that closed gives the focus back to what opened it.
    if (opener?.isConnected && document.activeElement === document.body && !document.querySelector('dialog:modal')) {
      opener.focus({ preventScroll: true });
      opener = undefined;
    }
    return;
  }
  dialog.removeAttribute('open');
  dialog.showModal();
  const first = dialog.querySelector('[data-keep] [data-copy], [aria-invalid="true"]') ?? dialog.querySelector('.window-body :is(input:not([type="hidden"]), select, textarea)') ?? dialog.querySelector('.form-actions .button');
  first?.focus();
});

function close(dialog) {
  if (!typed.has(dialog) && !dialog.querySelector('[data-keep]')) return go(dialog.dataset.window, true);
  const words = dialog.querySelector('[data-unsaved]');
  if (words) words.hidden = false;
}

on('input', 'dialog[data-window]', (event, dialog) => typed.add(dialog));

// Listening to the key and not to "cancel": a browser lets a page refuse only the first one.
document.addEventListener('keydown', event => {
  const dialog = event.key === 'Escape' && current();
  if (!dialog || event.defaultPrevented || document.querySelector('[popover]:popover-open')) return;
  event.preventDefault();
  close(dialog);
});

document.addEventListener('pointerdown', event => { pressedBeside = event.target === current(); });
document.addEventListener('click', event => {
  const dialog = current();
  if (dialog && event.target === dialog && pressedBeside) close(dialog);
});

// Closed by the browser itself (a phone's back gesture): the address must follow.
document.addEventListener('close', event => {
  if (event.target.matches?.('dialog[data-window]')) go(event.target.dataset.window, true);
}, true);
