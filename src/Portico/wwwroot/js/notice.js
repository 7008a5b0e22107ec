// Closes notices by their button; a success fades by its CSS.
import { announce, on, onPage } from './page.js';

on('click', '[data-close]', (event, button) => button.closest(button.dataset.close)?.remove());

// A faded success gives its room back only while the pointer is elsewhere: a list that moves by itself puts another customer under it.
on('animationend', '.notice.success', (event, notice) => {
  const main = notice.closest('main');
  if (!main?.matches(':hover')) notice.remove();
  else main.addEventListener('pointerleave', () => notice.remove(), { once: true });
});

// A notice that comes with a patched page is not announced by every reader.
onPage(fresh => {
  const notice = document.querySelector('[data-notice]');
  if (!fresh && notice) announce(notice.innerText);
});
