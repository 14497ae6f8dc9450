/** The browsers of the machine: the ones that package systems install, since a test must not download one. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { LaunchOptions } from '@playwright/test';

function onPath(...names: readonly string[]): string {
  return within((process.env.PATH ?? '').split(delimiter), names);
}

function within(folders: readonly string[], names: readonly string[]): string {
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
  throw new Error(`Please install ${names[0] ?? ''}: none of ${names.join(', ')} was found.`);
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

/** WebKit's program, in the folder where Debian has it. */
export function miniBrowser(): string {
  const folders = ['x86_64', 'aarch64'].map((processor) => `/usr/lib/${processor}-linux-gnu/webkit2gtk-4.1`);
  return within(folders, ['MiniBrowser']);
}

/** What drives WebKit. */
export function webKitDriver(): string {
  return onPath('WebKitWebDriver');
}

/** A screen without a screen. */
export function xvfb(): string {
  return onPath('Xvfb');
}
