// Selecting rows: all at once, a range with Shift, and how many there are. The bar itself appears by CSS.
import { on, onPage } from './page.js';

const boxes = list => [...list.querySelectorAll('.pick input[name]')];
let last;

function count(list) {
  const all = boxes(list);
  const chosen = all.filter(box => box.checked).length;
  const words = list.querySelector('[data-chosen]');
  if (words) words.textContent = `${chosen} selected`;
  const whole = list.querySelector('[data-select-all]');
  if (whole) {
    whole.checked = chosen > 0 && chosen === all.length;
    whole.indeterminate = chosen > 0 && chosen < all.length;
  }
}

on('click', '.pick input[name]', (event, box) => {
  const list = box.closest('.list');
  const all = boxes(list);
  if (event.shiftKey && last?.isConnected && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    all.slice(from, to + 1).forEach(other => { other.checked = box.checked; });
  }
  last = box;
  count(list);
});

on('change', '[data-select-all]', (event, whole) => {
  const list = whole.closest('.list');
  boxes(list).forEach(box => { box.checked = whole.checked; });
  count(list);
});

onPage(() => document.querySelectorAll('.list').forEach(list => list.querySelector('[data-chosen]') && count(list)));
