/** What a run of a lesson's program shows to be wrong in the lesson's folder, in sentences. */
import type { LessonFolder } from '../../web/plugins/lessons/folder.ts';
import { predictionOf } from '../../web/plugins/lessons/predict.ts';
import type { FinishedRun } from '../../web/session/lesson/check.ts';

/** Empty where all is as the folder says; `run` is one under the fast clock, and under the conditions of the network that the lesson opens with. */
export function faultsOf(lesson: LessonFolder, run: Pick<FinishedRun, 'output' | 'seconds'>): string[] {
  return [...outputFaults(lesson, run.output), ...durationFaults(lesson, run.seconds)];
}

function outputFaults({ name, output }: LessonFolder, printed: string): string[] {
  if (output === null || output === printed) return [];
  const [wanted, found] = [output.split('\n'), printed.split('\n')];
  const at = Array.from({ length: Math.max(wanted.length, found.length) }).findIndex((_, i) => wanted[i] !== found[i]);
  const said = (line: string | undefined) => (line === undefined ? 'nothing' : JSON.stringify(line));
  return [`${name}/program.cpp prints ${said(found[at])} in line ${at + 1}, where output.txt has ${said(wanted[at])}`];
}

function durationFaults(lesson: LessonFolder, seconds: number): string[] {
  const { varies, opens } = lesson.settings;
  const prediction = predictionOf(lesson);
  // What varies for another reason than the network may take any time.
  if (prediction?.kind !== 'duration' || (varies !== null && opens.net === undefined)) return [];
  const right = prediction.choices.filter((choice) => Math.abs(choice - seconds) <= choice / 100);
  if (right.length === 1) return [];
  const choices = prediction.choices.join(', ');
  return [`${lesson.name}/predict.toml: the run takes ${seconds.toFixed(3)} s, and not just one of ${choices} is that`];
}
