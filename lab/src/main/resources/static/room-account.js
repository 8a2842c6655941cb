// The account: the law that always adds up, what each mark cost, and lost requests by cause.
import { byId, element, keep, write } from './dom.js';
import { count, plural } from './format.js';
import { CAUSES, clock, OPEN, OUTCOMES, words } from './room-words.js';

export function draw({ room, marks }) {
  byId('law').hidden = byId('losses').hidden = byId('export').hidden = !room.account;
  if (!room.account) return;
  drawLaw(room.account);
  drawCauses(room.account);
  drawMarks([...marks.values()].sort((one, other) => other.number - one.number), room);
}

function drawLaw(account) {
  const terms = [
    ...OUTCOMES.map((name) => ({ name, number: account.outcomes[name] ?? 0, text: words(name) })),
    { name: 'in_flight', number: account.in_flight, text: OPEN.in_flight },
    { name: 'producer_died', number: account.producer_died, text: OPEN.producer_died },
  ];
  const shown = terms.filter(({ name, number }) => number > 0 || name === 'answered' || name === 'in_flight');
  write(byId('law-started'), count(account.started));
  keep(byId('law-terms'), shown, ({ name }) => name, makeTerm, (term, { number }) => write(term.querySelector('b'), count(number)));
  keep(byId('law-bar'), shown.filter(({ number }) => number > 0), ({ name }) => name, ({ name }) => element('i', '', { class: 'outcome-' + name }), (part, { number }) => {
    part.style.flexGrow = number;
  });
  drawCheck(account, terms.reduce((sum, { number }) => sum + number, 0));
  write(byId('law-beside'), beside(account));
}

function makeTerm({ name, text }) {
  const term = element('span', '', { class: 'term outcome-' + name });
  term.append(element('i', ''), element('b', ''), ' ' + text);
  return term;
}

function drawCheck(account, sum) {
  const whole = sum === account.started && account.conserved && account.unaccounted === 0;
  byId('law-check').className = whole ? 'check' : 'check failed';
  write(byId('law-check'), whole ? 'it adds up'
    : sum !== account.started ? `it does not add up: ${count(Math.abs(account.started - sum))} ${sum < account.started ? 'missing' : 'too many'}`
      : `${count(account.unaccounted)} unaccounted for, the journals contradict themselves ${plural(account.violations, 'time')}`);
}

function beside(account) {
  const parts = [[account.late, 'late reply', 'late replies'], [account.duplicates, 'reply came twice', 'replies came twice']];
  const said = parts.filter(([number]) => number > 0).map(([number, one, many]) => `${count(number)} ${number === 1 ? one : many}`);
  return said.length > 0 ? `Besides: ${said.join(', ')}; these change no outcome.` : '';
}

function drawCauses({ causes, outcomes }) {
  const timedOut = outcomes.timed_out ?? 0;
  const found = Object.keys(CAUSES).map((name) => ({ name, number: causes[name] ?? 0 })).filter(({ number }) => number > 0);
  const most = Math.max(1, ...found.map(({ number }) => number));
  keep(byId('causes'), found, ({ name }) => name, makeCause, (cause, { number }) => {
    write(cause.querySelector('b'), count(number));
    cause.querySelector('i').style.width = (100 * number / most) + '%';
  });
  const explained = found.reduce((sum, { number }) => sum + number, 0);
  write(byId('causes-sum'), timedOut === 0 ? 'No request has timed out.'
    : `${count(timedOut)} timed out, ${explained === timedOut ? 'each with exactly one cause' : `${count(explained)} of them with a known cause so far`}.`);
}

function makeCause({ name }) {
  const cause = document.createElement('li');
  const title = element('p', words(name) + ' ', { class: 'cause-title' });
  title.append(element('b', ''));
  const bar = element('div', '', { class: 'cause-bar' });
  bar.append(element('i', ''));
  cause.append(title, bar, element('p', CAUSES[name], { class: 'hint' }));
  return cause;
}

/** Only when a budget has passed is it known which of the requests under way are lost. */
function drawMarks(marks, { now, timeout_millis: budget }) {
  byId('marks-none').hidden = marks.length > 0;
  byId('marks').parentElement.hidden = marks.length === 0;
  keep(byId('marks'), marks, ({ number }) => number, makeMark, (item, mark) => {
    item.classList.toggle('costly', mark.failed || mark.lost > 0);
    write(item.querySelector('.mark-text'), mark.text.split('\n')[0] + (mark.lost !== null && now - mark.at < budget ? ' so far' : ''));
  });
}

function makeMark({ number, at, text }) {
  const item = document.createElement('li');
  item.append(element('span', String(number), { class: 'mark-number' }), element('time', clock(at)), element('span', '', { class: 'mark-text' }));
  const [, title, ...lines] = text.split('\n');
  if (title) item.append(makeMore(title.replace(/:$/, ''), lines.join('\n')));
  return item;
}

function makeMore(title, text) {
  const more = element('details', '', { class: 'mark-more' });
  more.append(element('summary', title), element('pre', text.replaceAll(/^    /gm, '')));
  return more;
}
