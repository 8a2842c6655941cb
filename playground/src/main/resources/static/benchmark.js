// The benchmark: what the feed tells about runs, and the buttons.
import * as charts from './charts.js';
import * as settings from './settings.js';
import { ask, badge, byId, element, figures, show } from './dom.js';
import { bytes, count, plural, ratio, seconds } from './format.js';

const KEPT = 8;
const runs = new Map();
let chosen = null;
let asking = false;

export function forget() {
  runs.clear();
  chosen = null;
  delete byId('summary').dataset.run;
  draw();
}

export function take(type, data) {
  if (type === 'run-started') {
    runs.set(data.run, { number: data.run, settings: data.settings, samples: [], ended: false, result: null });
    if (runs.size > KEPT) runs.delete(runs.keys().next().value);
    chosen = data.run;
  }
  const run = runs.get(data.run);
  if (type === 'sample') run?.samples.push(data.sample);
  if (type === 'run-ended' && run) Object.assign(run, { ended: true, result: data.result });
}

export function draw() {
  const run = runs.get(chosen);
  const running = [...runs.values()].some((each) => !each.ended);
  byId('run').disabled = running || asking;
  byId('run').textContent = running ? 'Running …' : 'Run benchmark';
  byId('stop').disabled = !running;
  charts.show(run?.samples ?? []);
  drawState(run);
  drawSummary(run);
  drawComparison();
}

function drawState(run) {
  const last = run?.samples.at(-1);
  const state = run ? phase(run) : 'ready';
  badge(byId('state'), state, !run ? '' : !run.ended ? 'running' : run.result?.complete ? 'done' : 'bad');
  // The charts say it too: a picture of one stands alone.
  for (const title of document.querySelectorAll('.phase')) title.textContent = run ? `: ${state}, ${seconds(run.result?.delivery_seconds ?? last?.seconds ?? 0)}` : '';
  byId('state-text').textContent = run ? `Run ${run.number}: ${title(run.settings)}` : 'No run yet.';
  byId('live-sent').textContent = last ? count(last.sent) : '–';
  byId('live-received').textContent = last ? count(last.received) : '–';
  byId('live-time').textContent = last ? seconds(last.seconds) : '–';
  byId('live-rate').textContent = run?.result ? count(run.result.delivery_rate) : last ? count(rate(run.samples)) : '–';
}

function phase({ ended, result, samples }) {
  if (!ended) return samples.at(-1)?.draining ? 'draining' : 'running';
  return result ? result.ending.replace('_', ' ') : 'failed';
}

function rate(samples) {
  const last = samples.at(-1);
  const before = samples.at(-6) ?? { seconds: 0, received: 0 };
  return last.seconds > before.seconds ? (last.received - before.received) / (last.seconds - before.seconds) : 0;
}

function title(run) {
  return `${run.mode}, ${count(run.messages)} messages of ${bytes(run.payload_bytes)}, ${plural(run.subscribers, 'subscriber')}`;
}

function drawSummary(run) {
  byId('summary').hidden = !run?.ended;
  if (!run?.ended || byId('summary').dataset.run === String(run.number)) return;
  byId('summary').dataset.run = run.number;
  byId('summary-title').textContent = `Summary of run ${run.number}`;
  const result = run.result;
  if (!result) {
    byId('summary-ending').textContent = 'The run failed; the lab\'s log says why.';
    for (const part of ['figures', 'equation', 'subscribers']) byId('summary-' + part).replaceChildren();
    return;
  }
  byId('summary-ending').textContent = ending(result);
  const size = run.settings.payload_bytes / 1e6;
  figures(byId('summary-figures'), [
    ['Time', seconds(result.delivery_seconds)],
    ['Sent', count(result.sent)],
    ['Received', count(result.received)],
    ['Received per message', ratio(result.fan_out)],
    ['Sent a second', count(result.publish_rate), `${(result.publish_rate * size).toFixed(1)} MB/s`],
    ['Received a second', count(result.delivery_rate), `${(result.delivery_rate * size).toFixed(1)} MB/s`],
    ['Lost', count(result.lost.total)],
  ]);
  byId('summary-equation').textContent = equation(run);
  byId('summary-subscribers').replaceChildren(...result.subscribers.map((each, index) =>
    row([index + 1, count(each.received), count(each.dropped), each.cut_off ? 'cut off by the server' : 'open'])));
}

function ending(result) {
  if (result.complete) return 'Done: every message arrived.';
  const unsent = result.settings.messages - result.sent;
  const said = result.ending === 'time_limit' ? `It stopped by itself at the limit of ${result.settings.limit_seconds} s.`
    : result.ending === 'stopped' ? 'It was stopped.'
      : result.ending === 'link_broken' ? 'The publisher\'s connection to nats-server broke.' : 'Done, with losses.';
  return unsent > 0 ? `${said} ${plural(unsent, 'message')} not sent.` : said;
}

function equation({ settings: { subscribers, mode }, result: { sent, received, lost } }) {
  const terms = [
    [lost.dropped, 'dropped by the client library of a slow subscriber'],
    [lost.cut_off, 'lost with a connection that the server closed'],
    [lost.refused, 'not taken by the stream'],
    [lost.left, 'on their way at the end'],
  ].filter(([number]) => number !== 0).map(([number, what]) => ` + ${count(number)} ${what}`);
  const copies = mode === 'queue' ? '' : ` × ${plural(subscribers, 'subscriber')}`;
  return `${count(sent)} sent${copies} = ${count(received)} received${terms.join('') || ', nothing lost'}`;
}

function drawComparison() {
  const ended = [...runs.values()].filter((run) => run.result);
  byId('comparison').hidden = ended.length === 0;
  const key = ended.map((run) => run.number).join() + '/' + chosen;
  if (byId('comparison').dataset.key === key) return;
  byId('comparison').dataset.key = key;
  byId('comparison-runs').replaceChildren(...ended.map((run) => {
    const { settings: wanted, result } = run;
    const line = row(['', wanted.mode, count(wanted.messages), wanted.subscribers, bytes(wanted.payload_bytes),
      seconds(result.delivery_seconds), count(result.publish_rate), count(result.delivery_rate),
      count(result.lost.total), result.ending.replace('_', ' ')]);
    if (result.lost.total !== 0) line.children[8].className = 'bad';
    const choose = element('button', `Run ${run.number}`, { type: 'button', 'aria-pressed': String(run.number === chosen) });
    choose.addEventListener('click', () => {
      chosen = run.number;
      draw();
      byId('comparison-runs').querySelector('[aria-pressed=true]')?.focus();
    });
    line.firstChild.append(choose);
    line.className = run.number === chosen ? 'chosen' : '';
    return line;
  }));
}

function row(cells) {
  const line = document.createElement('tr');
  line.append(...cells.map((cell) => element('td', String(cell))));
  return line;
}

byId('settings').addEventListener('submit', async (event) => {
  event.preventDefault();
  settings.clear();
  show(byId('form-error'), '');
  asking = true;
  draw();
  const problem = await ask('POST', 'api/runs', settings.texts());
  asking = false;
  draw();
  if (problem?.errors) settings.reject(problem.errors);
  else if (problem) show(byId('form-error'), `${problem.title}. ${problem.detail}`);
});

byId('stop').addEventListener('click', () => ask('DELETE', 'api/runs/current'));
