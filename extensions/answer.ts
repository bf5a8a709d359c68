/** What went wrong and what to do next, in words for whoever looks at a card. */
export interface Problem {
  readonly message: string;
  readonly next: string;
}

export type Answer<View> =
  { readonly ok: true; readonly view: View } | { readonly ok: false; readonly problem: Problem };

/** Nobody answered at all: HubSpot's own message names functions and logs, so it is not shown. */
export const UNREACHABLE: Problem = {
  message: 'Partnership Manager did not answer.',
  next: 'Try again in a moment. If it stays like this, tell whoever looks after HubSpot in your team.',
};

const UNREADABLE: Problem = {
  message: 'Partnership Manager answered in a way that this card does not understand.',
  next: 'Reload the page. If it stays like this, the app needs an update: tell whoever looks after HubSpot in your team.',
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/**
 * Reads `{ok: true, view}` or `{ok: false, error: {code, message, next}}`. A view of one of the kinds that the card draws
 * is trusted: it is made by the same release.
 */
export const readAnswer = <View extends { readonly kind: string }>(
  answer: unknown,
  kinds: readonly View['kind'][],
): Answer<View> => {
  if (!isRecord(answer)) return { ok: false, problem: UNREADABLE };
  const { ok, view, error } = answer;
  if (ok === true && isRecord(view) && kinds.some((kind) => kind === view['kind'])) {
    return { ok: true, view: view as unknown as View };
  }
  if (isRecord(error) && typeof error['message'] === 'string' && typeof error['next'] === 'string') {
    return { ok: false, problem: { message: error['message'], next: error['next'] } };
  }
  return { ok: false, problem: UNREADABLE };
};

/** Asks, and reads the answer; that nobody answered is a problem like any other. */
export const answered = async <View extends { readonly kind: string }>(
  asking: () => Promise<unknown>,
  kinds: readonly View['kind'][],
): Promise<Answer<View>> => {
  try {
    return readAnswer<View>(await asking(), kinds);
  } catch {
    return { ok: false, problem: UNREACHABLE };
  }
};
