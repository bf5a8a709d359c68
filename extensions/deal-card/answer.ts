import type { DealCardView } from '../view.js';

/** What went wrong and what to do next, in words for a sales rep. */
export interface DealCardProblem {
  readonly message: string;
  readonly next: string;
}

export type DealCardAnswer =
  | { readonly ok: true; readonly view: DealCardView }
  | { readonly ok: false; readonly problem: DealCardProblem };

/** The function or the server did not answer at all: HubSpot's own message names functions and logs, so it is not shown. */
export const UNREACHABLE: DealCardProblem = {
  message: 'Partnership Manager did not answer.',
  next: 'Try again in a moment. If it stays like this, tell whoever looks after HubSpot in your team.',
};

const UNREADABLE: DealCardProblem = {
  message: 'Partnership Manager answered in a way that this card does not understand.',
  next: 'Reload the page. If it stays like this, the app needs an update: tell whoever looks after HubSpot in your team.',
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isView = (value: unknown): value is DealCardView =>
  isRecord(value) && (value['kind'] === 'ready' || value['kind'] === 'empty');

/**
 * Reads `{ok: true, view}` or `{ok: false, error: {code, message, next}}`. The view itself is trusted: it is made by
 * the same release as the card.
 */
export const readAnswer = (answer: unknown): DealCardAnswer => {
  if (!isRecord(answer)) return { ok: false, problem: UNREADABLE };
  if (answer['ok'] === true && isView(answer['view'])) return { ok: true, view: answer['view'] };
  const error = answer['error'];
  if (isRecord(error) && typeof error['message'] === 'string' && typeof error['next'] === 'string') {
    return { ok: false, problem: { message: error['message'], next: error['next'] } };
  }
  return { ok: false, problem: UNREADABLE };
};
