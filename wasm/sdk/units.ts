/** What of a program is compiled by itself. Apart from `project.ts`, which embeds load before anything is compiled. */
import { isUnit, type Project } from './project.ts';

/** The files that are compiled by themselves and then linked, the main one first. */
export function unitsOf({ files, main }: Project): readonly string[] {
  return [main, ...Object.keys(files).filter((name) => name !== main && isUnit(name))];
}

/** The file by whose compilation `name` is looked at: itself, or the first one that includes it, at whatever remove. */
export function unitOf(project: Project, name: string): string {
  if (isUnit(name)) return name;
  return unitsOf(project).find((unit) => includes(project, unit, name)) ?? project.main;
}

/** Whether `from` includes `to`, itself or by what it includes. */
export function includes(project: Project, from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true;
  seen.add(from);
  const included = (project.files[from] ?? '').matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"/gm);
  return [...included].some(([, name = '']) => !seen.has(name) && includes(project, name, to, seen));
}
