// One chart over time, as SVG: areas one on another or lines, an axis on each side, marks, and a cursor. Colours are the page's own, by classes.
import { element, keep, write } from './dom.js';
import { clock } from './room-words.js';

const HEIGHT = 136;
const LEFT = 46;
const RIGHT = 10;
const TOP = 18;
const BOTTOM = 20;
const LONGEST_MILLIS = 300_000;
const SHORTEST_MILLIS = 60_000;
const MINUTE = 60_000;
const MARK_WIDTH = 15;
const NAMESPACE = 'http://www.w3.org/2000/svg';
const plots = [];

export function svg(name, attributes = {}, text = '') {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}

/**
 * Makes a chart in a place. Its options: label for those who do not see it, stacked or not, logarithmic or not, and how values are written (format).
 * Returns what draws it: draw({ times, series: [{ name, label, values }], marks }). A series keeps its name, which
 * is its class, as long as it has its label; values are null where there is none.
 */
export function plot(place, options) {
  const picture = svg('svg', { role: 'img', tabindex: '0', 'aria-label': options.label, height: HEIGHT });
  const layers = Object.fromEntries(['grid', 'series', 'marks', 'cursor'].map((name) => [name, svg('g', { class: 'plot-' + name })]));
  picture.append(...Object.values(layers));
  const legend = element('ul', '', { class: 'plot-legend' });
  place.append(picture, legend);
  const self = { place, picture, layers, legend, options, data: null, width: 0, cursor: null };
  plots.push(self);
  new ResizeObserver(() => {
    if (self.data && place.clientWidth !== self.width) drawPlot(self);
  }).observe(place);
  listen(self);
  return (data) => {
    self.data = data;
    drawPlot(self);
  };
}

function drawPlot(self) {
  const { times, marks } = self.data;
  self.width = self.place.clientWidth;
  if (self.width === 0) return;
  const end = Math.max(times.at(-1) ?? 0, ...marks.map(({ at }) => at)) || Date.now();
  const span = Math.min(LONGEST_MILLIS, Math.max(SHORTEST_MILLIS, end - (times[0] ?? end)));
  const x = (at) => LEFT + (at - end + span) / span * (self.width - LEFT - RIGHT);
  const series = self.options.stacked ? stack(self.data.series) : self.data.series;
  const scale = self.options.logarithmic ? logarithmic(series) : linear(series, self.options.stacked);
  Object.assign(self, { x, end, span });
  self.picture.setAttribute('width', self.width);
  self.picture.setAttribute('viewBox', `0 0 ${self.width} ${HEIGHT}`);
  drawGrid(self, scale);
  drawSeries(self, series, scale);
  drawMarks(self);
  drawCursor(self);
}

function stack(series) {
  let below = null;
  return series.map((one) => {
    const tops = one.values.map((value, index) => (value ?? 0) + (below ? below[index] : 0));
    const stacked = { ...one, tops, below: below ?? tops.map(() => 0) };
    below = tops;
    return stacked;
  });
}

const inside = (share) => HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);

function linear(series, stacked) {
  const most = Math.max(1, ...(stacked ? series.at(-1)?.tops ?? [] : series.flatMap(({ values }) => values.map((value) => value ?? 0))));
  const rough = most / 4;
  const power = Math.pow(10, Math.floor(Math.log10(rough)));
  const step = Math.max(1, [1, 2, 5, 10].find((each) => each * power >= rough) * power);
  const top = Math.ceil(most / step) * step;
  return { y: (value) => inside(value / top), ticks: Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step) };
}

function logarithmic(series) {
  const values = series.flatMap((one) => one.values.filter((value) => value > 0));
  const low = Math.floor(Math.log10(Math.min(100, ...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(1000, ...values))));
  const factors = high - low > 2 ? [1] : [1, 2, 5];
  const ticks = [];
  for (let power = low; power <= high; power++) ticks.push(...factors.map((factor) => factor * Math.pow(10, power)));
  return {
    y: (value) => inside((Math.log10(value) - low) / (high - low)),
    ticks: ticks.filter((tick) => tick <= Math.pow(10, high)),
  };
}

function drawGrid({ layers, width, options, x, end, span }, { y, ticks }) {
  const parts = ticks.flatMap((tick) => [
    svg('line', { x1: LEFT, x2: width - RIGHT, y1: y(tick), y2: y(tick) }),
    svg('text', { x: LEFT - 6, y: y(tick) + 4, 'text-anchor': 'end' }, options.format(tick)),
  ]);
  const step = span > 2 * MINUTE ? MINUTE : MINUTE / 4;
  for (let at = Math.ceil((end - span) / step) * step; at <= end; at += step) {
    if (x(at) > LEFT + 24 && x(at) < width - RIGHT - 24) parts.push(svg('text', { x: x(at), y: HEIGHT - 4, 'text-anchor': 'middle' }, step < MINUTE ? clock(at) : clock(at).slice(0, 5)));
  }
  layers.grid.replaceChildren(...parts);
}

function drawSeries({ layers, legend, options, data: { times }, x, end, span }, series, { y }) {
  const from = times.findIndex((at) => at >= end - span);
  const seen = times.map((at, index) => index).slice(Math.max(0, from));
  const point = (index, value) => `${x(times[index]).toFixed(1)} ${y(value).toFixed(1)}`;
  keep(layers.series, series, ({ label }) => label, ({ name }) => svg('path', { class: 'series ' + name }), (path, one) => {
    path.setAttribute('d', options.stacked ? area(seen, point, one) : line(seen, point, one));
  });
  keep(legend, series, ({ label }) => label, ({ name, label }) => {
    const item = document.createElement('li');
    item.append(element('i', '', { class: name }), label + ' ', element('b', ''));
    return item;
  }, () => {});
}

function area(seen, point, { tops, below }) {
  if (seen.length < 2) return '';
  return `M${seen.map((index) => point(index, tops[index])).join('L')}L${seen.toReversed().map((index) => point(index, below[index])).join('L')}Z`;
}

/** A value that stands alone is drawn as a dot: a line to itself. */
function line(seen, point, { values }) {
  let path = '';
  let open = false;
  for (const index of seen) {
    const value = values[index];
    if (value === null || value === undefined) open = false;
    else {
      path += open ? 'L' + point(index, value) : `M${point(index, value)}h.01`;
      open = true;
    }
  }
  return path;
}

function drawMarks({ layers, data: { marks }, x }) {
  let last = -MARK_WIDTH;
  layers.marks.replaceChildren(...marks.filter(({ at }) => x(at) >= LEFT).map(({ number, at, text }) => {
    const group = svg('g');
    group.append(svg('title', {}, `${number}: ${text}`), svg('line', { x1: x(at), x2: x(at), y1: TOP - 3, y2: HEIGHT - BOTTOM }));
    if (x(at) - last >= MARK_WIDTH) {
      last = x(at);
      group.append(svg('circle', { cx: x(at), cy: 9, r: 8 }), svg('text', { x: x(at), y: 12.5, 'text-anchor': 'middle' }, String(number)));
    }
    return group;
  }));
}

function drawCursor({ layers, legend, options, data: { times, series }, cursor, x, end, span }) {
  const index = cursor === null ? times.length - 1 : nearest(times, cursor);
  const at = times[index];
  const shown = cursor !== null && at !== undefined && at >= end - span;
  layers.cursor.replaceChildren(...(shown ? [
    svg('line', { x1: x(at), x2: x(at), y1: TOP, y2: HEIGHT - BOTTOM }),
    svg('text', { x: Math.min(x(at) + 4, x(end) - 50), y: TOP + 10 }, clock(at)),
  ] : []));
  for (const { label, values } of series) {
    const value = legend.querySelector(`[data-key="${CSS.escape(label)}"] b`);
    if (value) write(value, index < 0 || values[index] === null || values[index] === undefined ? '–' : options.format(values[index]));
  }
}

function nearest(times, wanted) {
  const after = times.findIndex((at) => at >= wanted);
  if (after <= 0) return after === 0 ? 0 : times.length - 1;
  return times[after] - wanted < wanted - times[after - 1] ? after : after - 1;
}

/** The cursor is the same in all charts: they show the same time. */
function listen({ picture }) {
  const own = plots.at(-1);
  const moveTo = (at) => {
    for (const each of plots) {
      each.cursor = at;
      if (each.x) drawCursor(each);
    }
  };
  picture.addEventListener('pointermove', ({ offsetX }) => {
    if (own.x) moveTo(own.end - own.span + (offsetX - LEFT) / (own.width - LEFT - RIGHT) * own.span);
  });
  for (const gone of ['pointerleave', 'blur']) picture.addEventListener(gone, () => moveTo(null));
  picture.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || !own.x || own.data.times.length === 0) return;
    event.preventDefault();
    const { times } = own.data;
    const index = own.cursor === null ? times.length - 1 : nearest(times, own.cursor);
    moveTo(times[Math.max(0, Math.min(times.length - 1, index + by))]);
  });
}
