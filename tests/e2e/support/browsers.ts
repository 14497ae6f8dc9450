/** The browsers of the machine: the ones that package systems install, since a test must not download one. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { LaunchOptions } from '@playwright/test';

function onPath(...names: readonly string[]): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const name of names) {
    for (const folder of folders) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here.
      }
    }
  }
  throw new Error(`Please install ${names[0] ?? ''}: none of ${names.join(', ')} is on PATH.`);
}

/** How Chromium is started. */
export function chromium(): LaunchOptions {
  const args = ['--disable-background-networking', '--disable-component-update', '--disable-domain-reliability'];
  // Chromium's own sandbox refuses to work for root.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return { executablePath: onPath('chromium', 'chromium-browser', 'google-chrome'), args };
}

/** Firefox's program. */
export function firefox(): string {
  return onPath('firefox-esr', 'firefox');
}
