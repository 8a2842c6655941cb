// What all parts of the page do with its elements and with the server.
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
  if (target.textContent !== text) target.textContent = text;
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
    if (response.ok) return null;
    return await response.json().catch(() => ({ title: 'The lab answered ' + response.status, detail: '' }));
  } catch {
    return { title: 'The lab does not answer', detail: 'Is it still running? The page goes on by itself when it is back.' };
  }
}
