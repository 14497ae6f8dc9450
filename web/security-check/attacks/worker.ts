/**
 * Stands in for the host of a program: what somebody could try whose program has broken out of WebAssembly, in the worker that it runs in. The
 * worker is started as a program's is, by the frame that it tells what became of it.
 */
import { attempt, attemptRequest, CHANNEL, ELSEWHERE, Refusal, type Report } from './attempt.ts';

async function attack(): Promise<void> {
  const attempts = await Promise.all([
    attemptRequest('fetch', `${ELSEWHERE}fetch`, (url) => fetch(url, { mode: 'no-cors' })),
    attemptRequest('loopback', 'http://127.0.0.1:9/', (url) => fetch(url, { mode: 'no-cors' })),
    // An address that is always there, so that it succeeds unless it is refused: Firefox tells of no violation here.
    attempt('scripts', () => {
      importScripts('data:text/javascript,');
    }),
    attempt('evaluate', () => {
      (0, eval)('1');
    }),
    attempt('databases', () => opened(indexedDB.open('tulip'))),
    attempt('caches', () => caches.open('tulip')),
    attempt('files', () => navigator.storage.getDirectory()),
    attempt('page', () => {
      if (!('document' in self)) throw new Refusal('no document');
    }),
  ]);
  new BroadcastChannel(CHANNEL).postMessage('here');
  const report: Report = { type: 'attempts', attempts };
  postMessage(report);
}

function opened(request: IDBOpenDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request.onsuccess = resolve;
    request.onerror = () => {
      reject(request.error ?? new Refusal('no database'));
    };
  });
}

void attack();
