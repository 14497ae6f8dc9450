/** The panels of a run, in the order in which they stand. A new one is its element, its model, and a row here. */
import { CheckSwitch } from '../elements/check-switch.ts';
import { InputLine } from '../elements/input-line.ts';
import { NetworkConditions } from '../elements/network-conditions.ts';
import { OutputConsole } from '../elements/output-console.ts';
import { ProgramInput } from '../elements/program-input.ts';
import { ProgramServers } from '../elements/servers/program-servers.ts';
import { RunSteering } from '../elements/run-steering.ts';
import type { SessionEvent } from '../session/run/run-session.ts';
import { logOf } from '../session/log/log-of.ts';
import { loadBrowser } from './browser-loading.ts';
import type { PanelKind } from './panel.ts';

export const PANELS: readonly PanelKind[] = [
  // First, so that it stays where it is whatever a run puts beside the clock.
  {
    id: 'check',
    place: 'tools',
    embedded: 'asked',
    opens: ({ check }) => check === true,
    make: () => new CheckSwitch(),
  },
  {
    id: 'steering',
    place: 'tools',
    embedded: 'asked',
    opens: ({ clock }) => clock !== undefined,
    make: (context) => new RunSteering(context),
  },
  {
    id: 'network',
    place: 'tools',
    embedded: 'asked',
    opens: ({ net }) => net !== undefined,
    make: () => new NetworkConditions(),
  },
  {
    id: 'input',
    place: 'pane',
    embedded: 'asked',
    button: ({ input }) => input.name,
    opens: ({ input, args }) => input !== undefined || args !== undefined,
    make: () => new ProgramInput(),
  },
  { id: 'output', place: 'pane', embedded: true, make: () => new OutputConsole() },
  {
    id: 'input-line',
    place: 'pane',
    embedded: true,
    make: ({ session }) => new InputLine(session),
    settings: { typing: true },
  },
  {
    id: 'servers',
    place: 'pane',
    embedded: true,
    make: ({ session }) => new ProgramServers((port, listener) => session.connect(port, listener), loadBrowser),
  },
  {
    id: 'timeline',
    place: 'pane',
    embedded: 'asked',
    button: ({ timeline }) => timeline,
    make: async (context) => {
      const { TimelinePanel } = await import('../elements/timeline/timeline-panel.ts');
      return new TimelinePanel(context);
    },
    keeps: (event) => logOf(event)?.length ?? (stands(event) ? 1 : 0),
    // It marks the line where the program stands.
    needed: stands,
    settings: { log: true },
  },
];

function stands(event: SessionEvent): boolean {
  return event.type === 'program' && event.event.type === 'paused';
}
