/** What is noted about a request while it is answered, for its line in the log and for metrics. */
import type { Response } from 'express';
import type { ErrorCode } from '../errors.js';
import type { SignatureProblem } from '../hubspot/signature.js';

export interface RequestNote {
  readonly requestId: string;
  /** "deal-card"; "other" for every address that is none of ours, so that nobody can fill a log or a label. */
  route: string;
  code?: ErrorCode;
  signature?: SignatureProblem;
  /** A defect of ours, whatever was thrown. */
  bug?: unknown;
}

const notes = new WeakMap<Response, RequestNote>();

/** Begins the note of a request. */
export function beginNote(response: Response, requestId: string): RequestNote {
  const note: RequestNote = { requestId, route: 'other' };
  notes.set(response, note);
  return note;
}

/** The note of the request that this answers. */
export function noteOf(response: Response): RequestNote {
  const note = notes.get(response);
  if (note === undefined) throw new Error('a request without a note');
  return note;
}
