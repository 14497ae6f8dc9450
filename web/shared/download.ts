/** `fetch`, with its failures as `DownloadError`s. */
import { DownloadError } from './download-error.ts';

/** The answer to a request without credentials; its body may still break off, see `asDownloadError`. */
export async function download(url: string, cache: RequestCache): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { cache, credentials: 'omit' });
  } catch {
    throw new DownloadError('unreachable');
  }
  if (!response.ok) throw new DownloadError('server', `HTTP ${response.status} ${response.statusText}`.trim());
  return response;
}
