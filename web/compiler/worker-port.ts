/** As much of a Worker as the page's end of one uses. */
export interface WorkerPort<Request, Answer> {
  postMessage(request: Request): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Answer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}
