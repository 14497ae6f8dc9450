import { globSync } from 'node:fs';

/**
 * The programs of all topics, each as TOPIC/NAME: its files are TOPIC/NAME.py, .expected and .cpp. They are found by what they print, as
 * only programs have such a file.
 */
export const programNames: readonly string[] = globSync('**/*.expected', { cwd: import.meta.dirname })
  .map((file) => file.slice(0, -'.expected'.length))
  .sort();
