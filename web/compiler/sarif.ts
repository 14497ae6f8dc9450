/**
 * The part of SARIF (Static Analysis Results Interchange Format 2.1.0) that clang writes and that is read here: one document on
 * a line of its own, among text such as `1 error generated.`
 *
 * clang lists a message's ranges first and the point it is about last, as a region without an `endLine`. A message's notes
 * follow it as results of level `note`.
 */
import { fieldOf, listOf, positionOf, textOf } from './fields.ts';

const LEVELS = ['error', 'warning', 'note', 'none'] as const;

export interface SarifResult {
  readonly level: (typeof LEVELS)[number];
  readonly message: { readonly text: string };
  readonly locations?: readonly SarifLocation[];
}

export interface SarifLocation {
  readonly physicalLocation?: {
    readonly artifactLocation?: { readonly uri?: string };
    readonly region?: SarifRegion;
  };
}

/** Columns are 1-based and count code points, see `columnKind`; the end column is the one behind the last. */
export interface SarifRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** The results in the compiler's output, of one document or several; null where there is none, because the compiler broke before it wrote one. */
export function readSarif(output: string): readonly SarifResult[] | null {
  const documents = output.split('\n').filter((line) => line.startsWith('{"$schema"'));
  if (documents.length === 0) return null;
  try {
    return documents.flatMap((text) => listOf(JSON.parse(text), 'runs').flatMap(resultsOf));
  } catch {
    return null;
  }
}

// Names and texts in it are those of a program, which is a stranger's: what has another form is left out.

function resultsOf(run: unknown): SarifResult[] {
  return listOf(run, 'results').flatMap((result) => {
    const level = LEVELS.find((known) => known === textOf(result, 'level'));
    const text = textOf(fieldOf(result, 'message'), 'text');
    if (level === undefined || text === undefined) return [];
    return { level, message: { text }, locations: listOf(result, 'locations').map(locationOf) };
  });
}

function locationOf(location: unknown): SarifLocation {
  const physical = fieldOf(location, 'physicalLocation');
  const uri = textOf(fieldOf(physical, 'artifactLocation'), 'uri');
  const region = regionOf(fieldOf(physical, 'region'));
  return {
    physicalLocation: {
      ...(uri === undefined ? {} : { artifactLocation: { uri } }),
      ...(region === null ? {} : { region }),
    },
  };
}

function regionOf(region: unknown): SarifRegion | null {
  const [startLine, startColumn] = [positionOf(region, 'startLine'), positionOf(region, 'startColumn')];
  if (startLine === undefined || startColumn === undefined) return null;
  const [endLine, endColumn] = [positionOf(region, 'endLine'), positionOf(region, 'endColumn')];
  return {
    startLine,
    startColumn,
    ...(endLine === undefined ? {} : { endLine }),
    ...(endColumn === undefined ? {} : { endColumn }),
  };
}
