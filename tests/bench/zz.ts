import { Contestants } from './contestants.ts';
const c = await Contestants.open();
const py = await c.page();
for (let i = 0; i < 3; i++) for (const who of ['tulip', 'pyodide', 'promise'] as const) {
  const ctx = await c.browser.newContext();
  const t = performance.now();
  try { console.log(who, await c.ask(who === 'pyodide' ? py : await c.page(ctx), who, { bench: 'sleepers', tasks: 10000 }, who === 'pyodide'), Math.round(performance.now() - t)); } catch (e) { console.log(who, String(e), c.browser.isConnected()); }
  await ctx.close();
}
await c.close();
