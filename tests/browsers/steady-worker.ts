/** The worker that the playground uses, with a steady clock. */
import './steady-clock.ts';
import '../../wasm/host/worker.ts';
