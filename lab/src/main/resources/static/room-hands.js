// The hands on each box: one toolbar, of which Tab reaches only what does no harm, and the arrow keys the rest.
import { element } from './dom.js';
import { adjust, openPace } from './room-adjust.js';
import { act, onClick, say } from './room-say.js';

const ALIVE = ['up', 'starting'];
const DOWN = ['killed', 'stopped', 'ended'];
const HANDS = [
  { hand: 'adjust', text: 'Adjust', note: 'network', when: [...ALIVE, 'frozen', 'stopping', ...DOWN] },
  { hand: 'start', text: 'Start', note: 'again', when: DOWN, doing: 'Starting' },
  { hand: 'thaw', text: 'Thaw', note: 'SIGCONT', when: ['frozen'], doing: 'Thawing' },
  { hand: 'freeze', text: 'Freeze', note: 'SIGSTOP', when: ['up'], doing: 'Freezing' },
  { hand: 'restart', text: 'Restart', note: 'and wait', when: ALIVE, doing: 'Restarting' },
  { hand: 'stop', text: 'Stop', note: 'SIGTERM', when: [...ALIVE, 'frozen'], doing: 'Stopping' },
  { hand: 'kill', text: 'Kill', note: 'SIGKILL', when: [...ALIVE, 'frozen', 'stopping'], doing: 'Killing', danger: true },
  { hand: 'remove', text: 'Remove', note: 'for good', when: DOWN, doing: 'Removing', danger: true },
];
const NOT_AT_BROKER = ['adjust', 'remove'];

export function makeHands(party) {
  const bar = element('div', '', { class: 'hands', role: 'toolbar', 'aria-label': 'What to do with ' + party.name });
  for (const { hand, text, note, doing, danger } of HANDS) {
    if (hand === 'restart' ? party.role !== 'broker' : party.role === 'broker' && NOT_AT_BROKER.includes(hand)) continue;
    const button = element('button', text, { type: 'button', 'data-hand': hand, tabindex: '-1', class: danger ? 'danger' : '' });
    button.append(element('span', ` ${party.name} `, { class: 'unseen' }), element('small', note));
    button.addEventListener('click', () => (hand === 'adjust' ? adjust(bar.party)
      : act(button, `${doing} ${party.name}`, 'POST', `api/room/parties/${encodeURIComponent(party.name)}/${hand}`)));
    bar.append(button);
  }
  bar.append(element('div', '', { class: 'commands' }));
  bar.addEventListener('keydown', (event) => move(bar, event));
  bar.addEventListener('focusout', ({ relatedTarget }) => {
    if (!bar.contains(relatedTarget)) rest(bar);
  });
  return bar;
}

export function updateHands(bar, party, room) {
  bar.party = party;
  const withHands = room.hands !== false;
  if (!withHands) drawCommands(bar.querySelector('.commands'), party.commands ?? []);
  const key = withHands ? party.state : 'without';
  if (bar.dataset.shown === key) return;
  bar.dataset.shown = key;
  const focused = bar.contains(document.activeElement);
  for (const { hand, when } of HANDS) {
    const button = bar.querySelector(`[data-hand=${hand}]`);
    if (button) button.hidden = !withHands || !when.includes(party.state);
  }
  rest(bar);
  // Whoever had the focus here keeps it, on what does no harm.
  if (focused && !buttons(bar).includes(document.activeElement)) buttons(bar)[0]?.focus();
}

const buttons = (bar) => [...bar.querySelectorAll('button')].filter((button) => !button.hidden);

function rest(bar) {
  give(bar, buttons(bar)[0]);
}

/** Tab reaches one button of the bar. */
function give(bar, wanted) {
  for (const button of bar.querySelectorAll('button')) button.setAttribute('tabindex', button === wanted ? '0' : '-1');
}

function move(bar, event) {
  const all = buttons(bar);
  const at = all.indexOf(document.activeElement);
  const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined || at < 0) return;
  event.preventDefault();
  const button = all[(next + all.length) % all.length];
  give(bar, button);
  button.focus();
}

function drawCommands(place, commands) {
  if (place.dataset.shown === commands.join()) return;
  place.dataset.shown = commands.join();
  place.replaceChildren(...commands.map((command) => {
    const line = element('p', '');
    const copy = element('button', 'Copy', { type: 'button', 'aria-label': 'Copy ' + command });
    copy.addEventListener('click', () => navigator.clipboard.writeText(command).then(() => say('Copied: ' + command)));
    line.append(element('code', command), copy);
    return line;
  }));
}

const more = (what, body) => (button) => act(button, 'Adding ' + what, 'POST', 'api/room/parties', body);
onClick('add-producer', more('a producer', { role: 'producer' }));
onClick('add-slow', more('a slow consumer', { role: 'consumer', work_min_millis: 2000, work_max_millis: 3000 }));
onClick('add-fast', more('a fast consumer', { role: 'consumer', work_min_millis: 200, work_max_millis: 300 }));
onClick('add-producer-own', () => openPace({ role: 'producer', load_rate: 5 }));
onClick('add-consumer-own', () => openPace({ role: 'consumer', work_min_millis: 20, work_max_millis: 40 }));
