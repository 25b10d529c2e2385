// Serves index.html as http://page.example, opens it in a headless browser, and prints what page.mjs prints. The server at GOUJI_HTTP must allow that
// origin. Usage: browser.mjs CHROMIUM FOLDER-OF-PAGE.JS
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync, readFileSync} from 'node:fs';
import http from 'node:http';
import {text} from 'node:stream/consumers';

const [chromium, folder] = process.argv.slice(2);
const samples = 'tests/data/reports';
const files = {
  '/': ['text/html', `${folder}/index.html`],
  '/page.js': ['text/javascript', `${folder}/page.js`],
};
const names = readdirSync(samples).filter((file) => file.endsWith('.txt'));
for (const name of names) files[`/samples/${name}`] = ['text/plain', `${samples}/${name}`];

let tell;
const told = new Promise((resolve) => tell = resolve);  // by the page: [exit status, text]

const server = http.createServer(async (request, response) => {
  const {method} = request;
  const url = new URL(request.url, 'http://page.example').pathname;
  if (method === 'POST') {
    tell([url === '/printed' ? 0 : 1, await text(request)]);
    response.end();
  } else if (url === '/samples/') {
    response.end(JSON.stringify(names));
  } else if (files[url]) {
    response.setHeader('Content-Type', files[url][0]);
    response.end(readFileSync(files[url][1]));
  } else {
    response.writeHead(404).end();
  }
});
await new Promise((resume) => server.listen(0, '127.0.0.1', resume));

// Without a sandbox, as it may run as root; it sees this page alone.
const browser = spawn(chromium, [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking',
  `--user-data-dir=${folder}/profile`, `--host-resolver-rules=MAP page.example 127.0.0.1:${server.address().port}`,
  `http://page.example/?server=${process.env.GOUJI_HTTP}`,
], {env: {...process.env, HOME: folder, TMPDIR: folder}, stdio: ['ignore', 'ignore', 'pipe'], detached: true});
// Debian starts the browser by a shell, so its whole group is ended.
process.on('exit', () => {
  try {
    process.kill(-browser.pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
const said = text(browser.stderr);
const closed = once(browser, 'close');

const [status, printed] = await Promise.race([told, said.then((words) => [1, `The browser has ended by itself:\n${words}`])]);
(status === 0 ? process.stdout : process.stderr).write(printed);
process.exitCode = status;
if (browser.exitCode === null) process.kill(-browser.pid, 'SIGKILL');
await closed;
process.exit();
