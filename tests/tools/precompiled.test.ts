import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renewingPrecompiled } from '../../tools/precompiled.ts';
import { UserError } from '../../tools/process.ts';

const STALE =
  "fatal error: file '/usr/include/errno.h' has been modified since the precompiled header 'a/cmake_pch.hxx.pch' was built";

let folder = '';
let header = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tulip-precompiled-'));
  header = join(folder, 'engine/a.dir/cmake_pch.hxx.pch');
  mkdirSync(join(header, '..'), { recursive: true });
  writeFileSync(header, '');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('renewingPrecompiled', () => {
  it('builds again without the precompiled headers once a system header has changed', async () => {
    const had: boolean[] = [];
    await renewingPrecompiled(folder, () => {
      had.push(existsSync(header));
      return existsSync(header) ? Promise.reject(new UserError(STALE)) : Promise.resolve();
    });
    expect(had).toEqual([true, false]);
  });

  it('tells a mistake in a source at once, and keeps the precompiled headers', async () => {
    let builds = 0;
    const broken = renewingPrecompiled(folder, () => {
      builds += 1;
      return Promise.reject(new UserError('error: expected expression'));
    });
    await expect(broken).rejects.toThrow('expected expression');
    expect([builds, existsSync(header)]).toEqual([1, true]);
  });

  it('gives up where the second build fails for the same reason', async () => {
    await expect(renewingPrecompiled(folder, () => Promise.reject(new UserError(STALE)))).rejects.toThrow('modified');
  });
});
