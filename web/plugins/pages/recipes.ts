/** Writes the recipes for authors into their two pages, `embed/recipes/` and `embed/recipes/ko/`: they need no script. */
import type { Plugin } from 'vite';
import { projectOf } from '../../../wasm/sdk/project.ts';
import { ATTRIBUTES, PLATFORMS, RECIPE_WORDS, type Platform } from '../../embed/recipes/platforms.ts';
import type { Language } from '../../session/messages/language.ts';
import { SHARE_WORDS } from '../../session/messages/share.ts';
import { preparationOf, writeForm, type Copied } from '../../session/share/forms.ts';
import { encodeLink } from '../../session/workbench/encode-link.ts';
import { deflate } from '../../shared/deflate.ts';
import { escaped } from './static-page.ts';

/** Where the address of the site stands that nobody has told the build. */
const SOMEWHERE = 'https://your.site/';
const PROGRAM = `#include <asyncio.hpp>

int main() { asyncio::print("Hello\\n"); }
`;

/** `site`: the address of the site, with a slash at its end, where it is known. */
export function recipes(site: string | null): Plugin {
  return {
    name: 'tulip-recipes',
    transformIndexHtml: {
      order: 'pre',
      async handler(html, { path }) {
        const page = /^\/embed\/recipes\/(ko\/)?index\.html$/.exec(path);
        if (page === null) return html;
        const main = await recipesIn(page[1] === undefined ? 'en' : 'ko', site ?? SOMEWHERE);
        return html.replace('<main></main>', () => `<main>${main}</main>`);
      },
    },
  };
}

/** What the page of a language says, as HTML. */
export async function recipesIn(language: Language, site: string): Promise<string> {
  const words = RECIPE_WORDS[language];
  const [root, other, theirs] = language === 'en' ? ['../../', 'ko/', 'ko'] : ['../../../', '../', 'en'];
  const project = projectOf(PROGRAM);
  const link = await encodeLink({ project, options: {} }, { deflate });
  if (!link.ok) throw new Error(link.error);
  const own: Copied = {
    title: 'Hello',
    site,
    link: link.value,
    project,
    options: {},
    demo: null,
    compiled: null,
    language,
    theme: null,
  };
  return `
<nav><a href="${root}">Tulip</a> <a href="${other}" lang="${theirs}" hreflang="${theirs}">${words.other}</a></nav>
<h1>${words.title}</h1>
<p>${withCode(words.about)}</p>
${PLATFORMS.map((platform) => sectionOf(platform, own)).join('')}
<h2>${words.blocks}</h2>
<p>${withCode(words.blocksAbout)}</p>
${pre(`<script src="${site}embed.js" async></script>\n<pre data-tulip><code>#include &lt;asyncio.hpp&gt; …</code></pre>`)}
<h2>${words.attributes}</h2>
<p>${withCode(words.attributesAbout)}</p>
<ul>${ATTRIBUTES.map(({ written, means }) => `<li><code>${escaped(written)}</code> ${withCode(means[language])}</li>`).join('')}</ul>
<h2>${words.policy}</h2>
<p>${withCode(words.policyAbout)}</p>
${pre(`script-src ${site}embed.js; frame-src ${site}embed/`)}
`;
}

function sectionOf({ name, form, evidence, source, how, paste }: Platform, own: Copied): string {
  const { language, site } = own;
  const words = RECIPE_WORDS[language];
  // Where the text of a program does not stand in the post, a bundled one is named: that needs no compiler.
  const copied = form === 'iframe' || form === 'hugo' ? { ...own, title: 'Spinner', demo: 'spinner' } : own;
  const once = preparationOf(form, copied);
  return `
<h2>${name}</h2>
<p class="evidence ${evidence}">${words.evidence[evidence]}${source === '' ? '' : ` (${source})`}</p>
<p>${withCode(how[language])}</p>
<p>${words.copyAs}: <strong>${SHARE_WORDS[language].forms[form]}</strong></p>
${pre(paste === undefined ? writeForm(form, copied) : site + paste)}
${once === null ? '' : `<p>${words.once} <code>${once.file}</code></p>${pre(once.text)}`}`;
}

/** A text in which backquotes stand around code, as HTML. */
function withCode(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function pre(text: string): string {
  return `<pre tabindex="0"><code>${escaped(text)}</code></pre>`;
}
