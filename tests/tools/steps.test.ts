import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { build, checkReads, type Step, type Steps } from '../../tools/steps.ts';

let folder = '';
let ran: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tulip-steps-'));
  ran = [];
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function step(name: string, made: () => string, more: Partial<Step> = {}): Step {
  return {
    title: `Making ${name}`,
    needs: [],
    inputs: [`${name}/*.txt`],
    outputs: [`build/${name}`],
    run: () => {
      ran.push(name);
      write(`build/${name}`, made());
      return Promise.resolve();
    },
    ...more,
  };
}

describe('build', () => {
  it('runs a step once, and again when an input changes, appears or goes, or an output is missing', async () => {
    const steps: Steps = { tool: step('tool', () => 'made') };
    write('tool/a.txt', '1');
    await build(steps, ['tool'], folder);
    await build(steps, ['tool'], folder);
    expect(ran).toHaveLength(1);
    write('tool/a.txt', '2');
    await build(steps, ['tool'], folder);
    expect(ran).toHaveLength(2);
    write('tool/b.txt', '');
    await build(steps, ['tool'], folder);
    expect(ran).toHaveLength(3);
    rmSync(join(folder, 'tool/b.txt'));
    await build(steps, ['tool'], folder);
    expect(ran).toHaveLength(4);
    rmSync(join(folder, 'build/tool'));
    await build(steps, ['tool'], folder);
    expect(ran).toHaveLength(5);
  });

  it('runs a step again when an environment variable that it reads has changed', async () => {
    const steps: Steps = { tool: step('tool', () => 'made', { settings: ['TULIP_TEST_SETTING'] }) };
    write('tool/a.txt', '1');
    for (const value of ['', 'one', 'one', 'two']) {
      vi.stubEnv('TULIP_TEST_SETTING', value);
      await build(steps, ['tool'], folder);
    }
    vi.unstubAllEnvs();
    expect(ran).toHaveLength(3);
  });

  it('runs what needs a step again only where the output of that step has changed', async () => {
    let output = 'same';
    const steps: Steps = {
      library: step('library', () => output),
      site: step('site', () => '', { needs: ['library'] }),
    };
    write('library/a.txt', '1');
    await build(steps, ['site'], folder);
    write('library/a.txt', '2');
    await build(steps, ['site'], folder);
    expect(ran).toEqual(['library', 'site', 'library']);
    output = 'another';
    write('library/a.txt', '3');
    await build(steps, ['site'], folder);
    expect(ran).toEqual(['library', 'site', 'library', 'library', 'site']);
  });

  it('runs at the same time what needs nothing of one another, but one at a time of what keeps all processors busy', async () => {
    const events: string[] = [];
    const lasting = (name: string, more: Partial<Step> = {}): Step =>
      step(name, () => '', {
        ...more,
        run: async () => {
          events.push(`${name} begins`);
          await new Promise(setImmediate);
          write(`build/${name}`, '');
          events.push(`${name} ends`);
        },
      });
    const steps: Steps = {
      engine: lasting('engine', { wide: true }),
      tests: lasting('tests', { wide: true }),
      sdk: lasting('sdk'),
      site: lasting('site', { needs: ['sdk', 'engine'] }),
    };
    await build(steps, ['tests', 'site'], folder);
    expect(events.slice(0, 2)).toEqual(['engine begins', 'sdk begins']);
    expect(events.indexOf('tests begins')).toBeGreaterThan(events.indexOf('engine ends'));
    expect(events.indexOf('site begins')).toBeGreaterThan(events.indexOf('sdk ends'));
    expect(events).toHaveLength(8);
  });

  it('brings the other steps to their end where one fails, and leaves out what needs it', async () => {
    const steps: Steps = {
      broken: step('broken', () => '', { run: () => Promise.reject(new Error('broken')), wide: true }),
      site: step('site', () => '', { needs: ['broken'] }),
      other: step('other', () => '', { wide: true }),
    };
    await expect(build(steps, ['site', 'other'], folder)).rejects.toThrow('broken');
    expect(ran).toEqual(['other']);
  });

  it('repeats a step that failed, and one that made nothing fails', async () => {
    const idle = step('idle', () => '', { outputs: ['build/never'] });
    await expect(build({ idle }, ['idle'], folder)).rejects.toThrow('Making idle ended without making build/never');
    await expect(build({ idle }, ['idle'], folder)).rejects.toThrow('ended without making');
    expect(ran).toHaveLength(2);
  });

  it('names the steps that there are where one is unknown', async () => {
    await expect(build({ a: step('a', () => '') }, ['b'], folder)).rejects.toThrow(
      'There is no build step b; there are a.',
    );
  });

  it('fails where a step has read what is not among its inputs, and runs it again', async () => {
    const reads = (): Promise<string[]> => Promise.resolve(['site/page.txt', 'sdk/toolchain.ts']);
    const steps: Steps = { site: step('site', () => '', { reads }) };
    const sentence = /The build step site reads sdk\/toolchain\.ts, which its inputs leave out/;
    await expect(build(steps, ['site'], folder)).rejects.toThrow(sentence);
    await expect(build(steps, ['site'], folder)).rejects.toThrow(sentence);
  });
});

describe('checkReads', () => {
  it('knows the outputs of needed steps, but not their inputs, as other inputs may give the same output', () => {
    const steps: Steps = { sdk: step('sdk', () => ''), site: step('site', () => '', { needs: ['sdk'] }) };
    expect(() => {
      checkReads(steps, 'site', ['site/a.txt', 'build/sdk']);
    }).not.toThrow();
    expect(() => {
      checkReads(steps, 'site', ['sdk/a.txt']);
    }).toThrow('reads sdk/a.txt');
  });
});
