/**
 * Why something could not be downloaded: nobody answers; the connection broke off on the way; the server answered that it has none; what
 * came is not what it should be.
 */
export type DownloadProblem = 'unreachable' | 'cut' | 'server' | 'wrong';

export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly problem: DownloadProblem;

  /** `detail`: what is known beyond the kind of problem, in English; may be empty. */
  constructor(problem: DownloadProblem, detail = '') {
    super(detail);
    this.problem = problem;
  }
}

/** For whatever was thrown while a body was read: browsers say that each in jargon of its own. */
export function asDownloadError(thrown: unknown): DownloadError {
  return thrown instanceof DownloadError ? thrown : new DownloadError('cut');
}
