// Popovers open and close by the browser; here come their place where CSS cannot anchor, arrows, and closing when something was chosen.
import { on } from './page.js';

const anchors = CSS.supports('position-area', 'block-end');

export const openerOf = popup => document.querySelector(`[popovertarget="${popup.id}"]:not([hidden])`);

document.addEventListener('toggle', event => {
  const popup = event.target;
  if (event.newState !== 'open' || !popup.matches('.popup')) return;
  if (!anchors) place(popup);
  if (popup.matches('[data-menu]') && popup.dataset.byKey) {
    delete popup.dataset.byKey;
    entries(popup)[0]?.focus();
  }
}, true);

function place(popup) {
  const button = openerOf(popup).getBoundingClientRect();
  const size = popup.getBoundingClientRect();
  const below = button.bottom + size.height < innerHeight || button.top < size.height;
  popup.style.top = `${below ? button.bottom : button.top - size.height - 8}px`;
  popup.style.left = `${Math.max(8, Math.min(button.right - size.width, innerWidth - size.width - 8))}px`;
}

const entries = popup => [...popup.querySelectorAll('a[href], button:not([disabled])')].filter(e => e.offsetParent);

on('keydown', '[data-menu]', (event, popup) => {
  const all = entries(popup);
  const at = all.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? all.length - 1 : at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  all[next % all.length]?.focus();
});

on('keydown', 'button[popovertarget]', (event, button) => {
  const popup = document.getElementById(button.getAttribute('popovertarget'));
  if (!popup?.matches('[data-menu]') || !['ArrowDown', 'Enter', ' '].includes(event.key)) return;
  popup.dataset.byKey = 'true';
  if (event.key === 'ArrowDown') {
    event.preventDefault();
    popup.showPopover({ source: button });
  }
});

on('click', '[popover] a[href]', (event, link) => {
  if (!event.ctrlKey && !event.metaKey) link.closest('[popover]').hidePopover?.();
});
