// Says what changed, in the strip at the bottom; and asks the lab for changes.
import { ask, byId, write } from './dom.js';

export function say(text, isBad = false) {
  byId('said-bar').hidden = false;
  byId('said-bar').classList.toggle('bad', isBad);
  write(byId('said'), text);
}

/** Asks for a change and says so, or what is in its way; what came of it, its mark says. Meanwhile its button does nothing more. Resolves to whether it was done. */
export async function act(button, text, method, path, body) {
  if (button.ariaDisabled === 'true') return false;
  button.ariaDisabled = 'true';
  say(text + ' …');
  const problem = await ask(method, path, body);
  button.ariaDisabled = null;
  if (problem) say(`${text}: not done. ${problem.title}. ${problem.detail ?? ''}`, true);
  return !problem;
}

export function onClick(id, done) {
  byId(id).addEventListener('click', ({ currentTarget }) => done(currentTarget));
}

/** A dialog that its button with data-close closes, and a click outside of it. */
export function dialog(id) {
  const box = byId(id);
  box.addEventListener('click', (event) => {
    if (event.target === box || 'close' in event.target.dataset) box.close();
  });
  return box;
}
