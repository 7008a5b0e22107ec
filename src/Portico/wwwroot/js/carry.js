// Takes the browser to the other site at once; its button stays for those who come back.
const carrier = document.querySelector('[data-carry]');
if (carrier instanceof HTMLFormElement) carrier.submit();
else if (carrier instanceof HTMLAnchorElement) location.assign(carrier.href);
