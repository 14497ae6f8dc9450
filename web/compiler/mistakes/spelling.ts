/** Names that are nearly right, and those that nothing has. */
import { replace } from './changes.ts';
import type { Mistake, Seen } from './mistake.ts';

/** What programs call of asyncio, for whoever misspells it; a test compiles them. */
export const ASYNCIO_NAMES = (
  'run sleep create_task gather wait wait_for as_completed shield timeout timeout_at task_group TaskGroup Task AnyTask Future Queue ' +
  'PriorityQueue LifoQueue Lock Event Semaphore BoundedSemaphore Condition Barrier Generator AsyncGenerator CancelledError TimeoutError ' +
  'current_task all_tasks get_running_loop ensure_future to_thread print println format fetch await start_server open_connection ' +
  'try_finally FIRST_COMPLETED FIRST_EXCEPTION ALL_COMPLETED'
).split(' ');

/** How many letters have to change, be added, left out or swapped with the next. */
function distance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped =
        i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
          ? (rows[i - 2]?.[j - 2] ?? 0) + 1
          : Infinity;
      const plain = Math.min((rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (rows[i - 1]?.[j - 1] ?? 0) + same);
      row.push(Math.min(plain, swapped));
    }
    rows.push(row);
  }
  return rows[one.length]?.[other.length] ?? Infinity;
}

/** The one of `names` that was meant, as far as that is sure. */
function nearest(wrong: string, names: Iterable<string>): string | null {
  const plain = (name: string) => name.toLowerCase().replaceAll('_', '');
  const near = [...new Set(names)]
    .filter((name) => name !== wrong)
    .map((name) => ({ name, by: distance(plain(wrong), plain(name)) }))
    .filter(({ by }) => by <= (wrong.length < 4 ? 0 : wrong.length < 8 ? 1 : 2))
    .toSorted((a, b) => a.by - b.by);
  return near[0] === undefined || near[0].by === near[1]?.by ? null : near[0].name;
}

/** What the name of the message is a slip of: clang's word for it where that is in the program or the libraries, or else a name of the program. */
function meant({ diagnostic: { message, notes }, lines, groups: { name = '' } }: Seen): { right: string } | null {
  const right = /; did you mean '([\w:]+)'\?/.exec(message)?.[1];
  if (right !== undefined) {
    const own = notes.some(({ line, header }) => header === undefined && (lines[line - 1] ?? '').includes(right));
    const known = /^(?:std|asyncio)\b/.test(right) || message.startsWith('no member');
    return own || known ? { right } : null;
  }
  if (!message.includes('undeclared identifier')) return null;
  const declared = lines.flatMap((text) => [
    ...text.matchAll(/(?<=[\w>&*]\s+[&*]?)[A-Za-z_]\w*(?=\s*(?:[=;{(,)]|:\s))/g),
  ]);
  const found = nearest(
    name,
    declared.map(([word]) => word),
  );
  return found === null ? null : { right: found };
}

const replaceName = (seen: Seen) =>
  replace(new RegExp(String.raw`\b${seen.groups.name ?? ''}\b`), seen.groups.right ?? '')(seen);

export const ASYNCIO_SPELLING: Mistake = {
  id: 'asyncio-typo',
  message: /no (?:type |template )?(?:member )?named '(?<name>\w+)' in namespace 'asyncio'/,
  when: ({ groups: { name = '' } }) => {
    const right = nearest(name, ASYNCIO_NAMES);
    return right === null ? null : { right };
  },
  en: 'Write `asyncio::{right}`: asyncio has no `{name}`.',
  ko: '`asyncio::{right}`라고 쓰세요. `{name}`: asyncio에 없는 이름입니다.',
  fix: replaceName,
};

export const SPELLING_MISTAKES: readonly Mistake[] = [
  {
    id: 'typo',
    message:
      /(?:undeclared identifier|unknown type name|no template named|no member named|no type named) '(?<name>\w+)'/,
    when: meant,
    weak: true,
    en: 'Write `{right}`: nothing is called `{name}` here.',
    ko: '`{right}`라고 쓰세요. `{name}`: 여기에 없는 이름입니다.',
    fix: replaceName,
  },
  {
    id: 'unknown-member',
    message: /no member named '(?<name>\w+)' in '(?<type>[^']*)'/,
    weak: true,
    en: 'Look for another name: `{type}` has no `{name}`. What it has is listed when you type the dot.',
    ko: '다른 이름을 찾아보세요. `{type}`에는 `{name}`: 이 이름이 없습니다. 점을 입력하면 무엇이 있는지 보입니다.',
  },
  {
    id: 'unknown-name',
    message: /undeclared identifier '(?<name>\w+)'/,
    weak: true,
    en: 'Look at the spelling of `{name}`, or declare it above: nothing has this name here.',
    ko: '`{name}`: 철자를 확인하거나 위에서 선언하세요. 여기에 없는 이름입니다.',
  },
];
