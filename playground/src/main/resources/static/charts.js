// The two charts of a run, drawn by uPlot.
import { byId } from './dom.js';
import { short } from './format.js';

const HEIGHT = 220;
// A rate over less time than this, in seconds, says nothing; the first and the last sample come when they come.
const SHORTEST = 0.03;
const dark = matchMedia('(prefers-color-scheme: dark)');
const charts = [];
let shown = [[0], [0], [0], [0], [0]];
let waiting = false;

export function show(samples) {
  shown = series(samples);
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    charts[0].setData([shown[0], shown[1], shown[2]]);
    charts[1].setData([shown[0], shown[3], shown[4]]);
  });
}

function series(samples) {
  const [time, sent, received, sentRate, receivedRate] = [[], [], [], [], []];
  let before = { seconds: 0, sent: 0, received: 0 };
  for (const sample of samples) {
    time.push(sample.seconds);
    sent.push(sample.sent);
    received.push(sample.received);
    const passed = sample.seconds - before.seconds;
    if (passed >= SHORTEST) {
      sentRate.push((sample.sent - before.sent) / passed);
      receivedRate.push((sample.received - before.received) / passed);
      before = sample;
    } else {
      sentRate.push(sentRate.at(-1) ?? 0);
      receivedRate.push(receivedRate.at(-1) ?? 0);
    }
  }
  return [time, sent, received, sentRate, receivedRate];
}

function draw() {
  charts.splice(0).forEach((chart) => chart.destroy());
  charts.push(chart('chart-total', [shown[0], shown[1], shown[2]]), chart('chart-rate', [shown[0], shown[3], shown[4]]));
}

function chart(id, data) {
  const place = byId(id);
  const axis = { stroke: ink('--quiet'), grid: { stroke: ink('--line'), width: 1 }, ticks: { stroke: ink('--line'), width: 1 }, font: '12px system-ui, sans-serif' };
  return new uPlot({
    width: Math.max(place.clientWidth, 200),
    height: HEIGHT,
    cursor: { drag: { x: false, y: false } },
    legend: { show: false },
    scales: {
      x: { time: false, range: (self, least, most) => [0, most > 0 ? Math.max(most, 0.1) : 1] },
      y: { range: (self, least, most) => [0, most > 0 ? most * 1.08 : 1000] },
    },
    axes: [
      { ...axis, size: 32, space: 70, values: (self, ticks) => ticks.map((tick) => Number(tick.toFixed(4)) + ' s') },
      { ...axis, size: 58, values: (self, ticks) => ticks.map(short) },
    ],
    series: [
      {},
      { label: 'sent', stroke: ink('--sent'), width: 2, points: { show: false } },
      { label: 'received', stroke: ink('--received'), width: 2, points: { show: false } },
    ],
  }, data, place);
}

function ink(name) {
  // light-dark() is resolved only where it is used, so it is read from an element that uses it.
  const probe = document.createElement('i');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

draw();
dark.addEventListener('change', draw);
new ResizeObserver(() => {
  for (const chart of charts) {
    const width = chart.root.parentElement.clientWidth;
    if (width > 0 && width !== chart.width) chart.setSize({ width, height: HEIGHT });
  }
}).observe(byId('chart-total'));
