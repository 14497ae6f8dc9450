/** The border between the panes moves for those who cannot drag. */
import { expect, test } from './support/fixtures.ts';

test('A click on the border between the panes moves it to its next place, and a drag to where it ends', async ({
  playground,
  page,
}) => {
  await playground.open('?lang=en');
  const border = page.getByRole('separator', { name: 'Resize panes' });
  // Nobody would try it unasked.
  await expect(border).toHaveAccessibleDescription(/click/);
  const place = async () => Number(await border.getAttribute('aria-valuenow'));
  expect(await place()).toBe(56);
  // Between the bars, where nothing else is to be hit.
  const click = () => border.click({ position: { x: 4, y: 12 } });
  for (const next of [75, 25, 40]) {
    await click();
    expect(await place()).toBe(next);
    expect(await border.getAttribute('aria-valuetext')).toBe(`${String(next)}%`);
  }
  await border.press('Enter');
  expect(await place()).toBe(56);
  await page.getByRole('button', { name: '한국어' }).click();
  await expect(page.getByRole('separator', { name: '창 크기 조절' })).toHaveAccessibleDescription(/클릭/);
  await page.getByRole('button', { name: 'English' }).click();
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
