// The experiments: a list to play from, and the expectations of the one that runs, ticked off when a scene has ended.
import { badge, byId, element, keep, read, write } from './dom.js';
import { act, onClick } from './room-say.js';
import { millis } from './room-words.js';

const KINDS = { running: 'running', done: 'done', failed: 'bad', stopped: '' };
let askedIn = 0;
let list = [];
let runs = false;

export function draw({ feeds, room, experiment }) {
  runs = room.state === 'running' || room.state === 'starting';
  if (askedIn !== feeds && room.hands !== false) load(feeds);
  drawList();
  byId('experiment').hidden = !experiment;
  if (experiment) drawExperiment(experiment, room);
}

/** Once in each feed: the lab's next start may have others. Draws the list itself, since in an empty room the feed is silent. */
async function load(feeds) {
  askedIn = feeds;
  const { value } = await read('api/room/experiments');
  list = value ?? [];
  drawList();
}

function drawList() {
  keep(byId('experiment-list'), list, ({ name }) => name, makeItem, drawItem);
  byId('experiments').hidden = list.length === 0;
}

function makeItem({ name, purpose, expectations }) {
  const item = element('li', '', { class: 'card' });
  const play = element('button', 'Play ', { type: 'button' });
  play.append(element('span', name, { class: 'unseen' }), element('small', ''));
  play.addEventListener('click', () => act(play, 'Playing ' + name, 'POST', 'api/room/experiments/' + encodeURIComponent(name), { speed: Number(byId('experiment-speed').value) })
    .then((done) => done && scrollTo({ top: 0 })));
  const more = document.createElement('details');
  const expects = document.createElement('ul');
  expects.append(...expectations.map((text) => element('li', text)));
  more.append(element('summary', 'What it expects'), expects);
  const head = element('div', '', { class: 'lesson-head' });
  head.append(element('h3', name), play);
  item.append(head, element('p', purpose, { class: 'hint' }), more);
  return item;
}

function drawItem(item) {
  write(item.querySelector('small'), runs ? 'ends what runs' : '');
}

function drawExperiment({ name, speed, scene, state, text, progress, expectations }, { timeout_millis: budget }) {
  write(byId('experiment-title'), name);
  badge(byId('experiment-state'), state, KINDS[state] ?? '');
  write(byId('experiment-text'), [scene, text].filter(Boolean).join(': '));
  const faster = speed === 1 ? '' : `Played ${speed} times as fast${budget ? `: a request has ${millis(budget)}` : ''}. Boxes, charts and marks show time as it passes here; what is expected, and seen of that, is in the original's time, where a request has 5 s. `;
  write(byId('experiment-time'), faster + (state === 'running' ? 'What is expected is judged when a scene has ended.' : ''));
  byId('experiment-stop').hidden = byId('experiment-progress').hidden = state !== 'running';
  byId('experiment-progress').value = progress ?? 0;
  keep(byId('expectations'), expectations.map((each, index) => ({ ...each, index })), ({ index, statement }) => index + statement,
    ({ statement }) => {
      const item = document.createElement('li');
      item.append(element('span', '', { class: 'tick' }), element('span', statement), element('small', ''));
      return item;
    }, (item, { held, seen }) => {
      item.className = held === true ? 'held' : held === false ? 'broken' : 'open';
      write(item.firstChild, held === true ? 'true: ' : held === false ? 'not so: ' : 'not known yet: ');
      write(item.lastChild, seen ? ` Seen: ${seen}` : '');
    });
}

onClick('experiment-stop', (button) => act(button, 'Stopping the experiment', 'DELETE', 'api/room/experiments/current'));
