// What runs, by which policy, and the forms that start, change and end it.
import { badge, byId, element, write } from './dom.js';
import { act, dialog, onClick, say } from './room-say.js';
import { millis, POLICY, POLICY_LABELS } from './room-words.js';

const PRESETS = {
  original: { title: 'the original experiment', delivery: 'core', overload: 'none', balance: 'group' },
  remedy: { title: 'the remedy', delivery: 'core', overload: 'gate', balance: 'least-wait' },
  durable: { title: 'the durable one', delivery: 'durable', overload: 'gate', balance: 'least-wait' },
};
/** Of whatever can be started here. */
const BUDGET = '5 s';
const KINDS = { running: 'done', starting: 'running', ending: 'running', failed: 'bad' };

const start = byId('start');
const policy = dialog('policy');
const CHANGES = { running: 'All are up.', empty: 'Nothing runs any more.', failed: 'It failed.' };
let room = null;

for (const place of document.querySelectorAll('[data-policy]')) {
  place.append(...Object.keys(POLICY).map((name) => choice(name, place.closest('form').id)));
}
preset('original');

export function draw(told) {
  if (room && room.state !== told.room.state && CHANGES[told.room.state]) say(CHANGES[told.room.state], told.room.state === 'failed' || Boolean(told.room.text));
  room = told.room;
  const idle = room.state === 'empty' || room.state === 'failed';
  badge(byId('state'), room.state === 'empty' ? 'nothing runs' : room.state, KINDS[room.state] ?? '');
  write(byId('state-text'), room.text ?? '');
  write(byId('budget'), idle ? BUDGET : room.timeout_millis ? millis(room.timeout_millis) : 'their budget');
  start.hidden = !idle || room.hands === false;
  byId('run-bar').hidden = idle || !room.delivery;
  for (const name of Object.keys(POLICY)) write(byId('shown-' + name), POLICY[name][room[name]] ?? room[name] ?? '–');
  for (const id of ['policy-open', 'end']) byId(id).disabled = room.state !== 'running';
}

function choice(name, form) {
  const id = `${form}-${name}`;
  const field = element('div', '', { class: 'field' });
  const select = element('select', '', { id, name });
  for (const [value, text] of Object.entries(POLICY[name])) select.append(element('option', text, { value }));
  field.append(element('label', POLICY_LABELS[name], { for: id }), select);
  return field;
}

function preset(name) {
  for (const [field, value] of Object.entries(PRESETS[name])) {
    if (start.elements[field]) start.elements[field].value = value;
  }
  byId('start-button').textContent = 'Start ' + PRESETS[name].title;
}

function values(form) {
  const { producers, slow, fast, delivery, overload, balance } = form.elements;
  const chosen = { delivery: delivery.value, overload: overload.value, balance: balance.value };
  return producers ? { producers: Number(producers.value), slow: Number(slow.value), fast: Number(fast.value), ...chosen } : chosen;
}

start.addEventListener('change', ({ target }) => {
  if (target.name === 'preset') preset(target.value);
  else if (target.name in POLICY) byId('start-button').textContent = 'Start';
});

start.addEventListener('submit', (event) => {
  event.preventDefault();
  act(byId('start-button'), 'Starting a broker, producers and consumers', 'POST', 'api/room', values(start));
});

onClick('end', (button) => act(button, 'Ending all', 'DELETE', 'api/room'));

onClick('policy-open', () => {
  for (const name of Object.keys(POLICY)) byId('policy-form').elements[name].value = room[name];
  policy.showModal();
});

byId('policy-form').addEventListener('submit', (event) => {
  event.preventDefault();
  policy.close();
  act(byId('policy-open'), 'Restarting all services with another policy', 'POST', 'api/room/policy', values(byId('policy-form')));
});
