/** A function is asked for, and the result of calling it is given; and other calls of the library. */
import { CALL, header, replace } from './changes.ts';
import type { Mistake } from './mistake.ts';

/** Without names, as its groups would be found twice. */
const CALLS = new RegExp(CALL, 'g');
const callIn = (name: string) => new RegExp(String.raw`\b${name}\(\s*(?<call>${CALL})`);
const deleted = (name: string, words: string) =>
  new RegExp(`call to deleted (?:member )?function '(?<name>${name})': .*${words}`);

export const CALL_MISTAKES: readonly Mistake[] = [
  {
    id: 'call-for-create-task',
    message: deleted('create_task', 'not create_task'),
    line: callIn('create_task'),
    en: 'Put the call into a lambda: `create_task([=] { return {call}; })`. create_task takes a function and calls it itself; here the call is made first, and its result is passed.',
    ko: '호출을 람다에 넣으세요: `create_task([=] { return {call}; })`. create_task는 함수를 받아 직접 호출합니다. 지금은 먼저 호출한 결과를 넘기고 있습니다.',
    fix: replace(callIn('create_task'), 'create_task([=] { return $<call>; }'),
  },
  {
    id: 'call-for-gather',
    message: deleted('(?:gather|as_completed)', 'not'),
    line: new RegExp(String.raw`\b(?:gather|as_completed)\((?<calls>${CALL}(?:,\s*${CALL})*)`),
    en: 'Put each call into a lambda, such as `{name}([=] { return f(x); }, …)`. {name} takes functions and calls them itself, at the same time; here the calls are made one after another, and their results are passed.',
    ko: '호출을 하나씩 람다에 넣으세요. 예: `{name}([=] { return f(x); }, …)`. {name}는 함수를 받아 동시에 실행합니다. 지금은 차례로 호출한 결과를 넘기고 있습니다.',
    fix: replace(new RegExp(String.raw`(?<=\b(?:gather|as_completed)\()${CALL}(?:,\s*${CALL})*`), ([calls]) =>
      calls.replace(CALLS, '[=] { return $&; }'),
    ),
  },
  {
    id: 'call-for-run',
    message: deleted('(?:run|run_until_complete)', 'not'),
    line: callIn('(?:run|run_until_complete)'),
    en: 'Put the call into a lambda: `{name}([&] { return {call}; })`, or pass the function itself, without `()`. {name} starts the loop first and calls the function then.',
    ko: '호출을 람다에 넣거나(`{name}([&] { return {call}; })`) `()` 없이 함수 자체를 넘기세요. {name} 함수는 이벤트 루프를 먼저 시작한 다음 함수를 호출합니다.',
    fix: replace(callIn('(run|run_until_complete)'), '$1([&] { return $<call>; }'),
  },
  {
    id: 'call-for-wait-for',
    message: deleted('(?:wait_for|shield|ensure_future|run_coroutine_threadsafe)', 'not'),
    line: callIn('(?:wait_for|shield|ensure_future|run_coroutine_threadsafe)'),
    en: 'Put the call into a lambda: `{name}([=] { return {call}; }, …)`. {name} calls the function itself; here the call ends before {name} begins.',
    ko: '호출을 람다에 넣으세요: `{name}([=] { return {call}; }, …)`. {name} 함수가 직접 호출해야 합니다. 지금은 {name} 함수가 시작되기 전에 호출이 끝나 버립니다.',
    fix: replace(callIn('(wait_for|shield|ensure_future|run_coroutine_threadsafe)'), '$1([=] { return $<call>; }'),
  },
  {
    id: 'arguments-beside',
    message: deleted('create_task', 'not create_task'),
    line: /create_task\((?<function>[\w:]+),\s*(?<arguments>(?:[^()]|\([^()]*\))+)\)/,
    en: 'Pass the arguments in a lambda: `create_task([=] { return {function}({arguments}); })`. create_task calls its function without arguments.',
    ko: '인자는 람다 안에서 넘기세요: `create_task([=] { return {function}({arguments}); })`. create_task는 함수를 인자 없이 호출합니다.',
    fix: replace(
      /create_task\((?<function>[\w:]+),\s*(?<arguments>(?:[^()]|\([^()]*\))+)\)/,
      'create_task([=] { return $<function>($<arguments>); })',
    ),
  },
  {
    id: 'callback-arguments',
    message: deleted('call_(?:later|at)', 'without arguments'),
    line: /(?<when>[^(,]+),\s*(?<function>[\w:]+),\s*(?<arguments>(?:[^()]|\([^()]*\))+)\)/,
    en: 'Pass the arguments in a lambda: `{name}({when}, [=] { {function}({arguments}); })`. The loop calls its callbacks without arguments.',
    ko: '인자는 람다 안에서 넘기세요: `{name}({when}, [=] { {function}({arguments}); })`. 루프는 콜백을 인자 없이 호출합니다.',
    fix: replace(
      /(?<=call_(?:later|at)\()(?<when>[^(,]+),\s*(?<function>[\w:]+),\s*(?<arguments>(?:[^()]|\([^()]*\))+)\)/,
      '$<when>, [=] { $<function>($<arguments>); })',
    ),
  },
  {
    id: 'function-of-many-types',
    message: deleted('create_task', 'not create_task'),
    note: /couldn't infer template argument 'Function'/,
    line: /create_task\((?<function>[\w:]+)/,
    en: 'Write the call that you mean in a lambda, such as `create_task([] { {function}(1); })`. There are several functions `{function}`, or it takes any type, so its name alone does not say which.',
    ko: '어떤 호출인지 람다로 쓰세요. 예: `create_task([] { {function}(1); })`. 이름이 `{function}`인 함수가 여럿이거나 아무 타입이나 받으므로 이름만으로는 알 수 없습니다.',
  },
  {
    id: 'no-unit',
    message: /call to deleted .*a length of time has a unit/,
    line: /(?<number>\d+(?:\.\d+)?)\s*[,)]/,
    en: 'Write the unit: `{number}s` for seconds, or milliseconds such as `500ms`. A bare number does not say which it is.',
    ko: '단위를 쓰세요. 초는 `{number}s`, 밀리초는 `500ms`처럼 씁니다. 숫자만으로는 어느 쪽인지 알 수 없습니다.',
    fix: [
      replace(/(?<=[(,*]\s*)(?<number>\d+(?:\.\d+)?)(?=\s*[,)])/, '$<number>s'),
      header('using namespace std::chrono_literals;'),
    ],
  },
  {
    id: 'literals',
    message: /no matching literal operator for call to 'operator""(?<unit>s|ms|us|ns|min|h)'/,
    en: 'Add `using namespace std::chrono_literals;` below the includes: only with it does `{unit}` stand for a unit of time.',
    ko: '`#include` 아래에 `using namespace std::chrono_literals;`를 추가하세요. 이것이 있어야 `{unit}`를 시간 단위로 쓸 수 있습니다.',
    fix: header('using namespace std::chrono_literals;'),
  },
  {
    id: 'generator-view',
    message: /deleted operator '\|': a view takes a generator over/,
    line: /(?<generator>\w+)\s*\|/,
    en: 'Write `std::move({generator}) | …`: a view takes the generator over, since a generator cannot be copied.',
    ko: '`std::move({generator}) | …`라고 쓰세요. 제너레이터는 복사할 수 없으므로 뷰가 넘겨받습니다.',
    fix: replace(/(?<generator>\w+)(?=\s*\|)/, 'std::move($<generator>)'),
  },
  {
    id: 'generator-copy',
    message: /a generator is moved, not copied/,
    line: /=\s*(?<generator>\w+);/,
    en: 'Write `std::move({generator})`: a generator cannot be copied, as it stands in the middle of its function.',
    ko: '`std::move({generator})`라고 쓰세요. 제너레이터는 함수 중간에 멈춰 있는 것이라 복사할 수 없습니다.',
    fix: replace(/(?<==\s*)(?<generator>\w+)(?=;)/, 'std::move($<generator>)'),
  },
  {
    id: 'asyncio-time',
    message: /no member named 'time' in namespace 'asyncio'/,
    en: 'Write `asyncio::get_running_loop().time()`: the time is the loop’s.',
    ko: '`asyncio::get_running_loop().time()`이라고 쓰세요. 시간은 루프에 물어봅니다.',
    fix: replace(/asyncio::time\(\)/, 'asyncio::get_running_loop().time()'),
  },
  {
    id: 'queue-of-what',
    message:
      /no viable constructor or deduction guide for deduction of template arguments of '(?<name>asyncio::(?:\w*Queue|Future)|std::(?:vector|set|deque|list|queue|optional))'/,
    en: 'Say what it holds, such as `{name}<int>`.',
    ko: '무엇을 담는지 쓰세요. 예: `{name}<int>`.',
  },
];
