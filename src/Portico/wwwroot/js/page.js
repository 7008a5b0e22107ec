// What the other modules share: being told of each page, going somewhere, and speaking to a screen reader.
const readers = [];

/** Calls back now and after each enhanced navigation; `fresh` is true on the first call. */
export function onPage(callback) {
  readers.push(callback);
  callback(true);
}

/** Listens on the document for an event at an element that matches the selector, now or later. */
export function on(type, selector, callback, options) {
  document.addEventListener(type, event => {
    const element = event.target instanceof Element && event.target.closest(selector);
    if (element) callback(event, element);
  }, options);
}

/** Goes to an address by enhanced navigation where it is there, by a plain one where it is not. */
export function go(href, replace) {
  if (window.Blazor?.navigateTo) window.Blazor.navigateTo(href, { replaceHistoryEntry: !!replace });
  else if (replace) location.replace(href);
  else location.assign(href);
}

/** Says the words to a screen reader, once. */
export function announce(words) {
  const region = document.getElementById('announcer');
  region.textContent = '';
  setTimeout(() => { region.textContent = words; }, 50);
}

const listen = () => window.Blazor.addEventListener('enhancedload', () => readers.forEach(read => read(false)));
if (window.Blazor) listen();
else document.querySelector('script[src*="blazor.web"]').addEventListener('load', listen);
