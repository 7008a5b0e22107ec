// Looks again at a page that shows work going on, while it says so: <p data-refresh="2"> in seconds. Without this the page does it itself.
import { go, onPage } from './page.js';

let waiting;

onPage(() => {
  clearTimeout(waiting);
  const element = document.querySelector('[data-refresh]');
  if (element) waiting = setTimeout(() => go(location.href, true), Number(element.dataset.refresh) * 1000);
});
