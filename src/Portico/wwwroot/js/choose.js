// Things to choose from are found as one types: the form is posted as its button would, and only the boxes are taken from the answer.
import { announce, on, onPage } from './page.js';

let timer;
let running;

const boxes = part => [...part.querySelectorAll('input[type="checkbox"], input[type="radio"]')];

async function find(chooser) {
  clearTimeout(timer);
  running?.abort();
  running = new AbortController();
  const input = chooser.querySelector('input[type="search"]');
  const look = chooser.querySelector('[data-look]');
  const body = new URLSearchParams(new FormData(input.form));
  body.append(look.name, look.value);
  try {
    const answer = await fetch(location.href, { method: 'POST', body, signal: running.signal });
    const found = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-found]');
    if (!found) throw new TypeError('The form is not there.');
    put(found, chooser.querySelector('[data-found]'));
  } catch (problem) {
    if (problem.name !== 'AbortError') chooser.querySelector('[data-found-words]').textContent = 'The search did not work. Try it again; what you typed is still here.';
  }
}

// What was ticked or unticked while the answer was on its way stays so.
function put(found, shown) {
  const now = new Map(boxes(shown).map(box => [box.value, box]));
  for (const box of boxes(found)) {
    if (now.has(box.value)) box.checked = now.get(box.value).checked;
    now.delete(box.value);
  }
  const kept = [...now.values()].filter(box => box.checked !== box.defaultChecked).map(box => box.closest('.check'));
  shown.replaceChildren(...kept, ...found.childNodes);
  announce(`${boxes(shown).length} ${shown.closest('[data-choose]').dataset.choose} shown. ${shown.querySelector('[data-found-words]')?.textContent ?? ''}`);
}

on('input', '[data-choose] input[type="search"]', event => {
  clearTimeout(timer);
  if (!event.isComposing) timer = setTimeout(find, 200, event.target.closest('[data-choose]'));
});

on('keydown', '[data-choose] input[type="search"]', (event, input) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  find(input.closest('[data-choose]'));
});

// Enter in the other fields saves, for the button that looks is no longer the form's first.
onPage(() => document.querySelectorAll('[data-look]').forEach(button => { button.type = 'button'; }));
