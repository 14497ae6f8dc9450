/**
 * What the frame that shows a program's page and the panel around it say to each other. The page's words in it are a stranger's, so what
 * comes out is checked here.
 */

/** Text of one message at most: more than a form that fits a page has. */
const MAX_TEXT = 256 * 1024;
const MAX_FIELDS = 1000;

/** A form as it was filled in. */
export interface FormSubmission {
  readonly method: 'get' | 'post';
  /** Where it goes, relative to the page. */
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** From the frame: it is there; how high the page is, in CSS pixels; a link was followed; a form was sent. */
export type FrameMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'height'; readonly height: number }
  | { readonly type: 'follow'; readonly reference: string }
  | ({ readonly type: 'submit' } & FormSubmission);

/** To the frame: what to show, sanitized. */
export interface FrameContent {
  readonly html: string;
}

/** The message, rebuilt from its known fields, or null for anything that is none. */
export function readFrameMessage(value: unknown): FrameMessage | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, height, reference, method, action, fields } = value as Partial<Record<string, unknown>>;
  switch (type) {
    case 'ready':
      return { type };
    case 'height':
      return typeof height === 'number' && Number.isFinite(height) ? { type, height } : null;
    case 'follow':
      return isText(reference) ? { type, reference } : null;
    case 'submit':
      if ((method !== 'get' && method !== 'post') || !isText(action) || !areFields(fields)) return null;
      return { type, method, action, fields: fields.map(([name, text]) => [name, text]) };
    default:
      return null;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TEXT;
}

function areFields(value: unknown): value is [string, string][] {
  if (!Array.isArray(value) || value.length > MAX_FIELDS) return false;
  // A list may have holes, which `every` passes over.
  return Array.from(value).every(
    (field) => Array.isArray(field) && field.length === 2 && Array.from(field).every(isText),
  );
}
