'use strict';
const figures = JSON.parse(document.getElementById('figures').textContent);
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

function html(parent, name, attributes, text) {
  return filled(document.createElement(name), parent, attributes, text);
}
function svg(parent, name, attributes, text) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', name), parent, attributes, text);
}
function filled(element, parent, attributes, text) {
  for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  parent.appendChild(element);
  return element;
}
function section(id) { return document.getElementById(id); }

function table(parent, label, names, rows, numbers, isOpen) {
  let place = parent;
  if (!isOpen) {
    place = html(parent, 'details');
    html(place, 'summary', {}, label + ' as a table');
  }
  const box = html(place, 'div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label });
  const body = html(box, 'table');
  const head = html(html(body, 'thead'), 'tr');
  names.forEach((name, i) => html(head, 'th', { scope: 'col', class: numbers.includes(i) ? 'number' : '' }, name));
  const lines = html(body, 'tbody');
  for (const row of rows) {
    const line = html(lines, 'tr');
    row.forEach((cell, i) => html(line, 'td', {
      class: numbers.includes(i) ? 'number' : /^failed$/i.test(cell) ? 'failed' : '' }, cell));
  }
}

/** Bars that lie where names are long and stand where they are a series. */
function bars(parent, title, unit, entries, isSeries, write = whole.format) {
  if (entries.length === 0) return;
  const figure = html(parent, 'figure');
  html(figure, 'h3', {}, title);
  const shown = isSeries ? entries.slice(-60) : entries.slice(0, 12);
  const most = Math.max(...shown.map(e => e.count)) || 1;
  const height = isSeries ? 210 : shown.length * 28 + 4;
  const plot = svg(figure, 'svg', { viewBox: `0 0 460 ${height}`, role: 'img', 'data-chart': title,
    'aria-label': `${title}: ${shown.map(e => `${e.name} ${write(e.count)}`).join(', ')}` });
  shown.forEach((entry, i) => {
    if (isSeries) {
      const step = 452 / shown.length, length = 150 * entry.count / most;
      const bar = svg(plot, 'rect', { class: 'bar', x: 4 + i * step, y: 180 - length, width: Math.max(1, step - 3), height: length });
      svg(bar, 'title', {}, `${entry.name}: ${write(entry.count)} ${unit}`);
      if (i % Math.ceil(shown.length * 66 / 452 / (entry.name.length > 4 ? 1 : 2)) === 0) {
        svg(plot, 'text', { class: 'quiet', x: 4 + i * step, y: 200 }, entry.name);
      }
    } else {
      const length = 210 * entry.count / most, y = i * 28;
      svg(plot, 'text', { x: 0, y: y + 17 }, entry.name.length > 19 ? entry.name.slice(0, 18) + '…' : entry.name);
      const bar = svg(plot, 'rect', { class: 'bar', x: 160, y: y + 4, width: length, height: 18 });
      svg(bar, 'title', {}, `${entry.name}: ${write(entry.count)} ${unit}`);
      svg(plot, 'text', { class: 'quiet', x: 166 + length, y: y + 17 }, write(entry.count));
    }
  });
  if (isSeries) {
    svg(plot, 'line', { class: 'axis', x1: 0, x2: 460, y1: 181, y2: 181 });
    svg(plot, 'text', { class: 'quiet', x: 4, y: 14 }, `most: ${write(most)} ${unit}`);
  }
  table(figure, title, ['', unit], entries.map(e => [e.name, write(e.count)]), [1]);
}

function cameIn() {
  const place = section('came');
  const f = figures, duplicates = f.duplicates || 0;
  const records = f.pings + f.quarantined + duplicates;
  const parts = [['pings', f.pings], ['duplicates', duplicates], ['quarantined', f.quarantined]].filter(p => p[1] > 0);
  const plot = svg(place, 'svg', { viewBox: '0 0 460 300', role: 'img', 'data-chart': 'flow', class: 'flow',
    'aria-label': `${whole.format(records)} records became ${parts.map(p => whole.format(p[1]) + ' ' + p[0]).join(', ')}` });
  const scale = 200 / (records || 1);
  svg(plot, 'rect', { class: 'node', x: 0, y: 30, width: 10, height: 200 });
  svg(plot, 'text', { x: 0, y: 18 }, `${whole.format(records)} records`);
  let from = 30, to = 30;
  for (const [name, count] of parts) {
    const size = Math.max(1, count * scale), bad = name === 'quarantined' ? ' bad' : '';
    svg(plot, 'path', { class: 'link' + bad, d: `M10,${from} C90,${from} 110,${to} 190,${to} V${to + size} C110,${to + size} 90,${from + size} 10,${from + size} Z` });
    svg(plot, 'rect', { class: 'node' + bad, x: 190, y: to, width: 10, height: size });
    svg(plot, 'text', { x: 208, y: to + Math.min(size / 2, 90) + 4 }, `${whole.format(count)} ${name}`);
    from += size;
    to += size + 22;
  }
  const pings = f.pings * scale;
  svg(plot, 'path', { class: 'link', d: `M300,${30 + pings * 0.35} L345,62 V122 L300,${30 + pings * 0.65} Z` });
  [['sessions', f.sessions], ['stays', f.stays], ['trips', f.trips]].forEach(([name, count], i) =>
    svg(plot, 'text', { x: 356, y: 70 + i * 24 }, `${whole.format(count)} ${name}`));
  table(place, 'Records', ['', 'records or rows'], [['records', records], ...parts, ['sessions', f.sessions],
    ['stays', f.stays], ['trips', f.trips]].map(r => [r[0], whole.format(r[1])]), [1]);
  if (f.duplicates === undefined) html(place, 'p', {}, 'Duplicates are counted by run, not by date: they are not in these records.');
  bars(html(place, 'div', { class: 'charts' }), 'Quarantined records by reason', 'records', f.reasons, false);
}

function trips() {
  const place = html(section('trips'), 'div', { class: 'charts' });
  bars(place, 'By hour of the local day', 'trips', figures.hours, true);
  bars(place, 'By service day', 'trips', figures.days, true);
  bars(place, 'By provider', 'trips', figures.providers, false);
  bars(place, 'By mode', 'trips', figures.modes, false);
  bars(place, 'Distance', 'trips', figures.distances, false);
  bars(place, 'Duration', 'trips', figures.durations, false);
  bars(place, 'Utilisation: mean share of the day under way', 'of the day',
    figures.utilisation.map(u => ({ name: u.name, count: u.share })), true, percent.format);
}

const VIRIDIS = [[68, 1, 84], [59, 82, 139], [33, 145, 140], [94, 201, 98], [253, 231, 37]];
function colour(share) {
  const at = Math.min(3.999, share * 4), i = Math.floor(at);
  return `rgb(${VIRIDIS[i].map((c, k) => Math.round(c + (at - i) * (VIRIDIS[i + 1][k] - c))).join(',')})`;
}

function map() {
  const place = section('map'), shapes = figures.shapes;
  const hidden = [figures.hiddenCells ? `${whole.format(figures.hiddenCells)} cells` : '',
    figures.hiddenFlows ? `${whole.format(figures.hiddenFlows)} flows` : ''].filter(Boolean).join(' and ');
  if (hidden) html(place, 'p', {}, `${hidden} are not shown: ` + (figures.level === 'AGGREGATE'
    ? 'they have fewer than 10 trips, or come after the first 2,000 cells or 300 flows.' : 'they come after the first 2,000 cells or 300 flows.'));
  if (shapes.length > 0) {
    const all = shapes.flatMap(s => s.corners).concat(figures.arcs.flatMap(a => [a.from, a.to]));
    const west = Math.min(...all.map(c => c[0])), east = Math.max(...all.map(c => c[0]));
    const south = Math.min(...all.map(c => c[1])), north = Math.max(...all.map(c => c[1]));
    const shrink = Math.cos((south + north) / 2 * Math.PI / 180);
    const scale = Math.min(940 / ((east - west) * shrink), 560 / (north - south));
    const height = (north - south) * scale + 40;
    const x = c => (20 + (c[0] - west) * shrink * scale).toFixed(1), y = c => (20 + (north - c[1]) * scale).toFixed(1);
    const tools = html(place, 'div', { role: 'group', 'aria-label': 'Zoom' });
    const value = html(place, 'p', { class: 'value', 'aria-live': 'polite' }, 'Point at a cell, or tab to it, to read its trips.');
    const view = { x: 0, y: 0, w: (east - west) * shrink * scale + 40, h: height }, home = { ...view };
    const plot = svg(place, 'svg', { class: 'plane', role: 'group', 'data-chart': 'map', tabindex: '0',
      'aria-label': 'Map of starts; plus and minus zoom, arrows pan' });
    const show = () => plot.setAttribute('viewBox', `${view.x} ${view.y} ${view.w} ${view.h}`);
    const zoom = by => { view.x += view.w * (1 - by) / 2; view.y += view.h * (1 - by) / 2; view.w *= by; view.h *= by; show(); };
    const pan = (dx, dy) => { view.x += dx * view.w; view.y += dy * view.h; show(); };
    [['Closer', () => zoom(0.7)], ['Wider', () => zoom(1 / 0.7)], ['Whole city', () => { Object.assign(view, home); show(); }]]
      .forEach(([name, act]) => html(tools, 'button', { type: 'button' }, name).addEventListener('click', act));
    for (let i = 0; i <= 10; i++) {
      svg(plot, 'line', { class: 'axis', x1: i * home.w / 10, x2: i * home.w / 10, y1: 0, y2: home.h });
      svg(plot, 'line', { class: 'axis', y1: i * home.h / 10, y2: i * home.h / 10, x1: 0, x2: home.w });
    }
    const most = shapes[0].count;
    shapes.forEach((shape, i) => {
      const text = `${shape.name}: ${whole.format(shape.count)} trips start here`;
      const cell = svg(plot, 'polygon', { class: 'cell', fill: colour(Math.sqrt(shape.count / most)), role: 'img', 'aria-label': text,
        tabindex: i < 50 ? '0' : '-1', points: shape.corners.map(c => `${x(c)},${y(c)}`).join(' ') });
      for (const event of ['pointerenter', 'focus']) cell.addEventListener(event, () => { value.textContent = text; });
    });
    const widest = Math.max(1, ...figures.arcs.map(a => a.count));
    for (const arc of figures.arcs) {
      const [x1, y1, x2, y2] = [x(arc.from), y(arc.from), x(arc.to), y(arc.to)].map(Number);
      const path = svg(plot, 'path', { class: 'arc', 'stroke-width': 0.5 + 3.5 * arc.count / widest,
        d: `M${x1},${y1} Q${(x1 + x2) / 2 + (y2 - y1) / 5},${(y1 + y2) / 2 - (x2 - x1) / 5} ${x2},${y2}` });
      path.addEventListener('pointerenter', () => { value.textContent = `${arc.name}: ${whole.format(arc.count)} trips`; });
    }
    plot.addEventListener('keydown', event => {
      const act = { '+': () => zoom(0.7), '-': () => zoom(1 / 0.7), ArrowLeft: () => pan(-0.1, 0), ArrowRight: () => pan(0.1, 0),
        ArrowUp: () => pan(0, -0.1), ArrowDown: () => pan(0, 0.1) }[event.key];
      if (act) { act(); event.preventDefault(); }
    });
    let held = null;
    plot.addEventListener('pointerdown', event => { held = [event.clientX, event.clientY]; });
    window.addEventListener('pointerup', () => { held = null; });
    plot.addEventListener('pointermove', event => {
      if (!held) return;
      pan((held[0] - event.clientX) / plot.clientWidth, (held[1] - event.clientY) / plot.clientHeight);
      held = [event.clientX, event.clientY];
    });
    show();
    html(place, 'p', {}, `Yellow is most, ${whole.format(most)} trips; violet is fewest. Lines are flows between cells, wider for more trips.`);
  } else {
    html(place, 'p', {}, 'There is no H3 cell to draw: no cell has trips enough, or trips are counted by zones.');
  }
  table(place, 'Starts', ['cell or zone', 'trips'], figures.cells.map(c => [c.name, whole.format(c.count)]), [1]);
  table(place, 'Flows', ['from', 'to', 'trips'], figures.flows.map(w => [w.origin, w.destination, whole.format(w.count)]), [2]);
}

function quality() {
  const place = section('quality');
  const rules = figures.runs.flatMap(run => run.rules.map(r =>
    [r.outcome, r.rule, r.table, r.metrics, run.started.slice(0, 19).replace('T', ' ')]));
  if (rules.length > 0) table(place, 'Rules', ['outcome', 'rule', 'table', 'measured', 'run of (UTC)'], rules, [], true);
  else html(place, 'p', {}, 'No run has checked a rule yet.');
  if (figures.examples.length > 0) {
    table(place, 'Refused records', ['why', 'record'], figures.examples.map(e => [e.message, e.raw]), []);
  }
}

function runs() {
  table(section('runs'), 'Runs', ['job', 'started (UTC)', 'state', 'error', 'took, s', 'rows read', 'rows written', 'MB read'],
    figures.runs.map(r => [r.job, r.started.slice(0, 19).replace('T', ' '), r.state, r.errorCode || '–', r.durationSeconds.toFixed(1),
      whole.format(r.rowsRead), whole.format(r.rowsWritten), (r.bytesRead / 1e6).toFixed(1)]), [4, 5, 6, 7], true);
}

section('subtitle').textContent = (figures.lake ? figures.lake + '. ' : '') + (figures.serviceDate ? 'Service date ' + figures.serviceDate : 'All service dates')
  + (figures.level === 'AGGREGATE' ? '. Counts below 10 are left out.' : '. Internal: every count, and refused records.');
cameIn();
trips();
map();
quality();
runs();
// Whoever takes a picture of the page shows it in a frame, and asks how high it is.
if (parent !== window) parent.postMessage({ height: Math.ceil(document.documentElement.scrollHeight) }, '*');
