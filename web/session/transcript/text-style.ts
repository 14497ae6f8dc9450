/** How a stretch of output looks: the colours and weights that a program may ask for by SGR escape sequences. */

/** The sixteen colours of a terminal: 0-7 plain, 8-15 bright; null is the page's own. */
export type TerminalColour = number | null;

export interface TextStyle {
  readonly colour: TerminalColour;
  readonly background: TerminalColour;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  /** Written to stderr. */
  readonly error: boolean;
  /** Not written by the program, but typed for it. */
  readonly typed: boolean;
}

const PLAIN: TextStyle = {
  colour: null,
  background: null,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  error: false,
  typed: false,
};

const known = new Map<string, TextStyle>();

/** The one object for this look: equal styles are identical, so that spans can be merged by `===`. */
export function styled(base: TextStyle, change: Partial<TextStyle>): TextStyle {
  const style = { ...base, ...change };
  const key = JSON.stringify(Object.values(style));
  const existing = known.get(key);
  if (existing !== undefined) return existing;
  known.set(key, style);
  return style;
}

/** What text looks like before the program asks for anything. */
export const PLAIN_STYLE = styled(PLAIN, {});

const SWITCHES: ReadonlyMap<number, Partial<TextStyle>> = new Map<number, Partial<TextStyle>>([
  [1, { bold: true }],
  [2, { dim: true }],
  [3, { italic: true }],
  [4, { underline: true }],
  [7, { inverse: true }],
  [22, { bold: false, dim: false }],
  [23, { italic: false }],
  [24, { underline: false }],
  [27, { inverse: false }],
  [39, { colour: null }],
  [49, { background: null }],
]);

/** The style after `ESC [ parameters m`. Codes beyond the sixteen colours are skipped with their arguments. */
export function afterSgr(style: TextStyle, parameters: readonly number[]): TextStyle {
  let result = style;
  for (let i = 0; i < parameters.length; i++) {
    const code = parameters[i] ?? 0;
    if (code === 0) {
      result = styled(PLAIN_STYLE, { error: style.error });
    } else if (code === 38 || code === 48) {
      const colour = parameters[i + 1] === 5 ? indexed(parameters[i + 2]) : null;
      result = styled(result, code === 38 ? { colour } : { background: colour });
      i += parameters[i + 1] === 5 ? 2 : 4;
    } else {
      result = styled(result, SWITCHES.get(code) ?? basicColour(code));
    }
  }
  return result;
}

function indexed(index: number | undefined): TerminalColour {
  return index !== undefined && index < 16 ? index : null;
}

function basicColour(code: number): Partial<TextStyle> {
  if (code >= 30 && code <= 37) return { colour: code - 30 };
  if (code >= 90 && code <= 97) return { colour: code - 90 + 8 };
  if (code >= 40 && code <= 47) return { background: code - 40 };
  if (code >= 100 && code <= 107) return { background: code - 100 + 8 };
  return {};
}
