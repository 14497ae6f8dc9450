/** What the page says where a check of the standard library fails; `toolchain.test.ts` has one that does. */
import { describe, expect, it } from 'vitest';
import { explainCheck, FAILED_CHECKS } from '../../../web/compiler/mistakes/failed-checks.ts';

describe('a failed check', () => {
  it.each([
    ['vector[] index out of bounds', 'index-out-of-range'],
    ['string index out of bounds', 'index-out-of-range'],
    ['string_view[] index out of bounds', 'index-out-of-range'],
    ['out-of-bounds access in std::array<T, N>', 'index-out-of-range'],
    ['cannot call array<T, 0>::operator[] on a zero-sized array', 'index-out-of-range'],
    ['span<T, N>::operator[](index): index out of range', 'index-out-of-range'],
    ['front() called on an empty vector', 'element-of-empty'],
    ['string::back(): string is empty', 'element-of-empty'],
    ['list::pop_front() called with empty list', 'element-of-empty'],
    ['cannot call array<T, 0>::front() on a zero-sized array', 'element-of-empty'],
    ['optional operator-> called on a disengaged value', 'empty-optional'],
    ['expected::operator* requires the expected to contain a value', 'expected-without-value'],
    ['expected::error requires the expected to contain an error', 'expected-without-error'],
    ['vector::erase(iterator) called with a non-dereferenceable iterator', 'erase-of-end'],
    ['Attempted to dereference a non-dereferenceable common_iterator', 'past-the-end'],
    ['basic_string(const char*) detected nullptr', 'null-string'],
    [
      'Would read out of bounds, does your comparator satisfy the strict-weak ordering requirement?',
      'comparison-not-less',
    ],
    ['Bad bounds passed to std::clamp', 'clamp-bounds'],
    ['span<T>::first(count): count out of range', 'more-than-there-is'],
    ["remove_prefix() can't remove more than size()", 'more-than-there-is'],
    ['vector::erase(first, last) called with invalid range', 'not-a-range'],
    ['Overflow in lcm', 'refused-call'],
  ])('that says “%s” is %s', (words, id) => {
    expect(explainCheck(words).id).toBe(id);
  });

  it('names in both languages what was called', () => {
    const { sentence } = explainCheck('vector::pop_back called on an empty vector');
    expect(sentence.en).toContain('`pop_back()`');
    expect(sentence.ko).toContain('`pop_back()`');
  });

  it.each(FAILED_CHECKS)('is told as $id in both languages, with its code in pairs of backticks', ({ en, ko }) => {
    for (const sentence of [en, ko]) expect(sentence.split('`').length % 2).toBe(1);
    expect(ko).toMatch(/[가-힣]/);
    const names = (text: string) => text.match(/\{[a-z]\w*\}/g);
    expect(names(ko)).toEqual(names(en));
  });
});
