// Times in the reader's zone: relative to now, the exact one with its zone on hover.
import { onPage } from './page.js';

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const withZone = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const steps = [['minute', 60], ['hour', 3600], ['day', 86400]];

function words(time) {
  const seconds = (time - Date.now()) / 1000;
  const size = Math.abs(seconds);
  if (size < 45) return 'just now';
  if (size > 30 * 86400) return day.format(time);
  const [unit, length] = steps.findLast(([, length]) => size >= length * 0.95) ?? steps[0];
  return relative.format(Math.round(seconds / length), unit);
}

function write() {
  for (const element of document.querySelectorAll('time[data-time]')) {
    const time = new Date(element.dateTime);
    const text = element.dataset.time === 'exact' ? exact.format(time) : words(time);
    if (element.textContent !== text) element.textContent = text;
    element.title = withZone.format(time);
  }
}

onPage(write);
setInterval(write, 30_000);
