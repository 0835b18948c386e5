'use strict';
const figures = JSON.parse(document.getElementById('figures').textContent);
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const precise = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });
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

/** What was quarantined, each record by the first of its reasons. */
function branches(plot, reasons, sizeOf, y) {
  let from = y;
  reasons.forEach((reason, i) => {
    const size = sizeOf(reason.count), to = y - 4 + i * 17;
    const branch = svg(plot, 'path', { class: 'link bad', d: `M282,${from} C295,${from} 295,${to} 312,${to} V${to + size} C295,${to + size} 295,${from + size} 282,${from + size} Z` });
    svg(branch, 'title', {}, `${reason.name}: ${whole.format(reason.count)} records`);
    svg(plot, 'text', { class: 'reason', x: 317, y: to + 4 }, `${whole.format(reason.count)} ${reason.name}`);
    from += size;
  });
}

function cameIn() {
  const place = section('came');
  const f = figures, duplicates = f.duplicates || 0;
  const records = f.pings + f.quarantined + duplicates;
  const parts = [['pings', f.pings], ['duplicates', duplicates], ['quarantined', f.quarantined]].filter(p => p[1] > 0);
  const shown = f.firstReasons.slice(0, 5), others = f.firstReasons.slice(5);
  const reasons = shown.concat(others.length === 0 ? [] : [{
    name: `others, ${others.length} reasons`, count: others.reduce((sum, reason) => sum + reason.count, 0) }]);
  const scale = 200 / (records || 1);
  const sizeOf = count => Math.max(1, count * scale);
  const lowest = 30 + parts.reduce((sum, part) => sum + sizeOf(part[1]) + 22, 0);
  const plot = svg(place, 'svg', { viewBox: `0 0 480 ${lowest + Math.max(0, reasons.length * 17 - 30)}`, role: 'img', 'data-chart': 'flow', class: 'flow',
    'aria-label': `${whole.format(records)} records became ${parts.map(p => whole.format(p[1]) + ' ' + p[0]).join(', ')}; quarantined for ${
      reasons.map(r => `${r.name} ${whole.format(r.count)}`).join(', ') || 'no reason'}` });
  svg(plot, 'rect', { class: 'node', x: 0, y: 30, width: 10, height: 200 });
  svg(plot, 'text', { x: 0, y: 18 }, `${whole.format(records)} records`);
  let from = 30, to = 30;
  for (const [name, count] of parts) {
    const size = sizeOf(count), bad = name === 'quarantined' ? ' bad' : '';
    svg(plot, 'path', { class: 'link' + bad, d: `M10,${from} C70,${from} 90,${to} 150,${to} V${to + size} C90,${to + size} 70,${from + size} 10,${from + size} Z` });
    svg(plot, 'rect', { class: 'node' + bad, x: 150, y: to, width: 10, height: size });
    svg(plot, 'text', { x: 166, y: to + Math.min(size / 2, 90) + 4 }, `${whole.format(count)} ${name}`);
    if (bad) branches(plot, reasons, sizeOf, to);
    from += size;
    to += size + 22;
  }
  const pings = f.pings * scale;
  svg(plot, 'path', { class: 'link', d: `M275,${30 + pings * 0.35} L320,62 V122 L275,${30 + pings * 0.65} Z` });
  [['sessions', f.sessions], ['stays', f.stays], ['trips', f.trips]].forEach(([name, count], i) =>
    svg(plot, 'text', { x: 330, y: 70 + i * 24 }, `${whole.format(count)} ${name}`));
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

/** The points of an encoded polyline of precision 5, as [lng, lat]. */
function decoded(text) {
  const points = [];
  let at = 0, lat = 0, lng = 0;
  const step = () => {
    let bits = 0, shift = 0, chunk;
    do {
      chunk = text.charCodeAt(at++) - 63;
      bits += (chunk & 31) * 2 ** shift;
      shift += 5;
    } while (chunk >= 32);
    return bits % 2 ? -(bits + 1) / 2 : bits / 2;
  };
  while (at < text.length) {
    lat += step();
    lng += step();
    points.push([lng / 1e5, lat / 1e5]);
  }
  return points;
}

function map() {
  const place = section('map'), shapes = figures.shapes, spots = figures.movements.spots;
  const lines = figures.movements.lines.map(line => ({ ...line, points: decoded(line.line) })).filter(line => line.points.length > 1);
  const hidden = [figures.hiddenCells ? `${whole.format(figures.hiddenCells)} cells` : '',
    figures.hiddenFlows ? `${whole.format(figures.hiddenFlows)} flows` : ''].filter(Boolean).join(' and ');
  if (hidden) html(place, 'p', {}, `${hidden} are not shown: ` + (figures.level === 'AGGREGATE'
    ? 'they have fewer than 10 trips, or come after the first 2,000 cells or 300 flows.' : 'they come after the first 2,000 cells or 300 flows.'));
  if (figures.level === 'INTERNAL') html(place, 'p', { 'data-shown': `${lines.length} ${spots.length}` },
    `${whole.format(lines.length)} of ${whole.format(figures.trips)} trips and ${whole.format(spots.length)} of ${whole.format(figures.stays)} stays are drawn`
    + ' as lines and dots, chosen by their ids alone; lines have fewer points than were sent.');
  // Ends of lines stand for their points: to sort a hundred thousand would keep the reader waiting.
  const all = [...shapes.map(s => s.corners[0]), ...figures.arcs.flatMap(a => [a.from, a.to]),
    ...lines.flatMap(line => [line.points[0], line.points[line.points.length - 1]]), ...spots.map(s => s.at)];
  // A few strays far away would make a dot of the city: the view begins with the middle 98 % of each direction.
  const middle = axis => {
    const sorted = all.map(c => c[axis]).sort((a, b) => a - b), cut = Math.floor(sorted.length / 100);
    const low = sorted[cut], high = sorted[sorted.length - 1 - cut], room = (high - low) / 20;
    return [low - room, high + room];
  };
  const [west, east] = middle(0), [south, north] = middle(1);
  const outside = all.some(c => c[0] < west || c[0] > east || c[1] < south || c[1] > north);
  if (east > west && north > south) {
    const shrink = Math.cos((south + north) / 2 * Math.PI / 180);
    const scale = Math.min(940 / ((east - west) * shrink), 560 / (north - south));
    const x = c => (20 + (c[0] - west) * shrink * scale).toFixed(1), y = c => (20 + (north - c[1]) * scale).toFixed(1);
    const tools = html(place, 'div', { role: 'group', 'aria-label': 'Zoom' });
    const choice = html(place, 'div', { role: 'group', 'aria-label': 'Layers' });
    const value = html(place, 'p', { class: 'value', 'aria-live': 'polite' }, 'Point at something, or tab to a cell, to read its value.');
    const view = { x: 0, y: 0, w: (east - west) * shrink * scale + 40, h: (north - south) * scale + 40 }, home = { ...view };
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
    const told = new Map();
    const layer = (name, size, isShown) => {
      const group = svg(plot, 'g', { 'data-layer': name });
      if (size > 0) {
        const button = html(choice, 'button', { type: 'button' }, name);
        const set = on => { button.setAttribute('aria-pressed', on); group.setAttribute('visibility', on ? 'visible' : 'hidden'); };
        button.addEventListener('click', () => set(button.getAttribute('aria-pressed') !== 'true'));
        set(isShown);
      }
      return group;
    };
    const most = shapes.length ? shapes[0].count : 0;
    const cells = layer('Cells', shapes.length, true);
    shapes.forEach((shape, i) => {
      const text = `${shape.name}: ${whole.format(shape.count)} trips start here`;
      told.set(svg(cells, 'polygon', { class: 'cell', fill: colour(Math.sqrt(shape.count / most)), role: 'img', 'aria-label': text,
        tabindex: i < 50 ? '0' : '-1', points: shape.corners.map(c => `${x(c)},${y(c)}`).join(' ') }), text);
    });
    const minutes = seconds => `${whole.format(seconds / 60)} min`;
    const paths = layer('Trips', lines.length, true);
    for (const line of lines) {
      told.set(svg(paths, 'polyline', { class: 'line', points: line.points.map(c => `${x(c)},${y(c)}`).join(' ') }),
        `Trip from ${line.started} UTC: ${(line.distanceMetres / 1000).toFixed(1)} km, ${minutes(line.durationSeconds)}`);
    }
    const dots = layer('Stays', spots.length, true);
    for (const spot of spots) {
      told.set(svg(dots, 'circle', { class: 'spot', cx: x(spot.at), cy: y(spot.at), r: 2 }),
        `Stay from ${spot.started} UTC: ${minutes(spot.durationSeconds)}`);
    }
    // Arcs over single trips would hide them.
    const flows = layer('Flows', figures.arcs.length, lines.length === 0);
    const widest = Math.max(1, ...figures.arcs.map(a => a.count));
    for (const arc of figures.arcs) {
      const [x1, y1, x2, y2] = [x(arc.from), y(arc.from), x(arc.to), y(arc.to)].map(Number);
      told.set(svg(flows, 'path', { class: 'arc', 'stroke-width': 0.5 + 3.5 * arc.count / widest,
        d: `M${x1},${y1} Q${(x1 + x2) / 2 + (y2 - y1) / 5},${(y1 + y2) / 2 - (x2 - x1) / 5} ${x2},${y2}` }),
      `${arc.name}: ${whole.format(arc.count)} trips`);
    }
    for (const event of ['pointerover', 'focusin']) {
      plot.addEventListener(event, e => { if (told.has(e.target)) value.textContent = told.get(e.target); });
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
    if (outside) html(place, 'p', {}, 'Some places lie outside the view: Wider shows them.');
    if (most) html(place, 'p', {}, `Yellow is most, ${whole.format(most)} trips; violet is fewest. Arcs are flows between cells, wider for more trips.`);
  } else {
    html(place, 'p', {}, 'There is no H3 cell to draw: no cell has trips enough, or trips are counted by zones.');
  }
  table(place, 'Starts', ['cell or zone', 'trips'], figures.cells.map(c => [c.name, whole.format(c.count)]), [1]);
  table(place, 'Flows', ['from', 'to', 'trips'], figures.flows.map(w => [w.origin, w.destination, whole.format(w.count)]), [2]);
}

/** What each rule measured from run to run, the oldest first: one entry for each metric that was measured twice. */
function trends() {
  const found = new Map();
  for (const run of figures.runs.slice().reverse()) {
    for (const rule of run.rules) {
      for (const [metric, measured] of Object.entries(JSON.parse(rule.metrics || '{}'))) {
        if (typeof measured !== 'number') continue;
        const key = JSON.stringify([rule.table, rule.rule, metric]);
        if (!found.has(key)) found.set(key, { rule: rule.rule, table: rule.table, metric, points: [] });
        found.get(key).points.push({ measured, failed: /^failed$/i.test(rule.outcome) });
      }
    }
  }
  return [...found.values()].filter(trend => trend.points.length > 1);
}

function sparkline(parent, trend) {
  const shown = trend.points.slice(-60), values = shown.map(p => p.measured);
  const least = Math.min(...values), most = Math.max(...values), failed = shown.filter(p => p.failed).length;
  const text = `${shown.length} runs, from ${precise.format(values[0])} to ${precise.format(values[values.length - 1])},`
    + ` least ${precise.format(least)}, most ${precise.format(most)}` + (failed ? `, failed in ${failed}` : '');
  const plot = svg(parent, 'svg', { class: 'spark', viewBox: '0 0 160 32', role: 'img', 'data-trend': trend.metric, 'aria-label': text });
  const x = i => (4 + 152 * i / (shown.length - 1)).toFixed(1);
  const y = measured => (most > least ? 28 - 24 * (measured - least) / (most - least) : 16).toFixed(1);
  svg(plot, 'title', {}, text);
  svg(plot, 'polyline', { class: 'trend', points: values.map((v, i) => `${x(i)},${y(v)}`).join(' ') });
  shown.forEach((p, i) => {
    if (p.failed) svg(plot, 'path', { class: 'miss', d: `M${x(i) - 3},${y(p.measured) - 3} l6,6 m0,-6 l-6,6` });
  });
}

function quality() {
  const place = section('quality');
  const rules = figures.runs.flatMap(run => run.rules.map(r =>
    [r.outcome, r.rule, r.table, r.metrics, run.started.slice(0, 19).replace('T', ' ')]));
  const series = trends();
  if (series.length > 0) {
    html(place, 'h3', {}, 'What rules measured, from run to run');
    html(place, 'p', {}, 'The newest run is on the right; a cross is a run in which the rule failed.');
    const box = html(place, 'div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Trends of rules' });
    const body = html(box, 'table');
    const head = html(html(body, 'thead'), 'tr');
    ['rule', 'table', 'metric', 'latest', 'trend'].forEach(name => html(head, 'th', { scope: 'col' }, name));
    const lines = html(body, 'tbody');
    for (const trend of series) {
      const line = html(lines, 'tr');
      [trend.rule, trend.table, trend.metric, precise.format(trend.points[trend.points.length - 1].measured)]
        .forEach(cell => html(line, 'td', {}, cell));
      sparkline(html(line, 'td'), trend);
    }
    html(place, 'h3', {}, 'Outcomes');
  }
  if (rules.length > 0) table(place, 'Rules', ['outcome', 'rule', 'table', 'measured', 'run of (UTC)'], rules, [], true);
  else html(place, 'p', {}, 'No run has checked a rule yet.');
  if (figures.examples.length > 0) {
    table(place, 'Refused records', ['why', 'record'], figures.examples.map(e => [e.message, e.raw]), []);
  }
}

function runs() {
  table(section('runs'), 'Runs', ['job', 'started (UTC)', 'state', 'error', 'took, s', 'of budget',
    'files landed', 'MB read', 'rows read', 'rows written'],
    figures.runs.map(r => [r.job, r.started.slice(0, 19).replace('T', ' '), r.state, r.errorCode || '–', r.durationSeconds.toFixed(1),
      (100 * r.durationSeconds / figures.budgetSeconds).toFixed(1) + ' %', r.filesRead ? whole.format(r.filesRead) : '–',
      (r.bytesRead / 1e6).toFixed(1), whole.format(r.rowsRead), whole.format(r.rowsWritten)]), [4, 5, 6, 7, 8, 9], true);
}

section('subtitle').textContent = (figures.lake ? figures.lake + '. ' : '') + (figures.serviceDate ? 'Service date ' + figures.serviceDate : 'All service dates')
  + (figures.level === 'AGGREGATE' ? '. Counts below 10 are left out.' : '. Internal: every count, and refused records.');
cameIn();
trips();
map();
quality();
runs();
// Asked for first, since it has everything laid out.
const height = Math.ceil(document.documentElement.scrollHeight);
document.documentElement.dataset.drawnMs = Math.round(performance.now());
// Whoever takes a picture of the page shows it in a frame, and asks how high it is.
if (parent !== window) parent.postMessage({ height }, '*');
