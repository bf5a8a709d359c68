/** One request of a card or a page: parsed, handed to its operation, answered. */
import * as z from 'zod';
import { AppError, isAppError, type ErrorCode } from '../errors.js';
import type { Actor } from '../operations/actor.js';
import type { Crm } from '../operations/crm-port.js';
import type { InForce, MappingInForce } from '../operations/in-force.js';
import type { Clock } from '../operations/ports.js';
import type { PortalData } from '../operations/portal-data-port.js';
import type { ProgrammeCrm } from '../operations/programme-port.js';
import type { PortalSummary } from '../operations/portal-summary.js';
import type { ProgrammeQueue, ProgrammeSummary } from '../operations/programme-summary.js';

/** What every handler has. */
export interface HandlerDeps {
  readonly crm: Crm;
  readonly clock: Clock;
  readonly data: PortalData;
  readonly programme: ProgrammeCrm;
  readonly inForce: () => Promise<InForce>;
  /** What the portal's own things mean; the Crm reads them so. */
  readonly mapping: () => Promise<MappingInForce>;
  /** The whole portal's numbers: what the last sync published, or what the database says now. Null before the first sync. */
  readonly summary: () => Promise<PortalSummary | null>;
  /** The partner programme's numbers, and what waits in it, likewise. */
  readonly programmeSummary: () => Promise<ProgrammeSummary | null>;
  readonly programmeQueue: () => Promise<ProgrammeQueue | null>;
  readonly actor: Actor;
}

export interface Handler<Input, View> {
  /** Of the function, of the address on the server, and of what a card asks for. */
  readonly name: string;
  readonly input: z.ZodType<Input>;
  readonly run: (deps: HandlerDeps, input: Input) => Promise<View>;
}

/** What every handler answers: a view, or an error that a person can act on. */
export type HandlerAnswer<View> =
  | { readonly ok: true; readonly view: View }
  | {
      readonly ok: false;
      readonly error: { readonly code: ErrorCode; readonly message: string; readonly next: string };
    };

/** HubSpot's record ids are digits; a parameter is untrusted, whoever sends it. */
export const recordIdInput = z.string().regex(/^\d{1,20}$/);

/**
 * Handles one request. Refusals and outages are answers; bugs are answered in one plain sentence, and reported to `onBug`.
 */
export async function answer<Input, View>(
  handler: Handler<Input, View>,
  input: unknown,
  deps: HandlerDeps,
  onBug: (error: unknown) => void,
): Promise<HandlerAnswer<View>> {
  try {
    return { ok: true, view: await handler.run(deps, parse(handler, input)) };
  } catch (error) {
    return failed(error, onBug);
  }
}

/** What a failure is answered with. */
export function failed(error: unknown, onBug: (error: unknown) => void): HandlerAnswer<never> {
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

function parse<Input>(
  { name, input: schema }: Pick<Handler<Input, unknown>, 'name' | 'input'>,
  input: unknown,
): Input {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError(
    'request_invalid',
    `The request ${name} is not valid: ${issue?.path.join('.') ?? 'it'} ${issue?.message ?? ''}.`,
    'Reload the page; if it stays, the app and its server are of different versions.',
  );
}
