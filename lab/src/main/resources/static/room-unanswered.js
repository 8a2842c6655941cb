// The last requests that were not answered, a page at a time, and the whole way of one of them.
import { byId, element, keep, read, show, write } from './dom.js';
import { count } from './format.js';
import { dialog, onClick } from './room-say.js';
import { svg } from './room-plot.js';
import { clock, millis, words } from './room-words.js';

const ROWS = 15;
const READ_EVERY_MILLIS = 2000;

const table = byId('unanswered');
const way = dialog('way');
let requests = [];
let page = 0;
let seen = false;
let reading = false;
let readAt = 0;
let known = '';

new IntersectionObserver(([entry]) => {
  seen = entry.isIntersecting;
}).observe(table);

/** Reads them anew where they are looked at and there may be others; not while somebody points at one, which would move away. */
export function draw({ lab, run, room }) {
  if (!lab || !room.account) return;
  const held = byId('unanswered-rows').matches(':hover, :focus-within');
  byId('pager-held').hidden = !held;
  const { started, outcomes: { answered } } = room.account;
  const state = [run, started - answered].join();
  if (held || !seen || reading || state === known || performance.now() - readAt < READ_EVERY_MILLIS) return;
  known = state;
  load();
}

async function load() {
  reading = true;
  const { value } = await read('api/room/unanswered');
  reading = false;
  readAt = performance.now();
  if (!value) return;
  requests = value;
  drawPage();
}

/** All of them, for the file that is kept. */
export async function all() {
  return (await read('api/room/unanswered')).value ?? requests;
}

function drawPage() {
  const pages = Math.max(1, Math.ceil(requests.length / ROWS));
  page = Math.min(page, pages - 1);
  keep(byId('unanswered-rows'), requests.slice(page * ROWS, (page + 1) * ROWS), ({ task }) => task, makeRow, fillRow);
  byId('newer').disabled = page === 0;
  byId('older').disabled = page >= pages - 1;
  write(byId('pager-text'), requests.length === 0 ? 'None so far.' : `Page ${page + 1} of ${pages}, ${count(requests.length)} requests, newest first`);
}

function makeRow({ task }) {
  const row = document.createElement('tr');
  const open = element('button', task, { type: 'button', class: 'task' });
  open.addEventListener('click', () => showWay(task));
  const first = document.createElement('td');
  first.append(open);
  row.append(first, ...Array.from({ length: 6 }, () => document.createElement('td')));
  return row;
}

/** Their cells; a row of the file that is kept is filled the same way. */
export function fillRow(row, request) {
  const cells = [clock(request.started_at), millis(request.age_millis), request.attempts, words(request.outcome), request.cause ? words(request.cause) : '–', request.last_seen];
  cells.forEach((text, index) => write(row.cells[index + 1], String(text ?? '–')));
}

async function showWay(task) {
  byId('way-title').textContent = `The way of ${task}`;
  byId('way-picture').replaceChildren();
  byId('way-events').replaceChildren();
  show(byId('way-problem'), '');
  way.showModal();
  const { value, problem } = await read('api/room/requests/' + encodeURIComponent(task));
  if (problem) {
    show(byId('way-problem'), problem.detail || problem.title);
    return;
  }
  const events = value.events.toSorted((one, other) => one.at - other.at);
  byId('way-events').replaceChildren(...events.map((event) => wayEvent(event, events[0].at)));
  drawWay(events);
}

function wayEvent({ at, who, text }, from) {
  const item = document.createElement('li');
  item.append(element('time', '+' + millis(at - from)), element('b', who), element('span', text));
  return item;
}

/** One line for each process, a dot for each event, and the way from one to the next. */
function drawWay(events) {
  const lanes = [...new Set(events.map(({ who }) => who))];
  const width = Math.max(280, byId('way-picture').clientWidth);
  const height = lanes.length * 40 + 16;
  const from = events[0].at;
  const whole = Math.max(1, events.at(-1).at - from);
  const x = ({ at }) => 100 + (at - from) / whole * (width - 120);
  const y = ({ who }) => 24 + lanes.indexOf(who) * 40;
  const picture = svg('svg', { width, height, viewBox: `0 0 ${width} ${height}` });
  for (const who of lanes) {
    picture.append(svg('text', { x: 0, y: y({ who }) + 4 }, who), svg('line', { class: 'lane', x1: 100, x2: width - 20, y1: y({ who }), y2: y({ who }) }));
  }
  picture.append(svg('path', { class: 'steps', d: 'M' + events.map((event) => `${x(event)} ${y(event)}`).join('L') }));
  picture.append(...events.map((event) => svg('circle', { cx: x(event), cy: y(event), r: 5 })));
  byId('way-picture').replaceChildren(picture);
}

for (const [id, by] of [['newer', -1], ['older', 1]]) {
  onClick(id, () => {
    page += by;
    drawPage();
  });
}
