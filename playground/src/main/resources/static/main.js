// Follows the feed and shows what it tells; says so when the lab or NATS is not there.
import * as benchmark from './benchmark.js';
import * as lessons from './lessons.js';
import { ask, byId, write } from './dom.js';
import { follow } from './feed.js';

let server = null;
let lab = true;

follow((type, content) => {
  if (type === 'start') {
    benchmark.forget();
    lessons.forget();
  } else if (type === 'server') {
    server = content;
  } else if (type === 'lesson') {
    lessons.take(content);
  } else if (type === 'room') {
    byId('room-link').hidden = false;
  } else {
    benchmark.take(type, content);
  }
}, () => {
  lab = true;
  benchmark.draw();
  drawServer();
}, () => {
  lab = false;
  drawServer();
});

function drawServer() {
  const status = byId('server');
  const down = !lab || (server && !server.up);
  status.className = 'server ' + (down ? 'down' : server ? 'up' : '');
  const text = !lab ? 'the lab does not answer' : !server ? 'connecting …'
    : server.up ? `${server.own ? 'own ' : ''}nats-server ${server.version} at ${server.address}, ${server.origin}${server.jetstream ? '' : ', without JetStream'}`
      : `no NATS at ${server.address}`;
  write(status, text);
  byId('notice').hidden = !down;
  if (!down) return;
  byId('notice-title').textContent = lab ? 'NATS is not there.' : 'The lab does not answer.';
  byId('notice-text').textContent = !lab ? 'Is it still running? This page goes on by itself when it is back.'
    : server.own ? 'The lab\'s own nats-server has ended. Trying again starts it anew.' : server.problem;
  byId('retry').hidden = !lab;
}

byId('retry').addEventListener('click', async () => {
  const button = byId('retry');
  button.disabled = true;
  button.textContent = 'Trying …';
  const problem = await ask('POST', 'api/server/look');
  button.disabled = false;
  button.textContent = 'Try again';
  if (problem) byId('notice-text').textContent = problem.detail;
});
