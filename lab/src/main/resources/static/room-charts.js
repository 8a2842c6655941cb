// The three charts of the last five minutes.
import { byId } from './dom.js';
import { short } from './format.js';
import { plot } from './room-plot.js';
import { millis, OUTCOMES, words } from './room-words.js';

const COLOURS = 8;
const MEAN_SECONDS = 5;
/** Which consumer has which line, for good: others come and go. */
const lines = new Map();
const figure = (value) => short(value < 100 ? Number(value.toFixed(1)) : Math.round(value));
const rates = plot(byId('chart-rates'), { stacked: true, format: figure, label: 'Requests a second by outcome over the last five minutes; the arrow keys move the cursor, its values stand below' });
const waiting = plot(byId('chart-waiting'), { format: figure, label: 'Requests that wait at each consumer over the last five minutes; the arrow keys move the cursor, its values stand below' });
const latency = plot(byId('chart-latency'), { logarithmic: true, format: millis, label: 'Time to the answer over the last five minutes, logarithmic; the arrow keys move the cursor, its values stand below' });
let drawn = '';

export function draw({ room, run, seconds, marks }) {
  byId('charts').hidden = !room.broker && room.parties.length === 0 && seconds.length === 0;
  const state = [run, seconds.at(-1)?.at, marks.size].join();
  if (state === drawn) return;
  drawn = state;
  const times = seconds.map(({ at }) => at);
  const shown = [...marks.values()];
  const draws = (chart, series) => chart({ times, series, marks: shown });
  draws(rates, OUTCOMES.map((outcome) => ({ name: 'outcome-' + outcome, label: words(outcome), values: means(seconds.map(({ outcomes }) => outcomes[outcome] ?? 0)) }))
    .filter(({ name, values }) => name === 'outcome-answered' || values.some((value) => value > 0)));
  draws(waiting, consumers(seconds).map((consumer) => ({ name: line(consumer), label: consumer, values: means(seconds.map((second) => second.waiting[consumer] ?? null)) })));
  draws(latency, ['p50', 'p95', 'p99'].map((name) => ({ name, label: name, values: seconds.map((second) => second[name] ?? null) })));
}

/** At a few requests a second, whole numbers would only flicker. Where there is none, there is no mean. */
function means(values) {
  return values.map((value, index) => {
    if (value === null) return null;
    const near = values.slice(Math.max(0, index + 1 - MEAN_SECONDS), index + 1).filter((each) => each !== null);
    return near.reduce((sum, each) => sum + each, 0) / near.length;
  });
}

function line(consumer) {
  if (!lines.has(consumer)) lines.set(consumer, lines.size);
  const number = lines.get(consumer);
  return `line-${number % COLOURS}${number < COLOURS ? '' : ' again'}`;
}

function consumers(seconds) {
  return [...new Set(seconds.flatMap(({ waiting: each }) => Object.keys(each)))].sort();
}
