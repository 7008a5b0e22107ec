// Marks which rules a new password meets while it is typed, as PasswordRule judges them. The server decides; what only it knows stays open.
import { announce, on } from './page.js';

const icons = { met: 'circle-check', unmet: 'circle-x', open: 'circle-dashed' };
const verdicts = { met: ': met', unmet: ': not met yet', open: ' (checked when you send it)' };

const normalized = text => text.normalize('NFC');
const length = text => [...normalized(text)].length;

// The name itself, or the name with no more than as much again around it; open while nobody's name is known.
function isFree(password, ...names) {
  if (!names[0]) return undefined;
  return !names.some(name => name.length * 2 >= password.length && normalized(password).toLowerCase().includes(normalized(name).toLowerCase()));
}

function nameOf(list, kind) {
  const field = document.getElementById(list.dataset[`${kind}From`]);
  return (field ? field.value.trim() : list.dataset[kind]) ?? '';
}

const judges = {
  'password-too-short': (password, rule) => length(password) >= Number(rule.dataset.characters),
  'password-too-long': (password, rule) => length(password) <= Number(rule.dataset.characters),
  'password-needs-lower-case': password => /\p{Ll}/u.test(password),
  'password-needs-upper-case': password => /\p{Lu}/u.test(password),
  'password-needs-number': password => /\p{Nd}/u.test(password),
  'password-needs-symbol': password => /[^\p{L}\p{Nd}]/u.test(password),
  'password-is-email': (password, rule, list) => {
    const email = nameOf(list, 'email');
    const at = email.lastIndexOf('@');
    return isFree(password, email, at > 0 ? email.slice(0, at) : email);
  },
  'password-is-username': (password, rule, list) => isFree(password, nameOf(list, 'username')),
};

function mark(rule, state, isTyped) {
  const use = rule.querySelector('use');
  use.setAttribute('href', use.getAttribute('href').replace(/#.*/, `#${icons[state]}`));
  rule.dataset.state = state;
  rule.querySelector('[data-verdict]').textContent = isTyped ? verdicts[state] : '';
}

function judge(list) {
  const password = document.getElementById(list.dataset.passwordRules).value;
  for (const rule of list.children) {
    const isMet = password ? judges[rule.dataset.rule]?.(password, rule, list) : undefined;
    mark(rule, isMet === undefined ? 'open' : isMet ? 'met' : 'unmet', password);
  }
  return password;
}

let timer;
let said = '';

// Said when the typing pauses, and only what changed; the list itself would be read from its beginning at each letter.
function say(list) {
  const unmet = [...list.querySelectorAll('[data-state="unmet"]')].map(rule => rule.querySelector('span').firstChild.textContent);
  const words = unmet.length ? `Still missing: ${unmet.join(', ')}` : 'Every rule that can be checked here is met';
  if (words !== said) announce(words);
  said = words;
}

on('input', 'input', (event, input) => {
  for (const list of document.querySelectorAll('[data-password-rules]')) {
    const { passwordRules, emailFrom, usernameFrom } = list.dataset;
    if (![passwordRules, emailFrom, usernameFrom].includes(input.id)) continue;
    clearTimeout(timer);
    if (judge(list) && input.id === passwordRules) timer = setTimeout(say, 800, list);
    else said = '';
  }
});
