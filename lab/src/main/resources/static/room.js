// The control room: follows the feed, keeps what it told, and has each part drawn at most once a frame.
import * as account from './room-account.js';
import * as charts from './room-charts.js';
import * as experiments from './room-experiments.js';
import * as flow from './room-flow.js';
import * as run from './room-run.js';
import * as unanswered from './room-unanswered.js';
import './room-export.js';
import { byId, write } from './dom.js';
import { follow } from './feed.js';
import { say } from './room-say.js';

const SECONDS_KEPT = 300;
const NEWS_MILLIS = 15_000;
const FRAME_MILLIS = 1000;

/** What the feed told: all that the parts draw. */
const told = { lab: true, feeds: 0, run: 0, room: null, seconds: [], marks: new Map(), experiment: null };
let waiting = false;

const takes = {
  start: () => {
    begin();
    told.feeds++;
    Object.assign(told, { room: null, experiment: null });
  },
  'room-cleared': () => {
    begin();
    if (told.experiment?.state !== 'running') told.experiment = null;
  },
  room: (room) => {
    told.room = room;
  },
  second: (second) => {
    told.seconds.push(second);
    if (told.seconds.length > SECONDS_KEPT) told.seconds.shift();
  },
  server: () => {
    for (const link of document.querySelectorAll('.playground')) link.hidden = false;
  },
  mark: (mark) => {
    told.marks.set(mark.number, mark);
    if (told.room && told.room.now - mark.at < NEWS_MILLIS) say(`${mark.number}: ${mark.text.split('\n')[0]}`, mark.failed);
  },
  experiment: (experiment) => {
    told.experiment = experiment;
  },
};

follow((type, content) => takes[type]?.(content), () => {
  told.lab = true;
  schedule();
}, () => {
  told.lab = false;
  schedule();
});

/** Others run now than those whose seconds and marks are known. */
function begin() {
  told.run++;
  told.seconds.length = 0;
  told.marks.clear();
}

function schedule() {
  if (waiting) return;
  waiting = true;
  const frame = requestAnimationFrame(drawNow);
  // A window that is covered may get no frames, and is looked at again at any moment.
  const timer = setTimeout(drawNow, FRAME_MILLIS);

  function drawNow() {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    waiting = false;
    draw();
  }
}

function draw() {
  byId('notice').hidden = told.lab;
  document.body.classList.toggle('without-lab', !told.lab);
  drawServer();
  if (!told.room) return;
  document.body.classList.toggle('without-hands', told.room.hands === false);
  for (const part of [run, account, flow, charts, experiments, unanswered]) part.draw(told);
}

function drawServer() {
  const broker = told.room?.broker;
  byId('server').className = 'server ' + (!told.lab || (broker && broker.state !== 'up') ? 'down' : broker || told.room?.hands === false ? 'up' : '');
  write(byId('server'), !told.lab ? 'the lab does not answer' : !told.room ? 'Connecting …'
    : broker ? `nats-server ${broker.state}, ${broker.address}` : told.room.hands === false ? 'watching journals' : 'no broker runs');
}
