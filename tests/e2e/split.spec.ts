/** The border between the panes moves for those who cannot drag. */
import { expect, test } from './support/fixtures.ts';

test('A click on the border between the panes moves it to its next place, and a drag to where it ends', async ({
  playground,
  page,
}) => {
  await playground.open('?lang=en');
  const border = page.getByRole('separator', { name: 'Resize panes' });
  const place = async () => Number(await border.getAttribute('aria-valuenow'));
  expect(await place()).toBe(56);
  // Between the bars, where nothing else is to be hit.
  const click = () => border.click({ position: { x: 4, y: 12 } });
  for (const next of [75, 25, 40, 56]) {
    await click();
    expect(await place()).toBe(next);
  }
  const box = await border.boundingBox();
  if (box === null) throw new Error('no border');
  await page.mouse.move(box.x + 4, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x - 100, box.y + 12);
  await page.mouse.up();
  const dragged = await place();
  expect(dragged).toBeGreaterThan(40);
  expect(dragged).toBeLessThan(54);
});
