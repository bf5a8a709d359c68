/**
 * Name → parse, operation, JSON: the one surface that functions, the server and the local record pages share.
 */
import * as z from 'zod';
import { dealId } from './domain/ids.js';
import { AppError, isAppError, type ErrorCode } from './errors.js';
import type { DealCardView } from './operations/deal-card-view.js';
import { showDealCard, type DealCardDeps } from './operations/show-deal-card.js';

/** What every handler answers: a view, or an error that a person can act on. */
export type HandlerAnswer<View> =
  | { readonly ok: true; readonly view: View }
  | {
      readonly ok: false;
      readonly error: { readonly code: ErrorCode; readonly message: string; readonly next: string };
    };

// HubSpot's record ids are digits; a parameter is untrusted, whoever sends it.
const recordId = z.string().regex(/^\d{1,20}$/);
const dealCardInput = z.object({ dealId: recordId });

/** What each surface shows. */
interface Views {
  readonly 'deal-card': DealCardView;
}
export type HandlerName = keyof Views;

/** What every handler needs. */
export type HandlerDeps = DealCardDeps;

type Handlers = {
  readonly [Name in HandlerName]: (input: unknown, deps: HandlerDeps) => Promise<Views[Name]>;
};

const HANDLERS: Handlers = {
  'deal-card': (input, deps) => showDealCard(deps, dealId(parse(dealCardInput, input, 'deal-card').dealId)),
};

/** Whether there is a handler of this name, which may be anything that was sent. */
export const isHandlerName = (name: string): name is HandlerName => Object.hasOwn(HANDLERS, name);

/**
 * Handles one request of a card. Refusals and outages are answers; bugs are answered in one plain sentence, and
 * reported to `onBug`.
 */
export async function handle<Name extends HandlerName>(
  name: Name,
  input: unknown,
  deps: HandlerDeps,
  onBug: (error: unknown) => void,
): Promise<HandlerAnswer<Views[Name]>> {
  try {
    return { ok: true, view: await HANDLERS[name](input, deps) };
  } catch (error) {
    if (isAppError(error)) {
      return { ok: false, error: { code: error.code, message: error.message, next: error.next } };
    }
    onBug(error);
    return {
      ok: false,
      error: {
        code: 'invariant_broken',
        message: 'Partnership Manager made a mistake while reading this record.',
        next: 'Try again; if it stays, tell your administrator the time and this record’s address.',
      },
    };
  }
}

function parse<T>(schema: z.ZodType<T>, input: unknown, name: HandlerName): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError(
    'request_invalid',
    `The request ${name} is not valid: ${issue?.path.join('.') ?? 'it'} ${issue?.message ?? ''}.`,
    'Reload the page; if it stays, the app and its server are of different versions.',
  );
}
