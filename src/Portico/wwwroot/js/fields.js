// Focus on the first problem after a form came back, show a password, show a picture before it is sent.
import { announce, on, onPage } from './page.js';

let posted = false;
document.addEventListener('submit', event => { posted = event.target.method === 'post'; }, true);

onPage(() => {
  if (!posted) return;
  posted = false;
  const first = document.querySelector('[aria-invalid="true"]');
  if (first) {
    first.focus();
    first.scrollIntoView({ block: 'nearest' });
  } else {
    document.querySelector('main .notice.failure')?.scrollIntoView({ block: 'nearest' });
  }
});

on('click', '[data-reveal]', (event, button) => {
  const input = document.getElementById(button.dataset.reveal);
  const shown = input.type === 'password';
  input.type = shown ? 'text' : 'password';
  button.textContent = shown ? 'Hide' : 'Show';
  button.setAttribute('aria-pressed', shown);
  input.focus();
});

on('change', 'input[type="file"][data-preview]', (event, input) => {
  const picture = document.getElementById(input.dataset.preview);
  const file = input.files[0];
  picture.hidden = true;
  const limit = Number(input.dataset.maxBytes);
  input.setCustomValidity(file && limit && file.size > limit ? `This file is larger than ${limit / 1048576} MiB. Choose a smaller one.` : '');
  if (!input.reportValidity() || !file?.type.startsWith('image/')) return;
  const reader = new FileReader();
  reader.onload = () => {
    picture.src = reader.result;
    picture.hidden = false;
    announce(`${file.name} chosen`);
  };
  reader.readAsDataURL(file);
});
