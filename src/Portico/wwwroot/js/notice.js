// Closes notices by their button; a success fades by its CSS.
import { announce, on, onPage } from './page.js';

on('click', '[data-close]', (event, button) => button.closest(button.dataset.close)?.remove());

// A notice that comes with a patched page is not announced by every reader.
onPage(fresh => {
  const notice = document.querySelector('[data-notice]');
  if (!fresh && notice) announce(notice.innerText);
});
