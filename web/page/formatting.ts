/** Format: what does it is loaded at its first use. */
import type { NoticeBar } from '../elements/notice-bar.ts';
import type { Formatter } from '../session/language/language.ts';
import type { CommonMessages } from '../session/messages/common.ts';

/** Lays texts out. Where that cannot be had the result is null, and a notice says so. */
export function makeFormat(
  notices: NoticeBar,
  look: { readonly messages: CommonMessages },
): (text: string) => Promise<string | null> {
  let formatter: Formatter | null = null;
  return async (text) => {
    try {
      const { makeFormatter } = await import('../compiler/format/make-formatter.ts');
      formatter ??= makeFormatter();
      const formatted = await formatter.format(text);
      notices.withdraw('format');
      return formatted;
    } catch {
      const { close, formatterUnavailable } = look.messages;
      notices.show('format', { tone: 'note', text: formatterUnavailable, closeLabel: close });
      return null;
    }
  };
}
