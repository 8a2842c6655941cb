// The flow: a box for each process with what is its own now, and a line to the broker that carries its rate.
import { byId, element, keep, write } from './dom.js';
import { count } from './format.js';
import { makeHands, updateHands } from './room-hands.js';
import { age, millis, perSecond } from './room-words.js';

const DOT_GAP_PIXELS = 26;
const ROOM = { all: 'yes', not_sheddable: 'little', critical_only: 'no' };
const CUTS = { both: 'cut', 'to-broker': 'cut to the broker', 'from-broker': 'cut from the broker' };

export function draw({ room }) {
  byId('flow').hidden = !room.broker && room.parties.length === 0;
  const sides = { producers: 'producer', consumers: 'consumer' };
  for (const [side, role] of Object.entries(sides)) {
    keep(byId(side + '-list'), room.parties.filter((party) => party.role === role), ({ name }) => name, makeBox, (box, party) => drawBox(box, party, room));
  }
  byId('flow-chosen').hidden = !room.parties.some(({ candidate }) => candidate);
  byId('flow-told').hidden = !room.broker;
  keep(byId('broker-list'), room.broker ? [{ ...room.broker, role: 'broker' }] : [], ({ name }) => name, makeBox, (box, broker) => drawBox(box, broker, room));
}

function makeBox(party) {
  const item = element('li', '', { class: 'party ' + party.role });
  const box = element('article', '', { class: 'box', 'aria-label': party.name });
  const head = element('h5', '', { class: 'box-head' });
  head.append(element('span', party.name, { class: 'box-name' }), element('span', '', { class: 'badge' }));
  box.append(head, element('p', '', { class: 'box-facts' }), element('dl', '', { class: 'box-figures' }));
  if (party.role === 'consumer') box.append(makeMeter());
  if (party.role !== 'broker') box.append(element('dl', '', { class: 'box-choice' }));
  box.append(element('p', '', { class: 'box-network' }), makeHands(party));
  if (party.role !== 'broker') item.append(makeWire());
  item.append(box);
  return item;
}

function makeWire() {
  const wire = element('div', '', { class: 'wire' });
  const line = element('div', '', { class: 'wire-line' });
  line.append(element('i', ''));
  wire.append(element('span', '', { class: 'wire-text' }), line);
  return wire;
}

function makeMeter() {
  const meter = element('div', '', { class: 'meter', role: 'img' });
  meter.append(element('i', ''));
  return meter;
}

function drawBox(item, party, room) {
  item.dataset.state = party.state;
  const badge = item.querySelector('.badge');
  write(badge, party.state);
  write(item.querySelector('.box-facts'), facts(party, room));
  drawFigures(item.querySelector('.box-figures'), FIGURES[party.role](party, room));
  if (party.role === 'consumer') drawMeter(item.querySelector('.meter'), party, room);
  if (party.role !== 'broker') drawChoice(item.querySelector('.box-choice'), party, room);
  const network = item.querySelector('.box-network');
  write(network, networkText(party.network));
  network.hidden = !network.textContent;
  if (party.role !== 'broker') drawWire(item.querySelector('.wire'), party, room.broker);
  updateHands(item.querySelector('.hands'), party, room);
}

function drawFigures(list, figures) {
  keep(list, figures, ({ name }) => name, makeFigure, (pair, { value, bad }) => {
    write(pair.lastChild, value);
    pair.classList.toggle('bad', Boolean(bad));
  });
}

/** Whom a producer asks, and what a consumer is asked for; nothing where nobody chooses. */
function drawChoice(list, { choice, candidate }, room) {
  list.hidden = !choice && !candidate;
  drawFigures(list, choice ? choiceFigures(choice) : candidate ? candidateFigures(candidate, room) : []);
}

const choiceFigures = ({ chosen, group, shed }) => [
  { name: 'by choice', value: perSecond(chosen) },
  { name: 'to group', value: perSecond(group) },
  { name: 'shed', value: perSecond(shed) },
];

/** Of those that somebody else has started, it is not known what they tell. */
function candidateFigures({ wait_seconds: wait, limit_seconds: limit, room: left, share }, { broker }) {
  const told = [
    { name: 'would wait', value: shortTime(wait) },
    { name: 'limit', value: shortTime(limit) },
    { name: 'room', value: ROOM[left] ?? '–', bad: left === 'critical_only' },
  ];
  return [...(broker ? told : []), { name: 'chosen', value: share === undefined ? '–' : Math.round(100 * share) + ' %' }];
}

/** Always about as long, so that its neighbours stay where they are. */
function shortTime(seconds) {
  if (seconds === undefined) return '–';
  return seconds > 0 && seconds < 0.1 ? Math.max(1, Math.round(1000 * seconds)) + ' ms' : seconds.toFixed(2) + ' s';
}

function makeFigure({ name }) {
  const pair = document.createElement('div');
  pair.append(element('dt', name), element('dd', ''));
  return pair;
}

/** Of those that somebody else has started, only their journals are known. */
function facts({ pid, state, since_millis: since, address }, { now, broker }) {
  if (!broker) return `heard of ${age(now - since)} ago`;
  const process = pid && !['killed', 'stopped', 'ended'].includes(state) ? `pid ${pid}, ` : '';
  return `${process}${state} for ${age(now - since)}${address ? `, ${address.replace('nats://', '')}` : ''}`;
}

const yes = (value, good, bad) => (value === null || value === undefined ? '–' : value ? good : bad);
const isUp = ({ state }) => state === 'up';

const FIGURES = {
  producer: (party, { broker }) => [
    { name: 'asks', value: perSecond(party.rate) },
    { name: 'set to', value: party.load_rate === null || party.load_rate === undefined ? (broker ? 'random' : '–') : perSecond(party.load_rate) },
    { name: 'in flight', value: count(party.in_flight ?? 0) },
    { name: 'link', value: yes(party.link, 'up', 'down'), bad: isUp(party) && party.link === false },
  ],
  consumer: (party) => [
    { name: 'is given', value: perSecond(party.rate) },
    { name: 'a task takes', value: workText(party) },
    { name: 'at work', value: count(party.at_work ?? 0) },
    { name: 'link', value: yes(party.link, 'up', 'down'), bad: isUp(party) && party.link === false },
    { name: 'group', value: yes(party.member, 'member', 'left'), bad: isUp(party) && party.member === false },
    { name: 'gate', value: yes(party.gate, 'open', 'closed'), bad: isUp(party) && party.gate === false },
  ],
  broker: (broker, { parties }) => {
    const sum = (role) => parties.filter((party) => party.role === role).reduce((total, { rate }) => total + rate, 0);
    return [{ name: 'asked', value: perSecond(sum('producer')) }, { name: 'passed on', value: perSecond(sum('consumer')) }];
  },
};

function workText({ work_min_millis: least, work_max_millis: most }) {
  if (least === null || least === undefined) return '–';
  return most < 100 ? `${least}–${most} ms` : `${least / 1000}–${most / 1000} s`;
}

/** How much work waits, against the time that a request has. */
function drawMeter(meter, { waiting = 0, waiting_seconds: seconds }, { timeout_millis: budget }) {
  const known = seconds !== null && seconds !== undefined;
  const text = `${count(waiting)} waiting${known ? `, ${seconds.toFixed(1)} s of work` : ''}`;
  const label = budget ? `${text}; a request has ${millis(budget)}` : text;
  if (meter.getAttribute('aria-label') === label) return;
  meter.dataset.text = text;
  meter.setAttribute('aria-label', label);
  meter.firstChild.style.width = Math.min(100, known ? 100_000 * seconds / budget : 0) + '%';
  meter.classList.toggle('over', known && 1000 * seconds > budget);
}

function networkText(network) {
  if (!network) return '';
  const { cut, delay_millis: delay, jitter_millis: jitter, kilobytes_per_second: bandwidth } = network;
  const parts = [];
  if (cut && cut !== 'none') parts.push(CUTS[cut]);
  if (delay || jitter) parts.push(`${delay} ms${jitter ? ` ± ${jitter}` : ''} late`);
  if (bandwidth) parts.push(`${count(bandwidth)} kB/s`);
  return parts.length > 0 ? 'Network: ' + parts.join(', ') : '';
}

function drawWire(wire, { state, rate, network, link }, broker) {
  const cut = network?.cut && network.cut !== 'none' ? network.cut : '';
  const kind = ['killed', 'stopped', 'ended'].includes(state) || broker && broker.state !== 'up' && broker.state !== 'frozen' ? 'gone'
    : cut ? 'cut-' + cut : state === 'frozen' || broker?.state === 'frozen' ? 'frozen' : link === false ? 'gone' : 'open';
  const moving = kind === 'open' && rate > 0;
  wire.className = `wire ${kind}${moving ? ' moving' : ''}`;
  write(wire.firstChild, cut ? 'cut' : kind === 'frozen' ? 'frozen' : kind === 'gone' ? 'no link' : perSecond(rate));
  // From 0.1 to 2,000 a second, in steps, so that the dots do not jump with each change.
  const step = Math.round(Math.max(0, Math.min(9, 2 * Math.log10(Math.max(rate, 0.1)) + 2)));
  if (wire.dataset.step === String(step)) return;
  wire.dataset.step = step;
  wire.style.setProperty('--thick', 2 + step * 0.7 + 'px');
  wire.style.setProperty('--period', DOT_GAP_PIXELS / (14 * Math.pow(1.4, step)) + 's');
}
