/** Bundles one entry, with all it imports, into one self-contained classic script. */
import { build } from 'vite';
import { reads } from './reads.ts';

/** The script's text; `entry` is a file's absolute name, `define` has expressions to be put in the place of names. */
export async function bundle(entry: string, define: Readonly<Record<string, string>> = {}): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [reads()],
    define,
    build: {
      write: false,
      minify: true,
      target: 'es2023',
      lib: { entry, formats: ['iife'], name: 'tulip', fileName: 'script' },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunks = outputs.flatMap((output) => ('output' in output ? output.output : []));
  const [chunk] = chunks;
  if (chunk?.type !== 'chunk' || chunks.length !== 1) throw new Error(`${entry} does not bundle into one script`);
  return chunk.code.trim();
}
