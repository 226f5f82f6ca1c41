'use strict';

const WAYS = ['sequential', 'threads', 'footbridge'];
const by = id => document.getElementById(id);
const euros = cents => (cents / 100).toFixed(2);
let shown = null;

function say(text, bad) {
  by('status').textContent = text;
  by('status').classList.toggle('bad', Boolean(bad));
}

async function json(path, options) {
  const response = await fetch(path, options);
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail || response.status + ' ' + path);
  return body;
}

// ---- the order

function cell(row, text, kind) {
  const td = row.insertCell();
  td.textContent = text;
  if (kind) td.className = kind;
  return td;
}

function show(page) {
  shown = page;
  by('order-title').textContent = `Order ${page.order.id}, ${page.order.customer}, ${page.order.placed}`;
  by('lines').replaceChildren();
  for (const line of page.lines) {
    const row = by('lines').insertRow();
    row.classList.toggle('missing', Boolean(line.problem));
    const book = cell(row, line.title);
    const author = document.createElement('small');
    author.textContent = ' ' + line.author;
    book.append(author);
    if (line.problem) {
      const why = document.createElement('span');
      why.className = 'problem';
      why.textContent = line.problem;
      book.append(why);
    }
    cell(row, line.isbn);
    cell(row, line.quantity, 'n');
    cell(row, euros(line.cents), 'n');
    cell(row, line.problem ? 'unknown' : euros(line.centsToday), 'n');
    cell(row, line.stock, 'n');
  }
  by('total').textContent = euros(page.totalToday) + (page.missing ? ` without ${page.missing}` : '');
  by('again').disabled = false;
}

async function loadAll(id) {
  const times = {};
  for (const way of WAYS) {
    by('time-' + way).textContent = '…';
    by('bar-' + way).style.width = '0';
  }
  let same = null;
  for (const way of WAYS.slice().reverse()) {        // the slowest last
    say('loading: ' + way);
    const begin = performance.now();
    const page = await json(`orders/${id}/${way}`);
    times[way] = performance.now() - begin;
    by('time-' + way).textContent = Math.round(times[way]) + ' ms';
    show(page);
    const most = Math.max(...Object.values(times));
    for (const done of Object.keys(times)) by('bar-' + done).style.width = 100 * times[done] / most + '%';
    const text = JSON.stringify(page);
    if (same !== null && same !== text) throw new Error('the three ways do not give the same page');
    same = text;
  }
  say('The three ways gave the same page.');
}

async function guarded(button, work) {
  button.disabled = true;
  try {
    await work();
  } catch (error) {
    say(error.message, true);
  } finally {
    button.disabled = false;
  }
}

by('pick').addEventListener('submit', event => {
  event.preventDefault();
  guarded(by('run-all'), () => loadAll(by('order-id').value));
});

by('burst').addEventListener('click', () => guarded(by('burst'), async () => {
  const begin = performance.now();
  const ids = Array.from({length: 20}, (_, i) => 1 + (Number(by('order-id').value) + i) % 200);
  await Promise.all(ids.map(id => json(`orders/${id}/footbridge`)));
  say(`20 pages, 400 prices, in ${Math.round(performance.now() - begin)} ms`);
}));

by('again').addEventListener('click', () => guarded(by('again'), async () => {
  const order = {customer: shown.order.customer, lines: shown.lines.map(line => ({isbn: line.isbn, quantity: 1}))};
  const receipt = await json('orders', {
    method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(order)
  });
  by('order-id').value = receipt.id;
  show(await json(`orders/${receipt.id}/footbridge`));
  say(`Order ${receipt.id} is placed: ${euros(receipt.totalCents)}`);
}));

// ---- the live loop and pools

const pending = [];

function tiles(level) {
  const box = document.createElement('div');
  box.className = 'level';
  box.dataset.kind = level.kind;
  const title = document.createElement('h3');
  title.textContent = level.name + ' ';
  const kind = document.createElement('small');
  kind.textContent = level.kind;
  title.append(kind);
  const list = document.createElement('div');
  list.className = 'tiles';
  for (const [name, value] of Object.entries(level.figures)) {
    const tile = document.createElement('div');
    tile.className = 'tile';
    tile.dataset.figure = name;
    const number = document.createElement('b');
    number.textContent = value;
    const label = document.createElement('span');
    label.textContent = name;
    tile.append(number, label);
    list.append(tile);
  }
  box.append(title, list);
  return box;
}

function draw(now) {
  pending.push(now);
  if (pending.length > 120) pending.shift();
  const most = Math.max(1, ...pending);
  by('graph-line').setAttribute('points',
      pending.map((value, i) => `${300 * i / 119},${58 - 55 * value / most}`).join(' '));
  by('graph-most').textContent = Math.max(...pending);
}

async function poll() {
  try {
    const levels = await levelsNow();
    by('levels').replaceChildren(...levels.map(tiles));
    draw(levels[0].figures.pending);
    by('live-dot').classList.add('on');
  } catch (error) {
    by('live-dot').classList.remove('on');
  }
  setTimeout(poll, 500);
}

async function levelsNow() {
  return json('live');
}

poll();
