/** Makes of a stranger's HTML what may be shown: no scripts, no styles from elsewhere, nothing that loads or goes anywhere by itself. */
import DOMPurify, { type Config } from 'dompurify';
import { trust } from '../../shared/trusted-types.ts';

const CONFIG: Config = {
  USE_PROFILES: { html: true },
  // Else the styles of the head are lost with it.
  FORCE_BODY: true,
  // Fields of a form may be named as they like: the frame's script looks nothing up by name.
  SANITIZE_DOM: false,
  // What would load something, or name another place than `href`, `action` and `src`, of which `confine` sees to.
  FORBID_TAGS: ['audio', 'video', 'source', 'track', 'picture', 'map'],
  FORBID_ATTR: ['srcset', 'background', 'poster', 'target', 'formaction', 'usemap', 'ping', 'cite', 'longdesc'],
  // The name that it would take by itself is that of Monaco's, which has one within. The types know the browser's own policies alone.
  TRUSTED_TYPES_POLICY: trust('tulip-sanitizer', {
    createHTML: (html: string) => html,
    createScriptURL: () => null,
  }) as unknown as Config['TRUSTED_TYPES_POLICY'],
};

/** Makes sanitizers; `absolute` gives a link's whole address. */
export function sanitizer(
  window: Window & typeof globalThis,
): (html: string, absolute: (link: string) => string) => string {
  // One of our own, as hooks are for all who use it.
  const purify = DOMPurify(window);
  let absolute = (link: string): string => link;
  purify.addHook('afterSanitizeAttributes', (element) => {
    confine(element, absolute);
  });
  return (html, resolve) => {
    absolute = resolve;
    return purify.sanitize(html, CONFIG);
  };
}

/** Links say whole addresses, since the frame's own is none of the program's, and pictures are there or are not. */
function confine(element: Element, absolute: (link: string) => string): void {
  const href = element.getAttribute('href');
  if (href !== null && !href.startsWith('#')) element.setAttribute('href', absolute(href));
  const action = element.getAttribute('action');
  if (action !== null) element.setAttribute('action', absolute(action));
  const src = element.getAttribute('src');
  if (src !== null && !src.startsWith('data:')) element.removeAttribute('src');
}
