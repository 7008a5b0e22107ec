// Copies a value and says so where it was asked for.
import { announce, on } from './page.js';

on('click', '[data-copy]', async (event, button) => {
  await navigator.clipboard.writeText(button.dataset.copy);
  announce('Copied');
  const use = button.querySelector('use');
  const href = use.getAttribute('href');
  if (href.endsWith('#check')) return;
  use.setAttribute('href', href.replace(/#.*/, '#check'));
  button.classList.add('done');
  setTimeout(() => {
    use.setAttribute('href', href);
    button.classList.remove('done');
  }, 1500);
});
