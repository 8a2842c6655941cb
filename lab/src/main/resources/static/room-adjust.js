// The dialog of one party: its pace, the network between it and the broker, its removal; and the pace of one that is to be added.
import { byId } from './dom.js';
import { couple } from './slider.js';
import { act, dialog, onClick } from './room-say.js';

const SLOW = { delay_millis: 200, jitter_millis: 50, kilobytes_per_second: 100, cut: 'none' };
const HEALED = { delay_millis: 0, jitter_millis: 0, kilobytes_per_second: null, cut: 'none' };
const STEPS_PER_TENFOLD = 10;

const box = dialog('adjust');
const steps = {
  toText: (value) => String(Number(Math.pow(10, value / STEPS_PER_TENFOLD).toPrecision(2))),
  toValue: (text) => Math.round(STEPS_PER_TENFOLD * Math.log10(Number(text))),
};
const plain = { toText: String, toValue: Number };
const follows = {};
for (const [id, scale] of Object.entries({ 'pace-rate': steps, 'pace-min': steps, 'pace-max': steps, 'net-delay': plain, 'net-jitter': plain })) {
  follows[id] = couple(byId(id).parentElement.querySelector('[type=range]'), byId(id), scale);
}
let party = null;

/** Opens the dialog for a party that there is. */
export function adjust(chosen) {
  open(chosen, chosen.name);
  const { delay_millis: delay, jitter_millis: jitter, kilobytes_per_second: bandwidth } = chosen.network ?? HEALED;
  set('net-delay', delay);
  set('net-jitter', jitter);
  byId('net-bandwidth').value = bandwidth ?? '';
  box.showModal();
}

/** Opens it for one that is to be added. */
export function openPace(wanted) {
  open(wanted, `Add a ${wanted.role}`);
  box.showModal();
}

function open(chosen, title) {
  party = chosen;
  byId('adjust-title').textContent = title;
  const isNew = !chosen.name;
  const isProducer = chosen.role === 'producer';
  byId('network').hidden = !chosen.network;
  byId('adjust-remove').hidden = isNew;
  for (const field of box.querySelectorAll('[data-pace]')) {
    field.hidden = (field.dataset.pace === 'rate') !== isProducer;
    field.querySelectorAll('input').forEach((input) => {
      input.disabled = field.hidden;
    });
  }
  set('pace-rate', chosen.load_rate ?? 1.33);
  set('pace-min', chosen.work_min_millis ?? 200);
  set('pace-max', chosen.work_max_millis ?? 300);
  byId('pace-hint').textContent = isNew ? '' : `It is stopped in good order and started again with that.${isProducer && chosen.load_rate === null ? ' Now its gaps are random, 0 to 1.5 s.' : ''}`;
  byId('pace-apply').textContent = isNew ? 'Add it' : 'Restart it with that';
}

function set(id, value) {
  byId(id).value = String(value ?? 0);
  follows[id]();
}

const number = (id) => Number(byId(id).value);
const path = (rest) => `api/room/parties/${encodeURIComponent(party.name)}/${rest}`;

byId('pace').addEventListener('submit', (event) => {
  event.preventDefault();
  box.close();
  const pace = party.role === 'producer' ? { rate: number('pace-rate') } : { work_min_millis: number('pace-min'), work_max_millis: number('pace-max') };
  if (party.name) act(byId('pace-apply'), `Restarting ${party.name} with another pace`, 'POST', path('settings'), pace);
  else act(byId('pace-apply'), `Adding a ${party.role}`, 'POST', 'api/room/parties', { role: party.role, ...pace });
});

byId('network').addEventListener('submit', (event) => {
  event.preventDefault();
  const bandwidth = byId('net-bandwidth').value.trim();
  network(event.submitter, {
    delay_millis: number('net-delay'), jitter_millis: number('net-jitter'),
    kilobytes_per_second: bandwidth ? number('net-bandwidth') : null, cut: party.network?.cut ?? 'none',
  });
});

for (const button of box.querySelectorAll('[data-network]')) {
  button.addEventListener('click', () => {
    const kind = button.dataset.network;
    if (kind === 'reset') {
      box.close();
      act(button, `Resetting the connections of ${party.name}`, 'POST', path('network/reset'));
    } else {
      network(button, kind === 'heal' ? HEALED : kind === 'slow' ? SLOW : { ...(party.network ?? HEALED), cut: kind });
    }
  });
}

function network(button, wanted) {
  box.close();
  act(button, `Changing the network of ${party.name}`, 'POST', path('network'), wanted);
}

onClick('remove', (button) => {
  box.close();
  act(button, `Removing ${party.name}`, 'POST', path('remove'));
});
