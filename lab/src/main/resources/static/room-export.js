// What can be kept: the account as JSON, and the run as one HTML file that opens without a server.
import { byId, element, read } from './dom.js';
import { onClick, say } from './room-say.js';
import { all, fillRow } from './room-unanswered.js';

const RULES = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

onClick('export-account', async () => {
  const account = await readAccount();
  if (account) save('account.json', 'application/json', JSON.stringify(account, null, 2));
});

onClick('export-run', async () => {
  const account = await readAccount();
  if (!account) return;
  const styles = await Promise.all(['page.css', 'room.css'].map(async (file) => (await fetch(file)).text()));
  save('run.html', 'text/html', page(await snapshot(), styles.join('\n'), account));
});

async function readAccount() {
  const { value, problem } = await read('api/room/account');
  if (problem) say('Nothing to keep: ' + (problem.detail || problem.title), true);
  return value;
}

/** The page as it stands, without what needs a server, and with all rows of the table. */
async function snapshot() {
  const main = byId('main').cloneNode(true);
  main.querySelectorAll('.live, .hands, form').forEach((part) => part.remove());
  main.querySelector('#unanswered-rows').replaceChildren(...(await all()).map((request) => {
    const row = document.createElement('tr');
    row.append(element('td', request.task), ...Array.from({ length: 6 }, () => document.createElement('td')));
    fillRow(row, request);
    return row;
  }));
  main.querySelectorAll('[tabindex]').forEach((part) => part.removeAttribute('tabindex'));
  main.querySelectorAll('button').forEach((button) => button.replaceWith(button.textContent));
  return main;
}

/** As text: what is made as elements must keep to the rules of this page, which forbid styles within it. */
function page(main, style, account) {
  const note = `Kept on ${new Date().toString()} from ${location.origin}. Nothing moves here any more; the account stands at the end of this file as JSON.`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${RULES}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Now or Never: a run of ${new Date().toISOString()}</title>
<style>
${style}
</style>
</head>
<body class="kept">
${element('p', note, { class: 'kept-note' }).outerHTML}
${main.outerHTML}
<script type="application/json" id="account">${JSON.stringify(account).replaceAll('<', '\\u003c')}</script>
</body>
</html>
`;
}

function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  element('a', '', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  say('Kept as ' + name);
}
