/** The page's colours, as a canvas wants them: it knows no custom properties. */

export interface Colours {
  readonly surface: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly bad: string;
  /** How waiting is filled. */
  readonly hatch: CanvasPattern | string;
  readonly font: string;
  readonly code: string;
}

/** Reads them where `element` stands; again after the theme has changed. */
export function readColours(element: HTMLElement, context: CanvasRenderingContext2D): Colours {
  const probe = document.createElement('span');
  probe.style.forcedColorAdjust = 'none';
  element.append(probe);
  // Only a property that takes a colour resolves light-dark().
  const colour = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const family = (name: string): string =>
    getComputedStyle(element).getPropertyValue(`--${name}`).trim() || 'sans-serif';
  const soft = colour('line-strong');
  const colours = {
    surface: colour('surface'),
    ink: colour('ink'),
    soft: colour('ink-soft'),
    line: colour('line'),
    accent: colour('accent'),
    accentSoft: colour('accent-soft'),
    bad: colour('bad'),
    hatch: hatch(context, soft),
    font: family('sans'),
    code: family('mono'),
  };
  probe.remove();
  return colours;
}

const TILE = 6;

/** Thin lines to the upper right. */
function hatch(context: CanvasRenderingContext2D, colour: string): CanvasPattern | string {
  const tile = document.createElement('canvas');
  const scale = devicePixelRatio;
  tile.width = tile.height = TILE * scale;
  const drawing = tile.getContext('2d');
  if (drawing === null) return colour;
  drawing.scale(scale, scale);
  drawing.strokeStyle = colour;
  drawing.lineWidth = 1;
  for (const shift of [-TILE, 0, TILE]) {
    drawing.moveTo(shift, TILE);
    drawing.lineTo(shift + TILE, 0);
  }
  drawing.stroke();
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / scale));
  return pattern ?? colour;
}
