// Goes on when all frames have loaded, in which applications are told that a session ended: after five seconds at the latest.
const next = document.querySelector('[data-next]');
const go = () => location.replace(next.href);
if (document.readyState === 'complete') go();
else addEventListener('load', go);
setTimeout(go, 5000);
