/** The CPython with which ours is compared. */
import { ask } from '../../tools/process.ts';

/** Before it a timeout in a task that has swallowed a cancellation ends in CancelledError, and none can be rescheduled before it is entered. */
const OLDEST = [3, 11, 7] as const;

/** A python3 that is new enough, or the reason why there is none. */
export function findPython(): { python?: string; reason: string } {
  const version = ask('python3', ['-c', 'import sys; print(*sys.version_info[:3], sep=".")']);
  if (version === '') return { reason: 'there is no python3' };
  const parts = version.split('.').map(Number);
  const differing = OLDEST.findIndex((part, i) => part !== parts[i]);
  const older = differing !== -1 && (parts[differing] ?? 0) < (OLDEST[differing] ?? 0);
  if (older) return { reason: `python3 is ${version}, which is older than ${OLDEST.join('.')}` };
  return { python: 'python3', reason: '' };
}
