/** What is handed to the library's functions: methods, lists, results, lengths of time, task groups. */
import { CALL, header, replace } from './changes.ts';
import type { Mistake } from './mistake.ts';

const ARGUMENTS = String.raw`(?:[^()]|\([^()]*\))+`;
/** `create_task(&Worker::work, &w, 1)`. */
const METHOD_POINTER = new RegExp(
  String.raw`\b(?<function>create_task|gather|run|wait_for|shield|ensure_future)\(&(?:\w+::)*(?<method>\w+)(?:,\s*(?<object>&?\w+)(?<more>,\s*${ARGUMENTS})?)?\)`,
);
/** `gather({a, b})`, `as_completed([a, b])`. */
const LIST = /\b(?<name>gather|as_completed)\((?:\{(?=[^{}[\]]*\})|\[(?=[^{}[\]]*\]))(?<items>[\w:, ]*)[}\]](?=\))/;
/** `gather(...tasks)`, `gather(tasks...)`. */
const SPREAD = /\((?=[^()]*\.\.\.)(?:\.\.\.)?\s*(?<items>\w+)\s*(?:\.\.\.)?\)/;
const OVERLOADED = new RegExp(
  String.raw`\b(?<name>to_thread|run_in_executor)\((?<function>[\w:]+)(?:,\s*(?<arguments>${ARGUMENTS}))?\)`,
);
/** Arguments for which nothing need be captured, which a worker could not be given. */
const CONSTANTS = /^(?:(?:"[^"]*"|[\d.]+)(?:,\s*|$))*$/;
const RETURN_EXCEPTIONS = /\bgather\(\*?(?<what>[^;]*?),\s*return_exceptions\s*=\s*\w+\)/;
const RUN_ARGUMENTS = new RegExp(String.raw`(?<=\basyncio::)run\((?<function>[\w:]+),\s*(?<arguments>${ARGUMENTS})\)`);
const TIME_FIRST = new RegExp(String.raw`\bwait_for\((?<time>[\d.]+(?:s|ms|min)),\s*(?<what>[\w:]+|${CALL})\)`);

/** By what a unit of time may be called. */
const UNITS: Readonly<Record<string, string>> = {
  ...{ sec: 's', secs: 's', second: 's', seconds: 's', S: 's' },
  ...{ msec: 'ms', msecs: 'ms', millis: 'ms', milliseconds: 'ms', m: 'min', mins: 'min', minutes: 'min' },
};

export const HANDED_MISTAKES: readonly Mistake[] = [
  {
    id: 'method-pointer',
    message: /call to deleted function '(?:create_task|gather|run|wait_for|shield|ensure_future)'/,
    line: METHOD_POINTER,
    when: ({ groups: { object = 'object', more = '' } }) => ({
      given: more.replace(/^,\s*/, ''),
      to: object.startsWith('&') ? `${object.slice(1)}.` : object === 'object' ? 'object.' : `${object}->`,
    }),
    en: 'Call the method in a lambda, on its object: `{function}([&] { return {to}{method}({given}); })`. {function} takes no arguments for it, and the object must live as long as the task.',
    ko: '람다 안에서 객체의 메서드를 호출하세요: `{function}([&] { return {to}{method}({given}); })`. {function} 함수는 인자를 전달하지 않습니다. 객체는 태스크보다 오래 살아 있어야 합니다.',
    fix: (seen) => {
      const { object, more, given = '', to = '', method = '' } = seen.groups;
      if (object === undefined) return [];
      const capture = more === undefined ? '&' : object.startsWith('&') ? `=, ${object}` : '=';
      return replace(
        METHOD_POINTER,
        ([, name = '']) => `${name}([${capture}] { return ${to}${method}(${given}); })`,
      )(seen);
    },
  },
  {
    id: 'method-of-object',
    message: /cannot create a non-constant pointer to member function/,
    line: /&(?<call>\w+(?:\.|->)\w+)/,
    en: 'Call the method in a lambda: `[&] { return {call}(); }`. A method is no function without its object, which must live as long as the task.',
    ko: '람다 안에서 메서드를 호출하세요: `[&] { return {call}(); }`. 메서드는 객체 없이는 함수가 아닙니다. 객체는 태스크보다 오래 살아 있어야 합니다.',
    fix: replace(/&(\w+(?:\.|->)\w+)(?!\w|\()/, '[&] { return $1(); }'),
  },
  {
    id: 'overloaded-function',
    message: /no matching (?:member )?function for call to '(?:to_thread|run_in_executor)'/,
    note: /couldn't infer template argument 'Function'/,
    line: OVERLOADED,
    when: ({ groups: { function: called = '', arguments: given = '' } }) => ({
      lambda: CONSTANTS.test(given)
        ? `[] { return ${called}(${given}); }`
        : `[](auto value) { return ${called}(value); }, …`,
    }),
    en: 'Write the call in a lambda: `{name}({lambda})`. There are several functions `{function}`, so its name alone does not say which.',
    ko: '호출을 람다로 쓰세요: `{name}({lambda})`. 이름이 `{function}`인 함수가 여럿이라 이름만으로는 알 수 없습니다.',
    fix: (seen) =>
      CONSTANTS.test(seen.groups.arguments ?? '')
        ? replace(OVERLOADED, '$<name>([] { return $<function>($<arguments>); })')(seen)
        : [],
  },
  {
    id: 'list-of-tasks',
    message: /call to deleted function '(?:gather|as_completed)'|expected body of lambda expression/,
    line: LIST,
    en: 'Leave out the brackets around the tasks: `{name}({items})`. A list of them is a `std::vector`.',
    ko: '태스크를 묶은 괄호를 빼세요: `{name}({items})`. 태스크의 목록은 `std::vector`로 넘깁니다.',
    fix: replace(LIST, '$<name>($<items>'),
  },
  {
    id: 'spread',
    message: /pack expansion does not contain any unexpanded parameter packs|expected expression/,
    line: SPREAD,
    en: 'Leave out the `...`: functions such as gather take a `std::vector` as it is, here `{items}`.',
    ko: '`...`를 빼세요. gather 같은 함수는 `std::vector`를 그대로 받습니다. 여기서는 `{items}`입니다.',
    fix: replace(SPREAD, '($<items>)'),
  },
  {
    id: 'return-exceptions',
    message: /undeclared identifier 'return_exceptions'/,
    line: RETURN_EXCEPTIONS,
    en: 'Write `asyncio::return_exceptions` in front: `gather(asyncio::return_exceptions, {what})`.',
    ko: '`asyncio::return_exceptions`를 맨 앞에 쓰세요: `gather(asyncio::return_exceptions, {what})`.',
    fix: replace(RETURN_EXCEPTIONS, 'gather(asyncio::return_exceptions, $<what>)'),
  },
  {
    id: 'result-of-none',
    message: /no matching member function for call to 'set_result'/,
    note: /'std::constructible_from<void,/,
    line: /\bset_result\((?<value>[^;]*)\)/,
    en: 'Write `set_result()`, or let the future hold something, such as `asyncio::Future<int>`: a `Future<void>` has no result.',
    ko: '`set_result()`라고 쓰거나 `asyncio::Future<int>`처럼 퓨처가 값을 담게 하세요. `Future<void>`는 결과가 없습니다.',
    fix: replace(/\bset_result\([^;]*\)(?=;)/, 'set_result()'),
  },
  {
    id: 'result-of-another-type',
    message: /no matching member function for call to 'set_result'/,
    note: /'std::constructible_from<(?<type>\w[\w:<> ]*), (?<given>[^']*)>' evaluated to false/,
    en: 'Give `set_result` a value of the type that the future holds, `{type}`, or let it hold another: `asyncio::Future<…>`. This one is of type `{given}`.',
    ko: '`set_result`에 퓨처가 담는 타입인 `{type}` 값을 주거나, `asyncio::Future<…>`로 다른 타입을 담게 하세요. 지금 준 값은 `{given}`입니다.',
  },
  {
    id: 'task-group-called',
    message: /functional-style cast from '\(lambda.* to 'asyncio::TaskGroup'|variable .*'asyncio::TaskGroup'/,
    line: /\bTaskGroup\(\[/,
    en: 'Write `asyncio::task_group([&](auto& group) { … })`: it makes the group, runs the block and waits for the tasks.',
    ko: '`asyncio::task_group([&](auto& group) { … })`라고 쓰세요. 그룹을 만들고 블록을 실행한 뒤 태스크가 끝나기를 기다립니다.',
    fix: replace(/\bTaskGroup(?=\(\[)/, 'task_group'),
  },
  {
    id: 'task-group-awaited',
    message:
      /call to deleted function 'await'|no member named '(?:wait|join|start|start_soon|await|gather|spawn|go)' in 'asyncio::TaskGroup'/,
    line: /await\((?<group>\w+)\)|(?:\.)(?:wait|join|start|start_soon|await|gather|spawn|go)\(/,
    when: ({ diagnostic: { message, notes } }) =>
      (message + notes.map((note) => note.message).join('\n')).includes('TaskGroup') ? {} : null,
    en: 'Start the tasks in a block, `asyncio::task_group([&](auto& group) { group.create_task(…); })`: it waits for all of them at its end.',
    ko: '태스크를 블록 안에서 시작하세요: `asyncio::task_group([&](auto& group) { group.create_task(…); })`. 블록 끝에서 모두 끝나기를 기다립니다.',
  },
  {
    id: 'arguments-beside-run',
    message: /call to deleted function 'run'/,
    line: RUN_ARGUMENTS,
    en: 'Pass the arguments in a lambda: `run([&] { return {function}({arguments}); })`. run calls its function without arguments.',
    ko: '인자는 람다 안에서 넘기세요: `run([&] { return {function}({arguments}); })`. run은 함수를 인자 없이 호출합니다.',
    fix: replace(RUN_ARGUMENTS, 'run([&] { return $<function>($<arguments>); })'),
  },
  {
    id: 'time-first',
    message: /call to deleted function 'wait_for'/,
    line: TIME_FIRST,
    en: 'Write the time last: `wait_for({what}, {time})`.',
    ko: '시간은 뒤에 쓰세요: `wait_for({what}, {time})`.',
    fix: replace(TIME_FIRST, 'wait_for($<what>, $<time>)'),
  },
  {
    id: 'timeout-by-name',
    message: /undeclared identifier '(?<name>timeout|delay)'/,
    line: /\b(?:wait_for|sleep)\(.*\b(?:timeout|delay)\s*=/,
    en: 'Leave out `{name} =`: arguments go by their order here.',
    ko: '`{name} =`를 빼세요. 여기서 인자는 순서로 정해집니다.',
    fix: replace(/\b(?:timeout|delay)\s*=\s*/, ''),
  },
  {
    id: 'await-of-function',
    message: /call to deleted function 'await'/,
    note: /could not match 'Future<T>' against '[^']*\(/,
    line: /asyncio::await\((?:(?<function>[\w:]+)\)|\[)/,
    when: ({ groups: { function: name = 'f' } }) => ({ function: name }),
    en: 'Call the function itself, `{function}()`: the call waits. `asyncio::await` is for tasks and futures.',
    ko: '함수를 직접 호출하세요: `{function}()`. 호출이 스스로 기다립니다. `asyncio::await`는 태스크와 퓨처에 씁니다.',
    fix: replace(/asyncio::await\(([\w:]+)\)/, '$1()'),
  },
  {
    id: 'no-unit-variable',
    message: /call to deleted .*a length of time has a unit/,
    line: /[(,]\s*(?<what>[A-Za-z_]\w*)\s*\)/,
    en: 'Write the unit: `{what} * 1s` for seconds, `{what} * 1ms` for milliseconds. A bare number does not say which it is.',
    ko: '단위를 쓰세요. 초는 `{what} * 1s`, 밀리초는 `{what} * 1ms`입니다. 숫자만으로는 어느 쪽인지 알 수 없습니다.',
    fix: [replace(/(?<=[(,]\s*)([A-Za-z_]\w*)(?=\s*\))/, '$1 * 1s'), header('using namespace std::chrono_literals;')],
  },
  {
    id: 'unit-name',
    message: /invalid suffix '(?<unit>\w+)' on (?:integer|floating) constant/,
    when: ({ groups: { unit = '' } }) => {
      const short = UNITS[unit];
      return short === undefined ? null : { short };
    },
    en: 'Write `{short}` in place of `{unit}`, such as `1{short}`, below a `using namespace std::chrono_literals;`.',
    ko: '`{unit}` 대신 `{short}`를 써서 `1{short}`처럼 쓰세요. 위에 `using namespace std::chrono_literals;`가 있어야 합니다.',
    fix: [
      (seen) => replace(new RegExp(String.raw`(?<=\d)${seen.groups.unit ?? ''}\b`), seen.groups.short ?? '')(seen),
      header('using namespace std::chrono_literals;'),
    ],
  },
  {
    id: 'unit-apart',
    message: /expected '\)'/,
    line: /(?<number>\b\d+(?:\.\d+)?)\s+(?<unit>s|ms|us|min|h)\b/,
    en: 'Write the unit at the number, without a space: `{number}{unit}`.',
    ko: '단위는 띄어 쓰지 말고 숫자에 붙이세요: `{number}{unit}`.',
    fix: replace(/(\b\d+(?:\.\d+)?)\s+(s|ms|us|min|h)\b/, '$1$2'),
  },
  {
    id: 'named-size',
    message: /unknown type name '(?<name>maxsize|value)'|undeclared identifier '(?<other>maxsize|value)'/,
    line: /\basyncio::(?<type>\w*Queue(?:<[^=;]*>)?|Semaphore|BoundedSemaphore)\s*\w*[({](?:maxsize|value)\s*=\s*(?<size>\w+)[)}]/,
    en: 'Leave out the name: `asyncio::{type} name({size})`. Arguments go by their order here.',
    ko: '이름을 빼세요: `asyncio::{type} name({size})`. 여기서 인자는 순서로 정해집니다.',
    fix: replace(/(?<=[({])(?:maxsize|value)\s*=\s*/, ''),
  },
  {
    id: 'capture-of-unique',
    message: /call to (?:implicitly-)?deleted copy constructor of .*unique_ptr/,
    line: /\[(?<name>\w+)\]\s*[({]/,
    en: 'Move it into the lambda: `[{name} = std::move({name})]`. A `unique_ptr` has one owner, so it is handed over, not copied.',
    ko: '람다로 옮기세요: `[{name} = std::move({name})]`. `unique_ptr`의 소유자는 하나이므로 복사하지 않고 넘겨줍니다.',
    fix: replace(/\[(?<name>\w+)\](?=\s*[({])/, '[$<name> = std::move($<name>)]'),
  },
];
