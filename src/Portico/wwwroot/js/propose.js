// Proposes a username from the address as it is typed, until someone types a username.
import { on } from './page.js';

const own = new WeakSet();

on('input', '[data-propose-from]', (event, input) => {
  if (input.value) own.add(input);
  else own.delete(input);
});

on('input', 'input[type="email"]', (event, email) => {
  const input = email.form?.querySelector(`[data-propose-from="${email.id}"]`);
  if (!input || own.has(input) || (input.defaultValue && input.value === input.defaultValue)) return;
  input.value = email.value.split('@')[0].trim().toLowerCase().slice(0, input.maxLength > 0 ? input.maxLength : undefined);
});
