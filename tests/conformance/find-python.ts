/** The CPython with which ours is compared. */
import { ask } from '../../tools/process.ts';

const OLDEST = 11;

/** A python3 that is new enough, or the reason why there is none. */
export function findPython(): { python?: string; reason: string } {
  const version = ask('python3', ['-c', 'import sys; print(*sys.version_info[:3], sep=".")']);
  if (version === '') return { reason: 'there is no python3' };
  const minor = Number(version.split('.')[1]);
  if (minor < OLDEST) return { reason: `python3 is ${version}, which is older than 3.${OLDEST}` };
  return { python: 'python3', reason: '' };
}
