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

const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-domain-reliability'];

function launch(executablePath: string, ...more: readonly string[]): LaunchOptions {
  // Chromium's own sandbox refuses to work for root.
  const forRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { executablePath, args: [...QUIET, ...more, ...forRoot] };
}

/** How Chromium is started, the whole browser as readers have it. */
export function chromium(): LaunchOptions {
  return launch(onPath('chromium', 'chromium-browser', 'google-chrome'));
}

/**
 * The same without the windows around pages, which cost a quarter of the time, and without V8's second compiler: after each first run of
 * clang that would be busy for seconds of one processor, while the next tests run.
 */
export function chromiumWithoutWindows(): LaunchOptions {
  // Without a crash reporter it does not catch what a program reads beyond its memory either.
  return launch(onPath('chromium-headless-shell'), '--js-flags=--no-wasm-tier-up', '--enable-crash-reporter');
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
