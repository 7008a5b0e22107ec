// Closes notices: a success by itself once its CSS has faded it, the others by their button.
import { announce, on, onPage } from './page.js';

on('click', '[data-close]', (event, button) => button.closest(button.dataset.close)?.remove());

on('animationend', '.notice.success', (event, notice) => {
  if (event.animationName === 'fade') notice.remove();
});

// A notice that comes with a patched page is not announced by every reader.
onPage(fresh => {
  const notice = document.querySelector('[data-notice]');
  if (!fresh && notice) announce(notice.innerText);
});
