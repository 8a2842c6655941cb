// What all parts of the page do with its elements and with the server.
const SILENCE = { title: 'The lab does not answer', detail: 'Is it still running? The page goes on by itself when it is back.' };

export const byId = (id) => document.getElementById(id);

export function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

export function show(target, text) {
  target.textContent = text;
  target.hidden = !text;
}

/** Writes a text where it has changed: what stays is not laid out, painted or read aloud again. */
export function write(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

/** Makes the children of a place those of a list, in its order, each made once and then only brought up to date. */
export function keep(place, items, keyOf, make, update) {
  const wanted = new Set(items.map((item) => String(keyOf(item))));
  const had = new Map();
  for (const child of [...place.children]) {
    if (wanted.has(child.dataset.key)) had.set(child.dataset.key, child);
    else child.remove();
  }
  let next = place.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    const child = had.get(key) ?? make(item);
    child.dataset.key = key;
    if (child === next) next = next.nextElementSibling;
    else place.insertBefore(child, next);
    update(child, item);
  }
}

export function figures(list, entries) {
  list.replaceChildren(...entries.map(([name, value, unit]) => {
    const pair = document.createElement('div');
    const figure = element('dd', value);
    if (unit) figure.append(' ', element('small', unit));
    pair.append(element('dt', name), figure);
    return pair;
  }));
}

export function badge(target, text, kind) {
  write(target, text);
  target.className = 'badge ' + kind;
}

/** Asks the server for a change; resolves to null, or to the problem that it answers with. */
export async function ask(method, path, body) {
  try {
    // Asked for each time: a lab that was started anew has another.
    const { token } = await (await fetch('api/token')).json();
    const options = { method, headers: { 'Lab-Token': token } };
    if (method === 'POST') {
      options.headers['Content-Type'] = 'application/json';
      options.body = JSON.stringify(body ?? {});
    }
    const response = await fetch(path, options);
    return response.ok ? null : await problemOf(response);
  } catch {
    return SILENCE;
  }
}

/** Reads something from the server; resolves to { value }, or to { problem } as asking does. */
export async function read(path) {
  try {
    const response = await fetch(path);
    return response.ok ? { value: await response.json() } : { problem: await problemOf(response) };
  } catch {
    return { problem: SILENCE };
  }
}

async function problemOf(response) {
  return response.json().catch(() => ({ title: 'The lab answered ' + response.status, detail: '' }));
}
