/** The panel Timeline with a log in it, without a run. */
import type { Locator, Page } from '@playwright/test';
import { flagsLog } from '../../support/flags-log.ts';

/** Opens the panel by its button, and shows the log of twenty downloads in it. */
export async function openTimeline(page: Page, name = 'Timeline'): Promise<Locator> {
  await page.getByRole('button', { name, exact: true }).press('Enter');
  const region = page.getByRole('region', { name, exact: true });
  await region.locator('timeline-panel').waitFor();
  await page.evaluate(
    (bytes) => {
      const panel = document.querySelector<HTMLElement & { hear(event: unknown): void; end(): void }>('timeline-panel');
      panel?.hear({ type: 'program', event: { type: 'log', bytes: Uint8Array.from(bytes) } });
      panel?.end();
    },
    [...flagsLog()],
  );
  return region;
}
