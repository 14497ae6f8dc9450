/** Runs a program in this process of Node: `node-program.ts FILE ARGUMENT...`. */
import { readFileSync } from 'node:fs';
import { runProgram } from '../../wasm/host/host.ts';

const [file = '', ...args] = process.argv.slice(2);
await runProgram(readFileSync(file), { baseUrl: 'http://localhost/', args }, (event) => {
  if (event.type === 'output') process.stdout.write(event.text);
  if (event.type === 'failure') throw new Error(event.message);
});
// What the host keeps for a program that might go on would keep the process, too.
process.exit();
