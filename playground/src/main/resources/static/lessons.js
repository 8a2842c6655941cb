// The lessons: a list, and what the feed tells about the one that is shown.
import { ask, badge, byId, element, read, show } from './dom.js';
import { seconds } from './format.js';

const told = new Map();
const list = byId('lesson-list');
let chosen = null;

export function forget() {
  told.clear();
  drawList();
}

export function take({ lesson, kind, event }) {
  if (kind === 'began') {
    told.set(lesson, []);
    choose(lesson);
  }
  told.get(lesson)?.push({ kind, event });
  if (lesson === chosen) add(kind, event);
  drawList();
}

function running() {
  return [...told].find(([, events]) => events.length > 0 && events.at(-1).kind !== 'ended')?.[0];
}

function choose(lesson) {
  chosen = lesson;
  byId('lesson-steps').replaceChildren();
  byId('lesson-hint').hidden = true;
  byId('lesson-head').hidden = false;
  for (const { kind, event } of told.get(lesson) ?? []) add(kind, event);
}

const parts = {
  began: ({ title, summary }) => {
    byId('lesson-title').textContent = title;
    byId('lesson-summary').textContent = summary;
    badge(byId('lesson-state'), 'running', 'running');
  },
  step: ({ number, title }) => [element('h4', `${number}. ${title}`)],
  explanation: ({ text }) => [element('p', text)],
  call: ({ what, settings }) => [pairs('call', what, settings)],
  result: ({ figures }) => [pairs('result', '', figures)],
  check: ({ claim, expected, actual, passed }) => [element('p',
    `${claim}: ${passed ? actual : `expected ${expected}, but it is ${actual}`}`, { class: passed ? 'check' : 'check failed' })],
  ended: ({ outcome, reason, tookMillis }) => {
    badge(byId('lesson-state'), `${outcome.toLowerCase()} after ${seconds(tookMillis / 1000)}`, outcome === 'PASSED' ? 'done' : 'bad');
    return reason ? [element('p', reason, { class: 'error' })] : [];
  },
};

function add(kind, event) {
  byId('lesson-steps').append(...(parts[kind]?.(event) ?? []));
}

function pairs(kind, heading, entries) {
  const box = element('div', '', { class: kind });
  if (heading) box.append(element('code', heading));
  const terms = element('dl', '', { class: 'pairs' });
  for (const [name, value] of Object.entries(entries)) terms.append(element('dt', name), element('dd', value));
  box.append(terms);
  return box;
}

function drawList() {
  const current = running();
  byId('lesson-stop').hidden = !current;
  for (const button of list.children) {
    button.disabled = Boolean(current);
    button.classList.toggle('chosen', button.dataset.lesson === chosen);
  }
}

async function start(lesson) {
  show(byId('lesson-error'), '');
  const problem = await ask('POST', 'api/lessons/' + lesson);
  if (problem) show(byId('lesson-error'), `${problem.title}. ${problem.detail}`);
  else byId('lesson-title').focus({ preventScroll: false });
}

byId('lesson-stop').addEventListener('click', () => ask('DELETE', 'api/lessons/current'));

read('api/lessons').then(({ value: lessons = [] }) => {
  list.replaceChildren(...lessons.map(({ name, title, summary }) => {
    const button = element('button', title, { type: 'button', 'data-lesson': name });
    button.append(element('small', summary));
    button.addEventListener('click', () => start(name));
    return button;
  }));
  drawList();
});
