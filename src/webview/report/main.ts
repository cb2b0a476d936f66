import { readToReport, type FromReport } from '../../protocol/report.ts';
import { renderReport } from './render.ts';

/** What VS Code gives a webview. */
declare function acquireVsCodeApi(): { postMessage(message: FromReport): void };

const host = acquireVsCodeApi();
const main = document.getElementById('report')!;
const send = (message: FromReport): void => host.postMessage(message);

/** The groups that the reader has closed or opened, by their paths: they stay so when the report changes. */
const toggled = new Map<string, boolean>();

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = readToReport(event.data);
  if (!message) return;
  const at = window.scrollY;
  main.replaceChildren(...renderReport(message.report, toggled, send));
  main.setAttribute('aria-busy', 'false');
  window.scrollTo(0, at);
});
send({ type: 'ready' });
