// Filters of a list: a choice applies at once, and days are those of the reader's time zone.
import { go, on, onPage } from './page.js';

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

let timer;

function apply(form) {
  clearTimeout(timer);
  const url = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (value) url.searchParams.append(name, value);
  // The zone says nothing without a day.
  if (!url.searchParams.has('from') && !url.searchParams.has('to')) url.searchParams.delete('zone');
  go(url.href);
}

on('change', 'form[data-filters] select', (event, field) => apply(field.form));

// A year being typed is four changes: 0002, 0020, 0202, 2026.
on('change', 'form[data-filters] input[type="date"]', (event, field) => {
  clearTimeout(timer);
  if (!field.value || field.value >= '1970') timer = setTimeout(apply, 400, field.form);
});

onPage(() => {
  for (const input of document.querySelectorAll('[data-zone]')) input.value ||= zone;
});
